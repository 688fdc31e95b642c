import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMessage } from '../../../src/engine/jambonz/read-message.ts'
import { findFault } from '../../../src/engine/jambonz/verb-specifications.ts'
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
const id = fc.constantFrom('t1', 't2', 't3', 't1.listen', 'x1', 'other', undefined)
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
  dial_call_status: fc.constantFrom('completed', 'busy', undefined),
  event: fc.constantFrom('start-playback', 'stop-playback', 'kill-playback', 'starting', undefined),
  msg: fc.constantFrom('ASR error', 'TTS error', 'invalid actionHook response', undefined),
  verb: fc.constantFrom('gather', 'say', 'dial', undefined),
  customerData: fc.anything(),
})
const hook = fc.constantFrom('/turn', '/partial', '/transcript', '/transfer', '/confirm', '/amd')
const frame = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constantFrom(...types), hook, data }) },
  { weight: 1, arbitrary: fc.record({ type: fc.anything(), data: fc.anything() }) },
  { weight: 1, arbitrary: fc.anything() },
)
type Step = { readonly frame: unknown; readonly deed: string; readonly waitMs: number }
const step: fc.Arbitrary<Step> = fc.record({
  frame,
  deed: fc.constantFrom('turn', 'let finish', 'transfer', 'nothing', 'nothing', 'nothing', 'drop', 'hang up'),
  waitMs: fc.constantFrom(0, 0, 10, 500, 4000),
})

describe('any frames at all', () => {
  it('never bring the session down; each is acked once at most; nothing invalid is sent; a turn ends once', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 40 }), (isInbound, steps) => {
        const bench = setUp()
        bench.session.receive(isInbound ? inbound() : outbound())
        let turns = 1
        for (const [index, { frame: one, deed, waitMs }] of steps.entries()) {
          if (deed === 'turn') bench.telephone.turn(makeTurn(`t${++turns}`))
          else if (deed === 'let finish') bench.telephone.turn(makeTurn(`t${++turns}`, { listen: { interrupt: 'never' } }))
          else if (deed === 'transfer') bench.telephone.transfer(makeTransfer())
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
