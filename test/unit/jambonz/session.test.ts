import { describe, expect, it } from 'vitest'
import { createLines } from '../../../src/engine/jambonz/lines.ts'
import { CALL, inbound, makeTurn, outbound, setUp, setUpCall, speech, START } from './harness.ts'

describe('beginning a call', () => {
  it('acks an inbound session with the config and the first turn, because a command right after the ack would be lost', () => {
    const bench = setUp()
    bench.session.receive(inbound())
    expect(bench.sent).toHaveLength(1)
    expect(bench.sent[0]).toMatchObject({
      type: 'ack',
      msgid: 'new',
      data: [
        { verb: 'config', notifyEvents: true },
        { verb: 'gather', id: 't1' },
      ],
    })
  })

  it('guards against dead air from the first verb on', () => {
    const bench = setUp()
    bench.session.receive(inbound())
    expect(bench.lastVerbs()[0]).toMatchObject({ actionHookDelayAction: { enabled: true, noResponseGiveUpTimeout: 20 } })
  })

  it('keeps what the application configured where voices.yaml says nothing', () => {
    const bench = setUpCall()
    expect(bench.lastVerbs()[0]).toMatchObject({
      synthesizer: { vendor: 'default', voice: 'default', fallbackVendor: 'default' },
      recognizer: { vendor: 'default', language: 'pl-PL', label: 'default' },
    })
  })

  it('sets no label for the voice that a verb with a voice of its own would take for the name of a credential', () => {
    const bench = setUpCall()
    expect(bench.lastVerbs()[0]).not.toHaveProperty('synthesizer.label')
    expect(bench.lastVerbs()[0]).not.toHaveProperty('synthesizer.fallbackLabel')
  })

  it('tells the call who is called and by what line', () => {
    const lines = createLines([{ number: '+48220000000', scenario: 'home-visit-request', language: 'pl' }], [])
    const bench = setUp({ lines })
    bench.session.receive(inbound())
    expect(bench.infos).toEqual([
      {
        callId: CALL,
        direction: 'inbound',
        from: '600000001',
        to: '48220000000',
        line: { number: '+48220000000', scenario: 'home-visit-request', language: 'pl', isOpen: true },
      },
    ])
  })

  it('answers a closed line with the scenario for that', () => {
    const hours = { weekdays: new Map(), dates: new Map() }
    const line = { number: '+48220000000', scenario: 'home-visit-request', afterHours: 'message', hours }
    const bench = setUp({ lines: createLines([line], []) })
    bench.session.receive(inbound())
    expect(bench.infos[0]?.line).toMatchObject({ scenario: 'message', isOpen: false })
  })

  it('says what the line announces before the first words, once', () => {
    const line = { number: '+48220000000', scenario: 'home-visit-request', announcement: { pl: 'Jutro nieczynne.' } }
    const bench = setUp({ lines: createLines([line], []) })
    bench.session.receive(inbound())
    expect(bench.lastVerbs()).toMatchObject([
      { verb: 'config' },
      { verb: 'say', text: ['Jutro nieczynne.'] },
      { verb: 'gather', id: 't1' },
    ])
    bench.telephone.turn(makeTurn('t2'))
    expect(bench.lastVerbs().map(({ verb }) => verb)).not.toContain('say')
  })

  it('reads scenario, language and contact from the tag of an outbound call', () => {
    const bench = setUpCall()
    expect(bench.infos[0]?.tag).toEqual({
      scenario: 'appointment-confirmation',
      language: 'pl',
      contact: { patient: { name: 'Anna Nowak' } },
    })
  })

  it.each([['a text'], [null], [undefined], [{ language: 'pl' }], [{ scenario: 7 }]])(
    'has no tag when customerData is %j',
    customerData => {
      const bench = setUp()
      bench.session.receive(outbound({ customerData }))
      expect(bench.infos[0]).not.toHaveProperty('tag')
    },
  )

  it('acks within 5 s when the call has nothing to say yet, and holds the first command until jambonz can take it', () => {
    const bench = setUp({ onStart: () => undefined })
    bench.session.receive(inbound())
    bench.wait(50)
    expect(bench.lastVerbs().map(verb => verb.verb)).toEqual(['answer', 'config'])
    bench.telephone.turn(makeTurn('t1'))
    expect(bench.redirects()).toHaveLength(0)
    bench.wait(300)
    expect(bench.redirects()).toHaveLength(1)
    expect(bench.lastVerbs().map(verb => verb.verb)).toEqual(['config', 'gather'])
  })

  it('repeats the config until jambonz has shown that it ran, and then leaves it out', () => {
    const bench = setUpCall()
    bench.telephone.turn(makeTurn('t2'))
    expect(bench.lastVerbs().map(verb => verb.verb)).toEqual(['config', 'gather'])
    bench.hook('/turn', { verb_id: 't2', reason: 'timeout' })
    bench.telephone.turn(makeTurn('t3'))
    expect(bench.lastVerbs().map(verb => verb.verb)).toEqual(['gather'])
  })

  it("names the application's credential labels, which jambonz forgets when a verb has its own recognizer", () => {
    const bench = setUp()
    bench.session.receive(outbound({ defaults: { recognizer: { vendor: 'google', label: 'clinic' }, synthesizer: {} } }))
    expect(bench.lastVerbs()[1]).toMatchObject({ recognizer: { vendor: 'default', label: 'clinic' } })
  })

  it("sets the voice's labels by the application's, those of its fallback too", () => {
    const bench = setUp()
    const synthesizer = { vendor: 'google', label: 'clinic', fallback_vendor: 'aws', fallback_label: 'spare' }
    bench.session.receive(outbound({ defaults: { synthesizer } }))
    expect(bench.lastVerbs()[0]).toMatchObject({ synthesizer: { vendor: 'default', label: 'clinic', fallbackLabel: 'spare' } })
  })
})

