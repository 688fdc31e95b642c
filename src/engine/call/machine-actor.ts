import { type AnyActor, type AnyStateMachine, createActor, type Snapshot } from 'xstate'
import { createScenarioMachine } from '../../scenarios/compile/index.ts'
import type { CallOptions } from './call-options.ts'
import { verbLogic } from './verb-logic.ts'

const machines = new WeakMap<object, ReturnType<typeof provideVerbs>>()

function provideVerbs({ scenario }: CallOptions) {
  return createScenarioMachine(scenario).provide({
    actors: { ask: verbLogic, say: verbLogic, do: verbLogic, transfer: verbLogic, pause: verbLogic, send: verbLogic },
  } as never)
}

/** An actor of the scenario's machine, which is made once per version and not per call; `kept`: its persisted snapshot. */
export function createMachineActor(options: CallOptions, kept?: unknown): AnyActor {
  let machine = machines.get(options.scenario)
  if (!machine) {
    machine = provideVerbs(options)
    machines.set(options.scenario, machine)
  }
  const data = { ...options.data, clinic: options.scenario.clinic }
  return createActor(machine as unknown as AnyStateMachine, {
    id: options.id,
    input: { data, now: options.clock.now() },
    ...(kept === undefined ? {} : { snapshot: kept as Snapshot<unknown> }),
  }) as AnyActor
}
