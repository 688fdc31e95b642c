import { describe, expect, it } from 'vitest'
import { readLines } from '../../../src/engine/jambonz/read-lines.ts'
import type { Verb } from '../../../src/engine/jambonz/protocol.ts'
import { type Bench, CALL, makeTransfer, makeTurn, setUpCall } from './harness.ts'

const { lines } = readLines(`
transfers:
  waiting: { queue: reception }
  callback: { queue: { name: nurses, at_most: 2 min, callback: { key: "2", after: 30s } } }
  music: { queue: { name: nurses, at_most: 2 min, music: "https://clinic.example/waiting.mp3", callback: { after: 90s } } }
  elsewhere: { refer: "sip:doctor@example.org" }
`)
const setUpTransfer = (more: Parameters<typeof makeTransfer>[0]): Bench => {
  const bench = setUpCall({ lines })
  bench.telephone.transfer(makeTransfer(more))
  return bench
}
const callerLeaves = (bench: Bench): void =>
  bench.session.receive({
    type: 'call:status',
    data: { call_sid: CALL, call_status: 'completed', call_termination_by: 'caller' },
  })
const last = (bench: Bench): unknown => bench.events.at(-1)

describe('a queue', () => {
  let hooks = 0
  const wait = (bench: Bench, queue_position = 2): string => {
    const msgid = `w${++hooks}`
    bench.session.receive({
      type: 'verb:hook',
      msgid,
      hook: '/wait',
      data: { call_sid: CALL, queue_time: 1, queue_size: 3, queue_position },
    })
    return msgid
  }
  const ackOf = (bench: Bench, msgid: string): readonly Verb[] | undefined => {
    const ack = bench.sent.find(one => one.type === 'ack' && one.msgid === msgid)
    return ack?.type === 'ack' ? ack.data : undefined
  }
  const done = (bench: Bench, queue_result: string): void => bench.hook('/transfer', { verb_id: 'x1', queue_result })

  it('is entered after what the caller hears, and asks the call what is heard there', () => {
    const bench = setUpTransfer({ to: 'waiting' })
    expect(bench.lastVerbs().slice(1)).toEqual([
      { verb: 'say', id: 'x1', text: ['Łączę z rejestracją.'] },
      { verb: 'enqueue', id: 'x1', name: 'reception', actionHook: '/transfer', waitHook: '/wait' },
    ])
    const msgid = wait(bench)
    expect(last(bench)).toEqual({ kind: 'waiting', turn: 'x1', position: 3, mayCallBack: false })
    expect(ackOf(bench, msgid)).toBeUndefined()
    bench.telephone.wait?.({ id: 'x1', language: 'uk', say: [{ key: 'p:waiting', text: 'Місце в черзі: три.' }] })
    expect(ackOf(bench, msgid)).toMatchObject([
      { verb: 'say', id: 'x1.wait', text: ['Місце в черзі: три.'], synthesizer: { language: 'uk-UA' } },
      { verb: 'pause', length: 20 },
    ])
  })

  it('keeps the place that came in the stead of one lost to a key, and has failed when jambonz ends it without a result', () => {
    const status = (bench: Bench, event: string): void =>
      bench.session.receive({ type: 'verb:status', data: { event, id: 'x1', name: 'enqueue' } })
    const bench = setUpTransfer({ to: 'callback' })
    status(bench, 'starting')
    bench.hook('/key', { reason: 'dtmfDetected', digits: '7' })
    // What jambonz says of the place before comes after the key.
    done(bench, 'hangup')
    status(bench, 'finished')
    status(bench, 'starting')
    bench.wait(5000)
    expect(bench.kinds()).not.toContain('transfer')
    status(bench, 'finished')
    bench.wait(1000)
    expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'failed' })
  })

  it('never lets the server wait for the call', () => {
    const bench = setUpTransfer({ to: 'waiting' })
    const msgid = wait(bench)
    bench.wait(3000)
    expect(ackOf(bench, msgid)).toEqual([{ verb: 'pause', length: 20 }])
  })

  it('plays music after the texts, until there is something else to say, and a minute at most', () => {
    const bench = setUpTransfer({ to: 'music' })
    const played = (): unknown => {
      const msgid = wait(bench)
      bench.telephone.wait?.({ id: 'x1', language: 'pl', say: [{ key: 'p:waiting', text: 'Jest pani trzecia.' }] })
      return ackOf(bench, msgid)?.at(-1)
    }
    const music = { verb: 'play', id: 'x1.music', url: 'https://clinic.example/waiting.mp3', actionHook: '/music' }
    expect(played()).toEqual({ ...music, timeoutSecs: 60 })
    bench.wait(60_000)
    expect(played()).toEqual({ ...music, timeoutSecs: 30 })
    bench.wait(57_000)
    expect(played()).toEqual({ ...music, timeoutSecs: 5 })
    bench.hook('/music', { verb_id: 'x1.music', reason: 'playCompleted' })
    expect(bench.errors).toEqual([])
  })

  it('is silent where the music cannot be played: texts would follow each other without a pause', () => {
    const bench = setUpTransfer({ to: 'music' })
    wait(bench)
    bench.telephone.wait?.({ id: 'x1', language: 'pl', say: [] })
    bench.hook('/music', { verb_id: 'x1.music', status: 'fail', reason: 'playFailed' })
    const msgid = wait(bench)
    bench.telephone.wait?.({ id: 'x1', language: 'pl', say: [] })
    expect(ackOf(bench, msgid)).toEqual([{ verb: 'pause', length: 20 }])
  })

  it('is bridged when somebody takes the caller out', () => {
    const bench = setUpTransfer({ to: 'waiting' })
    done(bench, 'bridged')
    expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'bridged', agentLeft: true })
  })

  it('is left when the time is over', () => {
    const bench = setUpTransfer({ to: 'callback' })
    bench.wait(120_000)
    const msgid = wait(bench)
    expect(ackOf(bench, msgid)).toEqual([{ verb: 'leave' }])
    done(bench, 'leave')
    expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'queue_timeout' })
  })

  it('offers a call back after a while, and takes the key for it, whichever hook comes first', () => {
    const bench = setUpTransfer({ to: 'callback' })
    expect(bench.lastVerbs().slice(-2)).toEqual([
      { verb: 'config', bargeIn: { enable: true, input: ['digits'], numDigits: 1, actionHook: '/key' } },
      { verb: 'enqueue', id: 'x1', name: 'nurses', actionHook: '/transfer', waitHook: '/wait' },
    ])
    wait(bench)
    expect(last(bench)).toMatchObject({ mayCallBack: false })
    bench.wait(30_000)
    wait(bench)
    expect(last(bench)).toMatchObject({ mayCallBack: true })
    done(bench, 'hangup')
    bench.hook('/key', { reason: 'dtmfDetected', digits: '2' })
    expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'callback' })
    bench.wait(10_000)
    expect(bench.kinds().filter(kind => kind === 'transfer')).toHaveLength(1)
  })

  it('lets the caller go on waiting after another key, before all others', () => {
    const bench = setUpTransfer({ to: 'callback' })
    done(bench, 'hangup')
    bench.hook('/key', { reason: 'dtmfDetected', digits: '7' })
    expect(bench.lastVerbs().at(-1)).toMatchObject({ verb: 'enqueue', name: 'nurses', priority: 0 })
    expect(bench.kinds()).not.toContain('transfer')
  })

  it('stops listening for keys with what comes next', () => {
    const bench = setUpTransfer({ to: 'callback' })
    done(bench, 'bridged')
    bench.telephone.turn(makeTurn('t2'))
    // The gather that ends here starts jambonz's guard against dead air: it is set anew, or it would cut whatever follows.
    expect(bench.lastVerbs()).toContainEqual({
      verb: 'config',
      bargeIn: { enable: false },
      actionHookDelayAction: { enabled: true, noResponseGiveUpTimeout: 20 },
    })
  })

  it('waits for the result when the caller hangs up: bridged comes before the hang-up', () => {
    const bench = setUpTransfer({ to: 'waiting' })
    callerLeaves(bench)
    expect(bench.kinds()).not.toContain('hangup')
    done(bench, 'bridged')
    expect(bench.events.slice(-2)).toEqual([
      { kind: 'transfer', turn: 'x1', result: 'bridged' },
      { kind: 'hangup', by: 'caller' },
    ])
  })

  it.each([
    ['the server says so', true],
    ['the server says nothing any more', false],
  ])('tells of a caller who gave up, whether %s', (_name, isTold) => {
    const bench = setUpTransfer({ to: 'waiting' })
    callerLeaves(bench)
    if (isTold) done(bench, 'hangup')
    else bench.wait(1000)
    expect(last(bench)).toEqual({ kind: 'hangup', by: 'caller' })
    expect(bench.kinds()).not.toContain('transfer')
  })

  it('fails when the server cannot hold it', () => {
    const bench = setUpTransfer({ to: 'waiting' })
    done(bench, 'error')
    expect(last(bench)).toMatchObject({ result: 'failed' })
  })
})