describe('refusing a call', () => {
  it('declines an unanswered call', () => {
    const bench = setUp({ open: () => ({ refuse: 'no such line' }) })
    bench.session.receive(inbound())
    expect(bench.lastVerbs()).toEqual([{ verb: 'sip:decline', status: 480, reason: 'Temporarily Unavailable' }])
  })

  it('says what there is to say, then hangs up', () => {
    const bench = setUp({ open: () => ({ refuse: 'closed', say: { language: 'pl', text: 'Przychodnia jest zamknięta.' } }) })
    bench.session.receive(inbound())
    expect(bench.lastVerbs()).toMatchObject([
      { verb: 'say', text: ['Przychodnia jest zamknięta.'], synthesizer: { language: 'pl-PL' } },
      { verb: 'hangup' },
    ])
  })

  it('hangs an answered call up', () => {
    const bench = setUp({ open: () => ({ refuse: 'no such scenario' }) })
    bench.session.receive(outbound())
    expect(bench.lastVerbs()).toEqual([{ verb: 'hangup' }])
  })

  it('refuses when opening fails, and says so in the log', () => {
    const bench = setUp({
      open: () => {
        throw new TypeError('broken')
      },
    })
    bench.session.receive(inbound())
    expect(bench.lastVerbs()[0]?.verb).toBe('sip:decline')
    expect(bench.errors).toEqual(['Opening a call failed'])
  })
})

