import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMachine } from 'xstate'
import { compileScenario, createScenarioMachine } from '../../../src/scenarios/compile/index.ts'
import type { StateJson, TransitionJson } from '../../../src/scenarios/compile/machine-json.ts'
import { ask, block, run, say, scenario, service, to, use, usualPolicy, workspace } from './documents.ts'

const identity = block('blocks/identity', [ask('hello', { agree: 'give:ok', why: 'why' }), say('why', 'back')], { ok: {} })
const document = scenario(
  [
    use('identity', 'blocks/identity', { ok: 'visit' }),
    ask(
      'visit',
      {
        agree: 'end:confirmed',
        price: 'price',
        move: { kind: 'if', condition: 'late', go: to('anytime.operator'), else: to('times') },
      },
      { text: ['Czy {clinic.name}?', 'Czy?'], rephrase: ['Inaczej?'], words: { agree: ['pasuje'] }, keep: 'wish' },
    ),
    say('price', 'back'),
    run('times', 'free_times', 'end:confirmed', 'end:callback', { keep: { slots: 'result' } }),
  ],
  { conditions: { late: 'now > timestamp(0)', done: 'has(wish)' }, also: ['uk'] },
)
const languages = [
  {
    kind: 'language',
    file: 'visit-call/uk.yaml',
    language: 'uk',
    of: 'visit-call',
    texts: { visit: ['Чи {clinic.name}?'] },
    sources: {},
    words: { visit: { agree: ['підходить'] } },
    clinic: {},
  },
] as const
const files = workspace([document], [identity], { languages, serviceList: [service('free_times')] })
const compiled = compileScenario(files, 'visit-call')

function statesOf(state: StateJson, path = ''): readonly (readonly [string, StateJson])[] {
  return Object.entries(state.states ?? {}).flatMap(([key, child]) => [
    [`${path}${key}`, child] as const,
    ...statesOf(child, `${path}${key}.`),
  ])
}
const states = statesOf(compiled.machine as StateJson)

afterEach(() => vi.restoreAllMocks())

describe('the machine', () => {
  it('is plain JSON: text and back gives the same', () => {
    expect(JSON.parse(JSON.stringify(compiled.machine))).toEqual(compiled.machine)
    const visit = (value: unknown): void => {
      expect(typeof value).not.toBe('function')
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
    }
    visit(compiled.machine)
  })

  it('is accepted by XState without a warning', () => {
    const warn = vi.spyOn(console, 'warn')
    const machine = createMachine(JSON.parse(JSON.stringify(compiled.machine)) as never)
    expect(Object.keys(machine.states)).toEqual(
      expect.arrayContaining([
        'steps',
        'anytime',
        'anytime_again',
        'answered_by',
        'end_confirmed',
        'end_hung_up',
        'end_bot_fault',
      ]),
    )
    createScenarioMachine(compiled)
    expect(warn).not.toHaveBeenCalled()
  })

  it('is made once for a compiled scenario', () => {
    expect(createScenarioMachine(compiled)).toBe(createScenarioMachine(compiled))
    expect(createScenarioMachine(compileScenario(files, 'visit-call'))).not.toBe(createScenarioMachine(compiled))
  })

  it('has a compiled node for every state that stands for a step, and a state for every node', () => {
    // An aside of the scenario stands in the region that it is served in, under the name that it has among the steps.
    const paths = states.flatMap(([path, { meta }]) => (meta === undefined ? [] : [path.replace(/^(anytime\.)?steps\./, '')]))
    expect(paths.sort()).toEqual(Object.keys(compiled.nodes).sort())
    expect(paths).toEqual(
      expect.arrayContaining([
        'identity.hello',
        'identity.why',
        'anytime.operator',
        'anytime_again.operator',
        'answered_by.voicemail',
        'price',
      ]),
    )
  })

  it('names every target absolutely, and each one exists', () => {
    const ids = new Set(states.map(([path]) => `#visit-call.${path}`))
    const transitions = states.flatMap(([, state]) => [
      ...Object.values(state.on ?? {}),
      state.invoke?.onDone ?? [],
      state.invoke?.onError ?? [],
      state.onDone ?? [],
      state.always ?? [],
    ])
    const targets = transitions.flat().flatMap((transition: TransitionJson) => transition.target ?? [])
    expect(targets.length).toBeGreaterThan(30)
    for (const target of targets) expect(ids).toContain(target)
  })

  it('says of each state where it was written and what it asks', () => {
    const visit = states.find(([path]) => path === 'steps.visit')?.[1]
    expect(visit?.meta).toEqual({ kind: 'ask', document: 'visit-call', line: 1, text: 'Czy {clinic.name}?' })
  })
})