describe('a referral', () => {
  const event = (bench: Bench, call_status: number): void => bench.hook('/referred', { event: 'transfer-status', call_status })
  const done = (bench: Bench, data: object): void => bench.hook('/transfer', { verb_id: 'x1', ...data })

  it('asks the network, and is bridged when it has connected', () => {
    const bench = setUpTransfer({ to: 'elsewhere' })
    expect(bench.lastVerbs().at(-1)).toEqual({
      verb: 'sip:refer',
      id: 'x1',
      referTo: 'sip:doctor@example.org',
      actionHook: '/transfer',
      eventHook: '/referred',
    })
    event(bench, 100)
    done(bench, { refer_status: 202, final_referred_call_status: 200 })
    expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'bridged' })
  })

  it.each([
    [{ refer_status: 202, final_referred_call_status: 486 }, 'busy'],
    [{ refer_status: 202, final_referred_call_status: 480 }, 'no_answer'],
    [{ refer_status: 405 }, 'failed'],
  ])('takes %j for %s', (data, result) => {
    const bench = setUpTransfer({ to: 'elsewhere' })
    done(bench, data)
    expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result })
  })

  it('is bridged when the network takes the caller away without a word, and failed when it does not', () => {
    const gone = setUpTransfer({ to: 'elsewhere' })
    done(gone, { refer_status: 202 })
    callerLeaves(gone)
    expect(gone.events.slice(-2)).toMatchObject([{ result: 'bridged' }, { kind: 'hangup' }])
    const there = setUpTransfer({ to: 'elsewhere' })
    done(there, { refer_status: 202 })
    there.wait(15_000)
    expect(last(there)).toMatchObject({ result: 'failed' })
  })

  it('fails when the verb ends without a hook, as it does where the network knows no REFER', () => {
    const bench = setUpTransfer({ to: 'elsewhere' })
    bench.status('finished', 'x1')
    bench.wait(1000)
    expect(bench.kinds()).not.toContain('transfer')
    bench.session.receive({ type: 'verb:status', data: { event: 'finished', id: 'x1', name: 'sip:refer' } })
    bench.wait(1000)
    expect(last(bench)).toMatchObject({ result: 'failed' })
  })

  it('is not bridged when the caller hangs up before the network took it', () => {
    const bench = setUpTransfer({ to: 'elsewhere' })
    callerLeaves(bench)
    expect(bench.kinds()).not.toContain('transfer')
  })
})
