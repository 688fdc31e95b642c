import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type ActorLogic, type ActorSystem, type AnyActor, createActor, type EventObject, type Snapshot } from 'xstate'
import { createMachineActor } from '../../../src/engine/call/machine-actor.ts'
import { bindRunner, type VerbOutput } from '../../../src/engine/call/verb-logic.ts'
import type { CompiledScenario } from '../../../src/scenarios/compile/compiled.ts'
import { createScenarioMachine } from '../../../src/scenarios/compile/index.ts'
import { compileFolder } from '../../../src/server/workspace/compile-folder.ts'

const { scenarios } = await compileFolder(join(import.meta.dirname, '../../../scenarios-yaml'))
const WALKS = 8
const STEPS = 30
const NOW = Date.UTC(2026, 4, 5, 8)

type Finish = (output: VerbOutput) => void
type Waiting = Map<string, Finish>
type Running = Snapshot<VerbOutput> & { readonly input: { readonly path: string } }

/** The machine as `trucada diagram` gives it: each verb is an actor that it invokes. */
function withActors(scenario: CompiledScenario, waiting: Waiting): AnyActor {
  const verb: ActorLogic<Running, { type: string; output?: VerbOutput }, { path: string }, ActorSystem<never>, EventObject> = {
    getInitialSnapshot: (_scope, input) => ({ status: 'active', output: undefined, error: undefined, input }),
    start: ({ input }, { self }) => void waiting.set(input.path, output => self.send({ type: 'finish', output })),
    transition(snapshot, { type, output }) {
      waiting.delete(snapshot.input.path)
      return (type === 'finish' ? { ...snapshot, status: 'done', output } : { ...snapshot, status: 'stopped' }) as Running
    },
    getPersistedSnapshot: snapshot => snapshot,
  }
  const verbs = { ask: verb, say: verb, do: verb, transfer: verb, pause: verb, send: verb }
  const machine = createScenarioMachine(scenario).provide({ actors: verbs } as never)
  return createActor(machine, { input: { data: { clinic: scenario.clinic }, now: NOW } }) as AnyActor
}

/** The machine as a call runs it. */
function asCall(scenario: CompiledScenario, waiting: Waiting): AnyActor {
  const actor = createMachineActor({ scenario, id: 'one', data: {}, clock: { now: () => NOW } } as never)
  bindRunner(actor.system, {
    startVerb: (path, finish) => void waiting.set(path, finish),
    stopVerb: path => void waiting.delete(path),
  })
  return actor
}

function createDice(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

it.each([...scenarios.keys()])('%s goes the same ways with verbs as actions as with verbs as actors', name => {
  const scenario = scenarios.get(name) as CompiledScenario
  const words = ['done', 'empty', 'failed', 'silent', 'not_understood', 'off_list', 'skipped', 'values', 'answered']
  const events = [
    'hung_up',
    'limit',
    'back',
    'another_person',
    'answered_by.voicemail',
    ...['operator', 'emergency'].map(to => `anytime.${to}`),
  ]
  const seen = new Set<string>()
  for (let seed = 0; seed < WALKS; seed += 1) {
    const dice = createDice(seed)
    const sides = [withActors, asCall].map(make => {
      const waiting: Waiting = new Map()
      return { waiting, actor: make(scenario, waiting) }
    })
    for (const { actor } of sides) actor.start()
    for (let step = 0; step < STEPS; step += 1) {
      const [theirs, ours] = sides.map(({ actor, waiting }) => {
        const { value, context, status, output } = actor.getSnapshot()
        return { value, context, status, output, waiting: [...waiting.keys()] }
      })
      expect(ours).toEqual(theirs)
      const [path] = ours?.waiting ?? []
      if (path === undefined) break
      seen.add(path)
      const node = scenario.nodes[path]
      const meanings = node?.kind === 'ask' ? Object.keys(node.answers) : []
      const results = node?.kind === 'do' ? Object.keys(scenario.services[node.service]?.results ?? {}) : []
      const is = [...words, ...results, ...meanings.map(() => 'answered')]
      const output = {
        is: is[dice(is.length)] as string,
        values: {},
        at: NOW + step,
        ...(meanings.length > 0 ? { meaning: meanings[dice(meanings.length)] as string } : {}),
      }
      const event = dice(8) === 0 ? events[dice(events.length)] : undefined
      for (const { actor, waiting } of sides)
        if (event === undefined) waiting.get(path)?.(output)
        else actor.send({ type: event, at: NOW + step } as { type: string })
    }
  }
  expect(seen.size).toBeGreaterThan(1)
})
