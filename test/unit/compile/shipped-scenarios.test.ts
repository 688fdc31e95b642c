import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AnyActorLogic, type AnyActorRef, createActor, createMachine } from 'xstate'
import { machineImplementation } from '../../../src/scenarios/compile/index.ts'
import type { CompiledNode, TextKey } from '../../../src/scenarios/compile/compiled.ts'
import type { StateJson, TransitionJson } from '../../../src/scenarios/compile/machine-json.ts'
import { compileScenario, drawMermaid, drawSvg, loadWorkspace } from '../../../src/scenarios/index.ts'
import type { DataType, Fields } from '../../../src/scenarios/model/data-type.ts'

const root = join(import.meta.dirname, '../../../scenarios-yaml')
const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'))
const files = new Map(names.map(file => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]))
const workspace = loadWorkspace(files)
const scenarios = [...workspace.scenarios.keys()].map(name => compileScenario(workspace, name))

const NOW = Date.UTC(2026, 4, 5, 8)
const VERBS = ['ask', 'say', 'do', 'transfer', 'pause', 'send']

/** A sequence of choices that is the same on every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

function valueOf(type: DataType, dice: (sides: number) => number): unknown {
  switch (type.kind) {
    case 'number':
    case 'scale': {
      const from = type.from ?? 30
      return from + dice((type.to ?? 45) - from + 1)
    }
    case 'choice':
      return type.of[dice(type.of.length)]
    case 'date':
      return dice(2) === 0 ? '1980-02-03' : '1990-01-01'
    case 'moment':
      return NOW + dice(1000) * 60_000
    case 'list':
      return Array.from({ length: 1 + dice(3) }, () => valueOf(type.of, dice))
    case 'pressure':
      return { systolic: 100 + dice(100), diastolic: 60 + dice(40) }
    case 'person':
      return { name: 'Anna Nowak' }
    case 'group':
      return makeContact(type.fields, dice)
    default:
      return 'coś'
  }
}

/** A contact with everything that it must carry, and of what it may carry nothing, or every second thing. */
function makeContact(gets: Fields, dice: (sides: number) => number): Readonly<Record<string, unknown>> {
  const isBare = dice(2) === 0
  return Object.fromEntries(
    Object.entries(gets).flatMap(([name, type]) =>
      type.optional && (isBare || dice(2) === 0) ? [] : [[name, valueOf(type, dice)]],
    ),
  )
}

/** A verb that waits for the event `finish` with its output; events are taken at once, so that walks need no waiting. */
const verb = {
  getInitialSnapshot: (_: unknown, input: unknown) => ({ status: 'active', output: undefined, error: undefined, input }),
  transition: (snapshot: object, event: { type: string; output?: unknown }) =>
    event.type === 'finish' ? { ...snapshot, status: 'done', output: event.output } : snapshot,
  getPersistedSnapshot: (snapshot: object) => snapshot,
} as unknown as AnyActorLogic

/** A way on from a state: an output that its verb can have, or an event. */
interface Way {
  readonly to: string
  readonly guard?: TransitionJson['guard']
  readonly event?: string
  /** The author wrote it: no default, no event. */
  readonly isWritten: boolean
}

/** All ways of a machine's JSON, from the paths of its innermost states; returns by history are left out. */
function collectWays(json: StateJson & { readonly id: string }): ReadonlyMap<string, readonly Way[]> {
  const all = new Map<string, { state: StateJson; above: readonly StateJson[] }>()
  const visit = (state: StateJson, path: string, above: readonly StateJson[]): void => {
    all.set(path, { state, above })
    for (const [key, child] of Object.entries(state.states ?? {}))
      visit(child, path === '' ? key : `${path}.${key}`, [state, ...above])
  }
  visit(json, '', [])
  const resolve = (target: string | undefined): string => {
    const path = (target ?? '').slice(json.id.length + 2)
    const initial = all.get(path)?.state.initial
    return initial === undefined ? path : resolve(`#${json.id}.${path}.${typeof initial === 'string' ? initial : initial.target}`)
  }
  const ways = new Map<string, readonly Way[]>()
  for (const [path, { state, above }] of all) {
    if (state.states !== undefined || path.endsWith('.back')) continue
    const done = [
      ...(state.invoke?.onDone ?? []),
      ...(state.always ?? []),
      ...(above[0]?.onDone ?? []).filter(
        ({ guard }) => guard?.params?.['result'] === state.output?.['result'] && state.type === 'final',
      ),
    ]
    const events = [state, ...above]
      .flatMap(({ on }) => Object.entries(on ?? {}))
      .filter(([event]) => !/^(bot_fault|limit)$/.test(event))
    ways.set(path, [
      ...done
        .filter(({ guard, meta }) => guard !== undefined || meta === undefined)
        .map(({ guard, target, meta }) => ({ to: resolve(target), guard, isWritten: meta === undefined })),
      ...events.flatMap(([event, transitions]) =>
        [transitions].flat().map(({ target }: TransitionJson) => ({ to: resolve(target), event, isWritten: false })),
      ),
    ])
  }
  return ways
}

function measureDistances(ways: ReadonlyMap<string, readonly Way[]>, end: string): ReadonlyMap<string, number> {
  const far = new Map([[end, 0]])
  for (let distance = 1, changed = true; changed; distance++) {
    changed = false
    for (const [path, list] of ways) {
      if (far.has(path) || !list.some(({ to }) => far.get(to) === distance - 1)) continue
      far.set(path, distance)
      changed = true
    }
  }
  return far
}

