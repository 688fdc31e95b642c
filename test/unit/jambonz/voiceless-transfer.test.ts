import { expect, test } from 'vitest'
import { readLines } from '../../../src/engine/jambonz/read-lines.ts'
import type { Verb } from '../../../src/engine/jambonz/protocol.ts'
import { type Bench, CALL, makeTransfer, makeTurn, setUpCall } from './harness.ts'

const { lines } = readLines('transfers: { reception: { to: "+48600000009" } }')
const handOver = (bench: Bench): Bench => {
  bench.telephone.transfer(makeTransfer({ summary: 'Dzwoni pacjentka, chce odwołać wizytę.', staffLanguage: 'pl' }))
  bench.wait(0)
  return bench
}
const loseVoice = (bench: Bench, id: string): void =>
  bench.session.receive({
    type: 'jambonz:error',
    call_sid: CALL,
    data: { msg: 'TTS error', failover: 'not available', verb: 'say', id },
  })
const ackOf = (bench: Bench): readonly Verb[] => {
  const ack = bench.sent.at(-1)
  return ack?.type === 'ack' ? (ack.data ?? []) : []
}
/** Somebody answers; gives what they hear before. */
const answer = (bench: Bench): readonly Verb[] => {
  bench.session.receive({
    type: 'dial:confirm',
    msgid: 'c1',
    hook: '/confirm',
    data: { call_sid: 'leg', parent_call_sid: CALL },
  })
  return ackOf(bench)
}
const expectBridged = (bench: Bench): void => {
  bench.hook('/transfer', { verb_id: 'x1', dial_call_status: 'completed', dial_sip_status: 200 })
  expect(bench.events.at(-1)).toMatchObject({ kind: 'transfer', result: 'bridged' })
}

test('connects whoever answers without asking them while no voice works', () => {
  const bench = setUpCall({ lines })
  bench.telephone.turn(makeTurn('t1'))
  for (let time = 0; time < 3; time += 1) loseVoice(bench, 't1')
  expect(bench.kinds()).toContain('voice_failed')
  expect(answer(handOver(bench))).toEqual([])
  expectBridged(bench)
})

test('asks nobody when the voice failed at the goodbye', () => {
  const bench = handOver(setUpCall({ lines }))
  loseVoice(bench, 'x1')
  expect(answer(bench)).toEqual([])
  expectBridged(bench)
})

test('connects without a key who was told nothing, since the voice had failed', () => {
  const bench = handOver(setUpCall({ lines }))
  expect(answer(bench).map(({ verb }) => verb)).toEqual(['config', 'gather', 'hangup'])
  loseVoice(bench, 'x1.summary')
  bench.hook('/take', { verb_id: 'x1.take', call_sid: 'leg', parent_call_sid: CALL, reason: 'timeout' })
  expect(ackOf(bench)).toMatchObject([{ verb: 'say', text: ['Łączę.'] }])
  expectBridged(bench)
})
