import { describe, expect, it } from 'vitest'
import { compileScenario } from '../../../src/scenarios/compile/index.ts'
import {
  ask,
  block,
  decide,
  pause,
  run,
  say,
  scenario,
  send,
  service,
  to,
  transfer,
  use,
  usualPolicy,
  workspace,
} from './documents.ts'
import { walk } from './walk.ts'

const VISIT = scenario([
  ask('visit', { agree: 'bye', cancel: 'why', move: 'times' }),
  ask(
    'why',
    {},
    { listenFor: { reason: { kind: 'text', optional: false } }, then: to('end:cancelled'), silent: to('end:callback') },
  ),
  run('times', 'free_times', { kind: 'if_empty', go: to('operator'), else: to('bye') }, 'operator', {
    keep: 'slots',
    slow: { afterMs: 3000, go: to('wait') },
    instead: { taken: to('visit') },
  }),
  pause('wait', 'times'),
  transfer('operator', 'note', { busy: to('wait') }),
  send('note', 'end:callback'),
  say('bye', 'end:confirmed'),
])
const SERVICES = [
  service('free_times', { result: { kind: 'list', of: { kind: 'moment', optional: false }, optional: false } }, ['taken']),
]
const compileVisit = () => compileScenario(workspace([VISIT], [], { serviceList: SERVICES }), 'visit-call')

describe('a compiled scenario walks by bare XState', () => {
  it('from an answer to its ending', async () => {
    const call = walk(compileVisit())
    expect(call.at).toBe('steps.visit')
    expect(await call.answer('answered', { meaning: 'agree' })).toBe('steps.bye')
    expect(await call.answer('done')).toBe('end_confirmed')
    expect(call.output).toEqual({ outcome: 'confirmed' })
    expect(call.context.ended).toEqual({ outcome: 'confirmed' })
  })

  it('keeps what was heard, and what a service gave', async () => {
    const call = walk(compileVisit())
    await call.answer('answered', { meaning: 'move' })
    await call.answer('done', { values: { result: [1, 2] } })
    expect(call.context.data[''].slots).toEqual([1, 2])
    const other = walk(compileVisit())
    await other.answer('answered', { meaning: 'cancel' })
    expect(await other.answer('values', { values: { reason: 'chory' }, at: 7000 })).toBe('end_cancelled')
    expect(other.context.data[''].reason).toBe('chory')
  })

  it.each([
    ['empty', 'steps.operator'],
    ['slow', 'steps.wait'],
    ['taken', 'steps.visit'],
    ['failed', 'steps.operator'],
  ])('leaves a service by %s', async (is, state) => {
    const call = walk(compileVisit())
    await call.answer('answered', { meaning: 'move' })
    expect(await call.answer(is)).toBe(state)
  })

  it.each([
    ['bridged', 'end_handed_over'],
    ['busy', 'steps.wait'],
    ['no_answer', 'steps.note'],
    ['closed', 'steps.note'],
    ['failed', 'steps.note'],
  ])('leaves a transfer by %s', async (is, state) => {
    const call = walk(compileVisit())
    await call.answer('answered', { meaning: 'move' })
    await call.answer('failed')
    expect(await call.answer(is)).toBe(state)
  })

  it('ends a ladder where the step says, else where the policy says', async () => {
    const call = walk(compileVisit())
    expect(await call.answer('not_understood')).toBe('anytime.operator')
    const silent = walk(compileVisit())
    expect(await silent.answer('silent')).toBe('end_callback')
    const own = walk(compileVisit())
    await own.answer('answered', { meaning: 'cancel' })
    expect(await own.answer('failed')).toBe('end_callback')
  })

  it("ends as the robot's fault when a verb says something that no exit knows", async () => {
    const call = walk(compileVisit())
    expect(await call.answer('answered', { meaning: 'sing' })).toBe('end_bot_fault')
  })

  it('hears of hang-ups, faults and limits everywhere', async () => {
    const hungUp = walk(compileVisit())
    hungUp.send('hung_up')
    expect(hungUp.output).toEqual({ outcome: 'hung_up' })
    const fault = walk(compileVisit())
    fault.send('anytime.who_is_it')
    fault.send('bot_fault')
    expect(fault.output).toEqual({ outcome: 'bot_fault' })
    const limit = walk(compileVisit())
    limit.send('limit')
    expect(limit.at).toBe('anytime.operator')
    expect(await limit.answer('failed')).toBe('steps.visit')
  })

  it('hangs up by a condition', () => {
    const document = scenario([ask('visit', { agree: 'end:confirmed' })], {
      conditions: { known: 'has(patient.name)' },
      hungUp: { kind: 'if', condition: 'known', go: to('end:callback'), else: to('end:cancelled') },
    })
    const known = walk(compileScenario(workspace([document]), 'visit-call'), { patient: { name: { name: 'Anna Nowak' } } })
    known.send('hung_up')
    expect(known.output).toEqual({ outcome: 'callback' })
    const unknown = walk(compileScenario(workspace([document]), 'visit-call'))
    unknown.send('hung_up')
    expect(unknown.output).toEqual({ outcome: 'cancelled' })
  })

  it('goes back to a kept value by reopen', async () => {
    const call = walk(compileVisit())
    await call.answer('answered', { meaning: 'cancel' })
    await call.answer('values', { values: { reason: 'x' } })
    const again = walk(compileVisit())
    await again.answer('answered', { meaning: 'agree' })
    again.send('reopen.why')
    expect(again.at).toBe('steps.why')
  })

  it('decides by conditions over what was just kept, and nests them', async () => {
    const document = scenario(
      [
        ask(
          'temperature',
          {},
          {
            listenFor: { degrees: { kind: 'number', optional: false } },
            then: {
              kind: 'if',
              condition: 'fever',
              go: { kind: 'if', condition: 'high', go: to('end:cancelled'), else: to('fork') },
              else: to('end:confirmed'),
            },
          },
        ),
        decide('fork', { high: 'end:cancelled', fever: 'end:callback' }, 'end:confirmed'),
      ],
      { conditions: { fever: 'degrees > 37.5', high: 'degrees > 39' } },
    )
    const compiled = compileScenario(workspace([document]), 'visit-call')
    for (const [degrees, ending] of [
      [36.6, 'end_confirmed'],
      [38, 'end_callback'],
      [40, 'end_cancelled'],
    ] as const) {
      expect(await walk(compiled).answer('values', { values: { degrees } })).toBe(ending)
    }
  })
})

