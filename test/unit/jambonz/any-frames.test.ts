import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMessage } from '../../../src/engine/jambonz/read-message.ts'
import { findFault } from '../../../src/engine/jambonz/verb-specifications.ts'
import { readLines } from '../../../src/engine/jambonz/read-lines.ts'
import { CALL, inbound, makeTransfer, makeTurn, outbound, setUp, speech } from './harness.ts'

const types = [
  'session:new',
  'session:reconnect',
  'session:redirect',
  'session:adulting',
  'verb:hook',
  'dial:confirm',
  'call:status',
  'verb:status',
  'jambonz:error',
  'llm:event',
]
const id = fc.constantFrom(
  't1',
  't2',
  't3',
  't1.listen',
  'x1',
  'x1.2',
  'x1.take',
  'x1.summary',
  `${CALL}.notice`,
  'other',
  undefined,
)
const data = fc.record({
  call_sid: fc.constantFrom(CALL, 'child', undefined),
  parent_call_sid: fc.constantFrom(CALL, undefined, undefined),
  direction: fc.constantFrom('inbound', 'outbound', 7),
  call_status: fc.constantFrom('trying', 'in-progress', 'completed', 'busy', undefined, undefined, undefined),
  verb_id: id,
  id,
  reason: fc.constantFrom('speechDetected', 'dtmfDetected', 'timeout', 'error', 'news', undefined),
  speech: fc.oneof(fc.constant(speech('tak')), fc.constant(speech('ta', 0.4, false)), fc.anything()),
  digits: fc.constantFrom('1', '', 7, undefined),
  dial_call_status: fc.constantFrom('completed', 'busy', 'ringing', undefined),
  queue_result: fc.constantFrom('bridged', 'leave', 'hangup', 'error', undefined),
  queue_position: fc.constantFrom(0, 3, 'first', undefined),
  refer_status: fc.constantFrom(202, 405, undefined),
  final_referred_call_status: fc.constantFrom(200, 486, undefined),
  event: fc.constantFrom('start-playback', 'stop-playback', 'kill-playback', 'starting', 'finished', undefined),
  name: fc.constantFrom('say', 'sip:refer', undefined),
  msg: fc.constantFrom('ASR error', 'TTS error', 'invalid actionHook response', undefined),
  verb: fc.constantFrom('gather', 'say', 'dial', 'enqueue', 'sip:refer', undefined),
  customerData: fc.anything(),
})
const hook = fc.constantFrom(
  '/turn',
  '/partial',
  '/transcript',
  '/transfer',
  '/confirm',
  '/amd',
  '/take',
  '/wait',
  '/key',
  '/referred',
)
/** Whom a call is handed to, in every way. */
const TRANSFERS = ['one', 'group', 'all', 'queue', 'elsewhere'] as const
const { lines } = readLines(`
country: PL
countries: { PL: { record: with_notice, notice: { pl: "Rozmowa jest nagrywana." } } }
transfers:
  one: { to: "+48600000009" }
  group: { to: ["+48600000009", "+48600000008"] }
  all: { to: ["+48600000009", "+48600000008"], ring: all, take: by answering }
  queue: { queue: { name: reception, at_most: 2s, callback: { key: "1", after: 1s } } }
  elsewhere: { refer: "sip:doctor@example.org" }
`)
const frame = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constantFrom(...types), hook, data }) },
  { weight: 1, arbitrary: fc.record({ type: fc.anything(), data: fc.anything() }) },
  { weight: 1, arbitrary: fc.anything() },
)
type Step = { readonly frame: unknown; readonly deed: string; readonly waitMs: number }
const step: fc.Arbitrary<Step> = fc.record({
  frame,
  deed: fc.constantFrom(
    'turn',
    'let finish',
    'secret',
    ...TRANSFERS,
    'told',
    'nothing',
    'nothing',
    'nothing',
    'nothing',
    'drop',
    'hang up',
  ),
  waitMs: fc.constantFrom(0, 0, 10, 500, 4000),
})

describe('any frames at all', () => {
  it('never bring the session down; each is acked once at most; nothing invalid is sent; a turn ends once', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 40 }), (isInbound, steps) => {
        const bench = setUp({ lines })
        bench.session.receive(isInbound ? inbound() : outbound())
        let turns = 1
        for (const [index, { frame: one, deed, waitMs }] of steps.entries()) {
          if (deed === 'turn') bench.telephone.turn(makeTurn(`t${++turns}`))
          else if (deed === 'let finish') bench.telephone.turn(makeTurn(`t${++turns}`, { listen: { interrupt: 'never' } }))
          else if (deed === 'secret') bench.telephone.turn(makeTurn(`t${++turns}`, { isUnrecorded: true }))
          else if (TRANSFERS.some(to => to === deed))
            bench.telephone.transfer(makeTransfer({ to: deed, summary: 'Dzwoni Anna.' }))
          else if (deed === 'told') bench.telephone.wait?.({ id: 'x1', language: 'pl', say: [] })
          else if (deed === 'drop') bench.session.closed(1006)
          else if (deed === 'hang up') bench.telephone.hangUp()
          bench.session.receive(typeof one === 'object' && one !== null ? { ...one, msgid: `m${index}` } : one)
          bench.wait(waitMs)
        }
        const acked = bench.sent.flatMap(message => (message.type === 'ack' ? [message.msgid] : []))
        expect(new Set(acked).size).toBe(acked.length)
        const verbs = bench.sent.flatMap(message => (Array.isArray(message.data) ? message.data : []))
        for (const { verb, ...body } of verbs) expect(findFault(verb, body)).toBeUndefined()
        const ends = bench.events.flatMap(event =>
          ['speech', 'keys', 'silence', 'speech_failed'].includes(event.kind) && 'turn' in event ? [event.turn] : [],
        )
        expect(new Set(ends).size).toBe(ends.length)
        expect(bench.errors.filter(message => message.includes('failed on an event'))).toEqual([])
        expect(bench.events.filter(event => event.kind === 'hangup').length).toBeLessThanOrEqual(1)
        expect(bench.errors.filter(message => message.includes('refused'))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('are read without a throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything(), one => {
        expect(['message', 'unknown', 'malformed']).toContain(readMessage(one).kind)
      }),
    )
  })
})