describe('the end of a call', () => {
  const complete = (by?: string): object => ({
    type: 'call:status',
    call_sid: CALL,
    data: { call_sid: CALL, call_status: 'completed', ...(by === undefined ? {} : { call_termination_by: by }) },
  })

  it('reports that the caller hung up, once', () => {
    const bench = setUpCall()
    bench.session.receive(complete('caller'))
    bench.session.receive(complete('caller'))
    bench.session.closed(1000)
    expect(bench.events).toEqual([{ kind: 'hangup', by: 'caller' }])
    expect(bench.session.isOver()).toBe(true)
    expect(bench.isLinkClosed).toBe(true)
  })

  it('reports that we hung up', () => {
    const bench = setUpCall()
    bench.telephone.hangUp()
    expect(bench.lastVerbs()).toEqual([{ verb: 'hangup' }])
    bench.session.receive(complete('jambonz'))
    expect(bench.events).toEqual([{ kind: 'hangup', by: 'us' }])
  })

  it('reports the guard of jambonz as the network, not as us', () => {
    const bench = setUpCall()
    bench.session.receive(complete('jambonz'))
    expect(bench.events).toEqual([{ kind: 'hangup', by: 'network', reason: 'ended by jambonz' }])
  })

  it('takes a closed socket for a hang-up where the server sends no statuses', () => {
    const bench = setUpCall()
    bench.session.closed(1000)
    expect(bench.events).toEqual([{ kind: 'hangup', by: 'caller' }])
  })

  it('ends a call by force when the hangup does nothing', () => {
    const bench = setUpCall()
    bench.telephone.hangUp()
    bench.wait(5000)
    expect(bench.sent.at(-1)).toEqual({ type: 'command', command: 'call:status', data: { call_status: 'completed' } })
  })

  it('acks hooks that come after the hangup and does nothing more', () => {
    const bench = setUpCall()
    bench.telephone.hangUp()
    bench.telephone.turn(makeTurn('t2'))
    bench.hook('/turn', { verb_id: 't1', reason: 'timeout' }, 'late')
    expect(bench.sent.at(-1)).toEqual({ type: 'ack', msgid: 'late' })
  })

  it('declines instead of a hangup that jambonz would skip, when nothing was said yet', () => {
    const bench = setUp({ onStart: phone => phone.hangUp() })
    bench.session.receive(inbound())
    expect(bench.sent).toEqual([
      { type: 'ack', msgid: 'new', data: [{ verb: 'sip:decline', status: 480, reason: 'Temporarily Unavailable' }] },
    ])
  })

  it.each(['busy', 'failed', 'no-answer'])('reports %s as the network', call_status => {
    const bench = setUpCall()
    bench.session.receive({ type: 'call:status', data: { call_sid: CALL, call_status } })
    expect(bench.events).toEqual([{ kind: 'hangup', by: 'network', reason: call_status }])
  })

  it('does not take the other leg of a transfer for the caller', () => {
    const bench = setUpCall()
    bench.session.receive({ type: 'call:status', data: { call_sid: 'child', parent_call_sid: CALL, call_status: 'completed' } })
    expect(bench.events).toEqual([])
  })
})