describe('blocks', () => {
  const identity = block(
    'blocks/identity',
    [
      ask('hello', { agree: 'born', decline: 'give:refused' }),
      ask('born', {}, { listenFor: { day: { kind: 'date', optional: false } }, then: to('give:confirmed') }),
    ],
    { confirmed: { day: { kind: 'date', optional: false } }, refused: {} },
    { takes: { person: { kind: 'person', optional: false } } },
  )
  const document = scenario([
    use(
      'identity',
      'blocks/identity',
      { confirmed: 'visit', refused: 'end:callback' },
      {
        with: { person: { kind: 'path', path: 'patient.name' } },
        keep: { born: 'day' },
      },
    ),
    ask('visit', { agree: 'end:confirmed', move: 'identity' }),
  ])
  const compiled = compileScenario(workspace([document], [identity]), 'visit-call')
  const data = { patient: { name: { name: 'Anna Nowak' } } }

  it('take, keep their own data, and hand over', async () => {
    const call = walk(compiled, data)
    expect(call.at).toBe('steps.identity.hello')
    expect(call.context.data['identity']).toEqual({ person: { name: 'Anna Nowak' } })
    await call.answer('answered', { meaning: 'agree' })
    expect(await call.answer('values', { values: { day: '1980-02-03' } })).toBe('steps.visit')
    expect(call.context.data[''].born).toBe('1980-02-03')
    expect(call.context.data[''].day).toBeUndefined()
  })

  it('open anew when they are used again', async () => {
    const call = walk(compiled, data)
    await call.answer('answered', { meaning: 'agree' })
    await call.answer('values', { values: { day: '1980-02-03' } })
    await call.answer('answered', { meaning: 'move' })
    expect(call.at).toBe('steps.identity.hello')
    expect(call.context.data['identity'].day).toBeUndefined()
    expect(call.entered).toEqual(['identity.hello', 'identity.born', 'visit', 'identity.hello'])
  })

  it('are interrupted and re-entered in their depth, with their data, also two deep', async () => {
    const call = walk(compiled, data)
    await call.answer('answered', { meaning: 'agree' })
    call.send('anytime.operator')
    expect(call.at).toBe('anytime.operator')
    call.send('anytime.who_is_it')
    expect(call.at).toBe('anytime_again.who_is_it')
    expect(call.can('anytime.who_is_it')).toBe(true)
    expect(await call.answer('done')).toBe('anytime.operator')
    expect(await call.answer('failed')).toBe('steps.identity.born')
    expect(call.context.data['identity']).toEqual({ person: { name: 'Anna Nowak' } })
    expect(call.entered.filter(path => path.startsWith('identity'))).toEqual(['identity.hello', 'identity.born', 'identity.born'])
    expect(await call.answer('values', { values: { day: '1980-02-03' } })).toBe('steps.visit')
  })
})

