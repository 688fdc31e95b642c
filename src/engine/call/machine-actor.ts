import { type AnyActor, type AnyStateMachine, type AnyStateNode, createActor, createMachine, type Snapshot } from 'xstate'
import { createScenarioMachine } from '../../scenarios/compile/index.ts'
import type { CallOptions } from './call-options.ts'
import { startVerb, verbActions, withVerbActions } from './verb-logic.ts'

const machines = new WeakMap<object, AnyStateMachine>()

/** The scenario's machine as calls run it, with its own guards and actions. */
function provideVerbs({ scenario }: CallOptions): AnyStateMachine {
  const { config, implementations } = createScenarioMachine(scenario)
  const { guards, actions } = implementations
  return createMachine(
    { ...withVerbActions(scenario.machine), output: config.output } as never,
    { guards, actions: { ...actions, ...verbActions } } as never,
  ) as unknown as AnyStateMachine
}

/** An actor of the scenario's machine, which is made once per version and not per call; `kept`: its persisted snapshot. */
export function createMachineActor(options: CallOptions, kept?: unknown): AnyActor {
  let machine = machines.get(options.scenario)
  if (!machine) {
    machine = provideVerbs(options)
    machines.set(options.scenario, machine)
  }
  const data = { ...options.data, clinic: options.scenario.clinic }
  return createActor(machine, {
    id: options.id,
    input: { data, now: options.clock.now() },
    ...(kept === undefined ? {} : { snapshot: kept as Snapshot<unknown> }),
  }) as AnyActor
}

/** Starts the verb of the step that a restored machine is in: it was entered long ago, and is not entered again. */
export function resumeVerb(actor: AnyActor): void {
  const { machine, value } = actor.getSnapshot()
  let state: AnyStateNode = machine.root
  for (let at = value; at !== undefined; ) {
    const key: string = typeof at === 'string' ? at : (Object.keys(at)[0] as string)
    state = state.states[key] as AnyStateNode
    at = typeof at === 'string' ? undefined : at[key]
  }
  for (const { type, params } of state.entry as { type: string; params?: { path: string } }[])
    if (type === 'startVerb' && params) startVerb(actor, params.path)
}
