import { type ActorLogic, type ActorSystem, type AnyActorLogic, type EventObject, type Snapshot, setup } from 'xstate'
import type { CompiledScenario } from './compiled.ts'
import type { MachineContext, MachineInput, MachineOutput, VerbInput, VerbOutput } from './machine-data.ts'
import { type MachineEvent, machineImplementation } from './machine-implementation.ts'

/** Stands for a verb until one is provided: it waits for ever, as a call does that nobody answers. */
const waiting: ActorLogic<Snapshot<VerbOutput>, EventObject, VerbInput, ActorSystem<never>, EventObject> = {
  transition: snapshot => snapshot,
  getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }),
  getPersistedSnapshot: snapshot => snapshot,
}

function buildMachine(compiled: CompiledScenario) {
  const { guards, actions } = machineImplementation(compiled)
  // Wide on purpose: an engine may provide promises, callbacks or a logic of its own.
  const verb: AnyActorLogic = waiting
  const built = setup({
    types: {} as { context: MachineContext; events: MachineEvent; input: MachineInput; output: MachineOutput },
    actors: { ask: verb, say: verb, do: verb, transfer: verb, pause: verb, send: verb },
    guards: guards as never,
    actions: actions as never,
  })
  // The JSON has no function; only the machine's output has to be read from the ending that was reached.
  return built.createMachine({ ...compiled.machine, output: ({ event }: { event: MachineEvent }) => event.output } as never)
}

/** A scenario's machine; `provide({ actors })` puts the engine's verbs in. Its snapshots, events and input are typed. */
export type ScenarioMachine = ReturnType<typeof buildMachine>

const machines = new WeakMap<CompiledScenario, ScenarioMachine>()

/** The machine of a compiled scenario: made once for each version and shared by all its calls. */
export function createScenarioMachine(compiled: CompiledScenario): ScenarioMachine {
  let machine = machines.get(compiled)
  if (machine === undefined) machines.set(compiled, (machine = buildMachine(compiled)))
  return machine
}