describe('conditions', () => {
  const late = { kind: 'if', condition: 'late', go: to('end:cancelled'), else: to('end:confirmed') } as const
  const conditions = { late: "now > timestamp('1970-01-01T00:00:05Z')" }
  const hello = block('blocks/identity', [ask('hello', { agree: 'give:confirmed' })], { confirmed: {} })

  it.each([
    ['a step', [ask('visit', { agree: late })], 'visit'],
    ['a block', [use('identity', 'blocks/identity', { confirmed: late })], 'identity.hello'],
    [
      'a fork after a block',
      [use('identity', 'blocks/identity', { confirmed: 'fork' }), decide('fork', { late: 'end:cancelled' }, 'end:confirmed')],
      'identity.hello',
    ],
  ] as const)('see the instant at which %s ended', async (_, steps, first) => {
    for (const [at, end] of [
      [3000, 'end_confirmed'],
      [7000, 'end_cancelled'],
    ] as const) {
      const call = walk(compileScenario(workspace([scenario(steps, { conditions })], [hello]), 'visit-call'))
      expect(call.waiting).toEqual([first])
      expect(await call.answer('answered', { meaning: 'agree', at })).toBe(end)
    }
  })

  it('see the instant of an event that leads to a fork', () => {
    const steps = [ask('visit', { agree: 'end:confirmed' }), decide('fork', { late: 'end:cancelled' }, 'end:confirmed')]
    const compiled = compileScenario(
      workspace([scenario(steps, { conditions, anytime: { operator: to('fork') } })]),
      'visit-call',
    )
    for (const [at, end] of [
      [3000, 'end_confirmed'],
      [7000, 'end_cancelled'],
    ] as const) {
      const call = walk(compiled)
      call.send('anytime.operator', at)
      expect(call.at).toBe(end)
    }
  })
})