describe('a compiled scenario', () => {
  it('has the texts of its documents in each of its languages, as far as they go', () => {
    expect(Object.keys(compiled.texts.pl ?? {})).toEqual(
      expect.arrayContaining([
        'visit-call:visit',
        'visit-call:visit.rephrase',
        'blocks/identity:hello',
        'policies/clinic:anytime.who_is_it',
        'policies/clinic:answered_by.voicemail',
        'policies/clinic:silence.2',
        'policies/clinic:read_back',
      ]),
    )
    expect(compiled.texts.pl?.['visit-call:visit']).toHaveLength(2)
    expect(compiled.texts.pl?.['visit-call:visit']?.[0]?.parts[1]).toEqual({ kind: 'value', path: 'clinic.name' })
    expect(Object.keys(compiled.texts.uk ?? {})).toEqual(['visit-call:visit'])
  })

  it('parses what several scenarios share only once', () => {
    const other = { ...document, name: 'other-call' }
    const both = workspace([document, other], [identity], { serviceList: [service('free_times')] })
    const first = compileScenario(both, 'visit-call').texts.pl?.['blocks/identity:hello']
    expect(compileScenario(both, 'other-call').texts.pl?.['blocks/identity:hello']).toBe(first)
  })

  it('has the words of its steps, and the services that it calls', () => {
    expect(compiled.words).toEqual({ pl: { visit: { agree: ['pasuje'] } }, uk: { visit: { agree: ['підходить'] } } })
    expect(Object.keys(compiled.services)).toEqual(['free_times'])
  })

  it('gives a condition that is called like a guard another name', () => {
    const named = scenario(
      [ask('visit', { agree: { kind: 'if', condition: 'done', go: to('end:confirmed'), else: to('end:callback') } })],
      {
        conditions: { done: 'true' },
      },
    )
    expect(Object.keys(compileScenario(workspace([named]), 'visit-call').conditions)).toEqual(['visit-call: done'])
  })

  it('describes an ask with its ladders, whose last rung leaves', () => {
    expect(compiled.nodes['visit']).toMatchObject({
      kind: 'ask',
      prompt: 'visit-call:visit',
      rephrase: 'visit-call:visit.rephrase',
      readBack: 'policies/clinic:read_back',
      answers: { agree: 'go', price: 'go', move: 'go' },
      keep: { name: 'wish', type: { kind: 'choice', of: ['agree', 'price', 'move'] } },
      silence: [{ then: 'repeat' }, { say: 'policies/clinic:silence.2', then: 'rephrase' }, { then: 'leave' }],
      silenceAfterMs: 5000,
    })
    expect(compiled.nodes['visit']).not.toHaveProperty('again')
  })

  it('marks the steps that answer by the way and return', () => {
    const asides = Object.values(compiled.nodes).filter(({ isAside }) => isAside)
    expect(asides.map(({ path }) => path)).toEqual(['identity.why', 'price', 'anytime_again.steps.price'])
  })

  it('leaves out what only goes on where another mini-step left off, once there are words to tell by', () => {
    const usual = usualPolicy()
    const policy = {
      ...usual,
      anytime: new Map([...usual.anytime, ['hold', say('hold', 'hold_wait')], ['hold_wait', say('hold_wait', 'back')]] as const),
    }
    const lexicons = new Map([
      ['pl', { kind: 'lexicon', file: 'lexicon/pl.yaml', language: 'pl', meanings: { operator: ['recepcja'] }, outside: [] }],
    ] as const)
    const { nodes } = compileScenario(workspace([document], [identity], { policy, lexicons }), 'visit-call')
    expect(Object.keys(nodes['visit']?.anytime ?? {})).toEqual([
      'repeat',
      'slower',
      'hold_on',
      'who_is_it',
      'operator',
      'call_later',
      'hold',
    ])
    expect(nodes).toHaveProperty(['anytime.hold_wait'])
  })

  it('cannot be made of a name that leads nowhere', () => {
    const broken = scenario([say('visit', 'nowhere')])
    expect(() => compileScenario(workspace([broken]), 'visit-call')).toThrow('invariant: visit-call has no step nowhere')
    expect(() => compileScenario(workspace([broken]), 'other')).toThrow('invariant: no scenario other')
    const endless = block('blocks/endless', [use('again', 'blocks/endless', { ok: 'give:ok' })], { ok: {} })
    const user = scenario([use('first', 'blocks/endless', { ok: 'end:confirmed' })])
    expect(() => compileScenario(workspace([user], [endless]), 'visit-call')).toThrow('invariant: blocks are nested without end')
  })
})