function keysOf(node: CompiledNode): readonly TextKey[] {
  if (node.kind === 'say') return [node.prompt]
  if (node.kind === 'send') return [node.text]
  if (node.kind === 'transfer') return [node.say, node.summary].filter(key => key !== undefined)
  if (node.kind === 'do') return [node.filler].filter(key => key !== undefined)
  if (node.kind !== 'ask') return []
  const rungs = [...node.silence, ...node.notUnderstood, ...node.offList].map(({ say }) => say)
  return [node.prompt, node.readBack, node.again, node.rephrase, node.offerKeys, ...rungs].filter(key => key !== undefined)
}

afterEach(() => vi.restoreAllMocks())

it('ships scenarios that all compile', () => {
  expect(scenarios.map(({ name }) => name).sort()).toEqual([...workspace.scenarios.keys()].sort())
  expect(scenarios.length).toBeGreaterThanOrEqual(8)
})

describe.each(scenarios)('$name, restored from its JSON', compiled => {
  const json = JSON.parse(JSON.stringify(compiled.machine)) as StateJson & { readonly id: string }
  const machine = createMachine(json as never, {
    ...(machineImplementation(compiled) as object),
    actors: Object.fromEntries(VERBS.map(name => [name, verb])),
  })

  const ways = collectWays(json)
  const staying = new Map([...ways].map(([path, list]) => [path, list.filter(({ event }) => event === undefined)]))

  /** Walks towards an ending by the nearest way, now and then by any other; gives the ending that it came to. */
  function walkTowards(ending: string, seed: number): string {
    const dice = createDice(seed)
    // Hanging up is near to everything: every fourth walk stays on the line.
    const walked = seed % 4 === 1 ? staying : ways
    const far = measureDistances(walked, `end_${ending}`)
    const data = { ...makeContact(compiled.gets, dice), caller: { phone: '+48600000001' } }
    const actor = createActor(machine, { input: { data, now: NOW } } as never) as unknown as AnyActorRef & { start(): void }
    actor.start()
    for (let turn = 0; turn < 300 && actor.getSnapshot().status === 'active'; turn++) {
      const { children, _nodes } = actor.getSnapshot() as {
        children: Record<string, AnyActorRef>
        _nodes: readonly { readonly id: string }[]
      }
      const [[path, child] = ['', undefined], ...others] = Object.entries(children)
      expect(others).toEqual([])
      const here = walked.get((_nodes.at(-1)?.id ?? '').slice(json.id.length + 1)) ?? []
      const least = Math.min(...here.map(({ to }) => far.get(to) ?? Number.POSITIVE_INFINITY))
      const nearest = here.filter(({ to }) => (far.get(to) ?? Number.POSITIVE_INFINITY) === least)
      const written = here.filter(({ isWritten }) => isWritten)
      // The nearest way may stand behind a condition that does not hold: every second walk strays through what the author wrote.
      const good = seed % 2 === 0 && written.length > 0 ? written : dice(seed % 4 === 1 ? 3 : 8) === 0 ? here : nearest
      const way = good[dice(good.length)] as Way
      if (way.event !== undefined) actor.send({ type: way.event })
      else child?.send({ type: 'finish', output: outputOf(path, way.guard, dice) })
    }
    if (actor.getSnapshot().status === 'active') actor.send({ type: 'hung_up' })
    expect(actor.getSnapshot().status).toBe('done')
    return actor.getSnapshot().context.ended.outcome
  }

  function outputOf(path: string, guard: TransitionJson['guard'], dice: (sides: number) => number): object {
    const params = (guard?.params ?? {}) as { is?: string; meaning?: string; name?: string }
    const is = params.name ?? params.is ?? guard?.type ?? ''
    const node = compiled.nodes[path]
    const values: Record<string, unknown> = {}
    const wanted = node?.kind === 'ask' ? { ...node.listenFor, ...(node.keep ? { [node.keep.name]: node.keep.type } : {}) } : {}
    const given = node?.kind === 'do' ? (compiled.services[node.service]?.gives ?? {}) : {}
    for (const [name, type] of Object.entries({ ...wanted, ...given })) values[name] = valueOf(type, dice)
    return { is, ...(params.meaning === undefined ? {} : { meaning: params.meaning }), values, at: NOW }
  }

  it.each(compiled.gives.outcomes)('comes to its ending %s', ending => {
    const warn = vi.spyOn(console, 'warn')
    const reached = new Set<string>()
    for (let seed = 1; seed <= 4000 && !reached.has(ending); seed++) reached.add(walkTowards(ending, seed))
    expect([...reached]).toContain(ending)
    expect([...reached]).not.toContain('bot_fault')
    expect(warn).not.toHaveBeenCalled()
  })

  it('has every text that its nodes name, in its base language', () => {
    const texts = compiled.texts[compiled.speaks] ?? {}
    const keys = Object.values(compiled.nodes).flatMap(keysOf)
    expect(keys.length).toBeGreaterThan(50)
    expect(keys.filter(key => !Object.hasOwn(texts, key))).toEqual([])
  })

  it('can be drawn', () => {
    const steps = Object.values(compiled.nodes).filter(({ path }) => !path.includes('.'))
    const mermaid = drawMermaid(compiled)
    const svg = drawSvg(compiled)
    expect(steps.length).toBeGreaterThan(10)
    for (const { step } of steps) {
      expect(mermaid).toContain(`state "${step}`)
      expect(svg).toContain(`>${step}</text>`)
    }
  })
})