describe('what works anytime', () => {
  it('lets only absolute names through when two deep', () => {
    const call = walk(compileVisit())
    call.send('anytime.operator')
    call.send('anytime.who_is_it')
    expect(call.can('anytime.operator')).toBe(true)
    expect(call.can('anytime.call_later')).toBe(false)
    call.send('anytime.operator')
    expect(call.at).toBe('anytime_again.operator')
  })

  it('begins anew when asked for itself', async () => {
    const call = walk(compileVisit())
    call.send('anytime.who_is_it')
    call.send('anytime.who_is_it')
    expect(call.at).toBe('anytime.who_is_it')
    expect(call.entered).toEqual(['visit', 'anytime.who_is_it', 'anytime.who_is_it'])
    expect(await call.answer('done')).toBe('steps.visit')
  })

  it('is overridden and muted by the step and by the scenario', () => {
    const document = scenario(
      [
        ask('visit', { agree: 'other' }, { anytime: { who_is_it: 'mute', call_later: to('other') } }),
        ask('other', { agree: 'end:confirmed' }),
      ],
      { anytime: { operator: to('end:cancelled'), repeat: 'mute' } },
    )
    const compiled = compileScenario(workspace([document]), 'visit-call')
    const call = walk(compiled)
    expect(call.can('anytime.who_is_it')).toBe(false)
    expect(compiled.nodes['visit']?.anytime).toEqual({ slower: 'slower', hold_on: 'stay', operator: 'go', call_later: 'go' })
    expect(compiled.nodes['other']?.anytime).toEqual({
      slower: 'slower',
      hold_on: 'stay',
      who_is_it: 'go',
      operator: 'go',
      call_later: 'go',
    })
    call.send('anytime.call_later')
    expect(call.at).toBe('steps.other')
    call.send('anytime.operator')
    expect(call.at).toBe('end_cancelled')
  })

  it("serves a scenario's own step and returns to the interrupted one, also after another interruption", async () => {
    const document = scenario(
      [ask('visit', { agree: 'end:confirmed', price: 'price' }), say('price', 'more'), say('more', 'back')],
      { anytime: { ask_price: to('price') } },
    )
    const compiled = compileScenario(workspace([document]), 'visit-call')
    const call = walk(compiled)
    call.send('anytime.ask_price')
    expect(call.waiting).toEqual(['price'])
    call.send('anytime.who_is_it')
    await call.answer('done')
    expect(call.waiting).toEqual(['price'])
    await call.answer('done')
    expect(call.waiting).toEqual(['more'])
    expect(await call.answer('done')).toBe('steps.visit')
    await call.answer('answered', { meaning: 'price' })
    await call.answer('done')
    expect(await call.answer('done')).toBe('steps.visit')
    call.send('anytime.operator')
    call.send('anytime.ask_price')
    expect(call.waiting).toEqual(['anytime_again.steps.price'])
    await call.answer('done')
    await call.answer('done')
    expect(call.at).toBe('anytime.operator')
  })

  it('uses blocks, interrupts them, and returns into them', async () => {
    const callback = block(
      'blocks/callback',
      [say('intro', 'when'), ask('when', { agree: 'give:noted', decline: 'why' }), say('why', 'back')],
      { noted: {} },
    )
    const usual = usualPolicy()
    const own = {
      ...usual,
      anytime: new Map([
        ...usual.anytime,
        ['call_later', use('call_later', 'blocks/callback', { noted: 'end:callback' })] as const,
      ]),
    }
    const compiled = compileScenario(workspace([VISIT], [callback], { policy: own, serviceList: SERVICES }), 'visit-call')
    const call = walk(compiled)
    call.send('anytime.call_later')
    expect(await call.answer('done')).toBe('anytime.call_later.when')
    call.send('anytime.who_is_it')
    expect(await call.answer('done')).toBe('anytime.call_later.when')
    await call.answer('answered', { meaning: 'decline' })
    expect(call.waiting).toEqual(['anytime.call_later.why'])
    expect(await call.answer('done')).toBe('anytime.call_later.when')
    expect(await call.answer('answered', { meaning: 'agree' })).toBe('end_callback')
  })

  it('speaks to a voicemail, and to a person who comes late', async () => {
    const call = walk(compileVisit())
    call.send('answered_by.voicemail')
    expect(call.at).toBe('answered_by.voicemail')
    call.send('answered_by.voicemail')
    expect(call.entered).toEqual(['visit', 'answered_by.voicemail'])
    call.send('anytime.who_is_it')
    expect(await call.answer('done')).toBe('steps.visit')
    call.send('answered_by.fax')
    expect(call.at).toBe('end_callback')
  })
})

describe('a snapshot', () => {
  it('continues in a fresh actor, in a block and below two interruptions', async () => {
    const identity = block('blocks/identity', [say('hi', 'hello'), ask('hello', { agree: 'give:ok' })], { ok: {} })
    const document = scenario([use('identity', 'blocks/identity', { ok: 'end:confirmed' })])
    const compiled = compileScenario(workspace([document], [identity]), 'visit-call')
    const call = walk(compiled)
    await call.answer('done')
    call.send('anytime.operator')
    call.send('anytime.who_is_it')
    const restored = walk(compiled, {}, call.persist())
    expect(restored.at).toBe('anytime_again.who_is_it')
    expect(await restored.answer('done')).toBe('anytime.operator')
    expect(await restored.answer('failed')).toBe('steps.identity.hello')
    const later = walk(compiled, {}, restored.persist())
    expect(await later.answer('answered', { meaning: 'agree' })).toBe('end_confirmed')
  })
})
