import { expect, test } from 'vitest'
import { readLines } from '../../../src/engine/jambonz/read-lines.ts'
import { type Bench, makeTransfer, makeTurn, setUpCall } from './harness.ts'

/** jambonz begins the turn's verb, and has no sound for it. */
const begin = (bench: Bench): Bench => {
  bench.status('starting', 't1')
  return bench
}

test('a voice that never answers is asked once more, and then counts as failed', () => {
  const bench = begin(setUpCall())
  bench.wait(9_000)
  expect(bench.redirects()).toHaveLength(0)
  bench.wait(1_000)
  expect(bench.redirects()).toHaveLength(1)
  expect(bench.lastVerbs().at(-1)).toMatchObject({ verb: 'gather', id: 't1' })
  expect(bench.kinds()).not.toContain('voice_failed')
  begin(bench).wait(10_000)
  expect(bench.redirects()).toHaveLength(1)
  expect(bench.events).toContainEqual({ kind: 'voice_failed', turn: 't1' })
})

test('a voice that answers in time, or is no longer waited for, is left alone', () => {
  const slow = begin(setUpCall())
  slow.wait(9_000)
  slow.status('start-playback', 't1')
  slow.wait(60_000)
  expect(slow.redirects()).toHaveLength(0)
  const next = begin(setUpCall())
  next.telephone.turn(makeTurn('t2'))
  next.wait(60_000)
  expect(next.redirects()).toHaveLength(1)
})

test('where no voice works, telephones ring without a word before', () => {
  const { lines } = readLines('transfers: { reception: { to: "+48600000009" } }')
  const bench = begin(setUpCall({ lines }))
  bench.wait(10_000)
  begin(bench).wait(10_000)
  bench.telephone.transfer(makeTransfer({}))
  bench.wait(0)
  expect(bench.lastVerbs().map(({ verb }) => verb)).not.toContain('say')
  expect(bench.lastVerbs().at(-1)).toMatchObject({ verb: 'dial' })
})