describe('a socket that breaks', () => {
  const back = (): object => ({ ...outbound(), type: 'session:reconnect', msgid: 'back' })

  it('is acked empty when it comes back, and the gather goes on by itself', () => {
    const bench = setUpCall()
    bench.status('starting', 't1')
    bench.session.closed(1006)
    bench.session.receive(back())
    expect(bench.sent.slice(1)).toEqual([{ type: 'ack', msgid: 'back' }])
    bench.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(bench.kinds()).toContain('speech')
  })

  it('gets again what was sent while it was away', () => {
    const bench = setUpCall()
    bench.session.closed(1006)
    bench.telephone.turn(makeTurn('t2'))
    expect(bench.redirects()).toHaveLength(0)
    bench.session.receive(back())
    expect(bench.redirects().map(command => command.data.at(-1))).toMatchObject([{ id: 't2' }])
  })

  it('gets again what broke with it: verbs that jambonz does not show to run', () => {
    const bench = setUpCall()
    bench.status('starting', 't1')
    bench.telephone.turn(makeTurn('t2'))
    bench.session.closed(1006)
    bench.session.receive(back())
    expect(bench.redirects()).toHaveLength(1)
    bench.wait(250)
    expect(bench.redirects().map(command => command.data.at(-1))).toMatchObject([{ id: 't2' }, { id: 't2' }])
  })

  it('does not hear a prompt again whose status jambonz held back until then', () => {
    const bench = setUpCall()
    bench.status('starting', 't1')
    bench.telephone.turn(makeTurn('t2'))
    bench.session.closed(1006)
    bench.session.receive(back())
    bench.status('starting', 't2')
    bench.wait(1000)
    expect(bench.redirects()).toHaveLength(1)
  })

  it('is acked with the first verbs when it broke before jambonz ran them', () => {
    const bench = setUpCall()
    bench.session.closed(1006)
    bench.session.receive(back())
    expect(bench.sent.at(-1)).toMatchObject({ type: 'ack', msgid: 'back', data: [{ verb: 'config' }, { id: 't1' }] })
    bench.wait(999)
    expect(bench.cuts).toBe(0)
    bench.wait(1)
    expect(bench.redirects()).toHaveLength(0)
    // Else jambonz would keep to itself for ever what it hears.
    expect(bench.cuts).toBe(1)
  })

  it('is acked with the first verbs when it broke before they were known', () => {
    const bench = setUpCall({ onStart: () => undefined })
    bench.session.closed(1006)
    bench.session.receive(back())
    bench.telephone.turn(makeTurn('t1'))
    expect(bench.sent).toMatchObject([{ type: 'ack', msgid: 'back', data: [{ verb: 'config' }, { id: 't1' }] }])
  })

  it('is given up after five minutes', () => {
    const bench = setUpCall()
    bench.session.closed(1006)
    bench.wait(5 * 60_000)
    expect(bench.events).toEqual([{ kind: 'hangup', by: 'network', reason: 'the connection was lost' }])
    expect(bench.clock.now()).toBe(START + 5 * 60_000)
  })

  it('ends politely a call that this process does not know', () => {
    const bench = setUp()
    bench.session.receive(back())
    expect(bench.sent).toMatchObject([{ type: 'ack', msgid: 'back', data: [{ verb: 'hangup' }] }])
    bench.wait(250)
    expect(bench.sent.at(-1)).toMatchObject({ command: 'redirect', data: [{ verb: 'hangup' }] })
    expect(bench.infos).toEqual([])
  })

  it('turns away a call in that it does not know, whether it was answered or not', () => {
    const bench = setUp()
    bench.session.receive({ ...inbound(), type: 'session:reconnect', msgid: 'back' })
    expect(bench.sent).toMatchObject([{ msgid: 'back', data: [{ verb: 'hangup' }, { verb: 'sip:decline' }] }])
  })
})

describe('what nobody asked for', () => {
  it.each([
    [null],
    [7],
    ['text'],
    [[]],
    [{}],
    [{ type: 'verb:hook' }],
    [{ type: 'verb:hook', msgid: 'm', data: null }],
    [{ type: 'session:new', msgid: 'm', data: {} }],
    [{ type: 'call:status', data: { call_status: 'on fire' } }],
  ])('survives %j', frame => {
    const bench = setUpCall()
    bench.session.receive(frame)
    expect(bench.events).toEqual([{ kind: 'unknown', what: 'a malformed frame' }])
  })

  it('acks and counts an unknown message', () => {
    const bench = setUpCall()
    bench.session.receive({ type: 'llm:event', msgid: 'u', data: {} })
    expect(bench.sent.at(-1)).toEqual({ type: 'ack', msgid: 'u' })
    expect(bench.events).toEqual([{ kind: 'unknown', what: 'a message of type llm:event' }])
  })

  it('acks each hook by its own msgid, in whatever order', () => {
    const bench = setUpCall()
    bench.hook('/partial', { verb_id: 't1', speech: speech('ta', undefined, false) }, 'a')
    bench.hook('/elsewhere', {}, 'b')
    expect(bench.sent.slice(1)).toEqual([
      { type: 'ack', msgid: 'a' },
      { type: 'ack', msgid: 'b' },
    ])
  })

  it('outlives a call that fails on an event', () => {
    const bench = setUpCall({
      onEvent: () => {
        throw new Error('bug')
      },
    })
    bench.hook('/turn', { verb_id: 't1', reason: 'timeout' })
    expect(bench.errors).toContain('The call failed on an event')
  })

  it('reports the detector', () => {
    const bench = setUpCall()
    bench.hook('/amd', { type: 'amd_machine_detected', reason: 'hint' })
    bench.hook('/amd', { type: 'amd_human_detected' })
    expect(bench.events).toEqual([
      { kind: 'answered_by', by: 'voicemail' },
      { kind: 'answered_by', by: 'human' },
    ])
  })
})
