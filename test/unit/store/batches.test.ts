import { expect, it } from 'vitest'
import { createBatch, Undone } from '../../../src/engine/store/batches.ts'

interface Item {
  readonly key: string
  readonly value: number
}

/** A batch that doubles, and the lots that it was given; what `fail` throws for a lot, that lot rejects with. */
const createDoubling = (fail: (lot: readonly Item[]) => unknown = () => undefined) => {
  const lots: (readonly Item[])[] = []
  const batch = createBatch(
    ({ key }: Item) => key,
    async lot => {
      lots.push(lot)
      await new Promise(resolve => setImmediate(resolve))
      const error = fail(lot)
      if (error !== undefined) throw error
      return lot.map(({ value }) => value * 2)
    },
  )
  return { lots, add: (value: number, key = String(value)) => batch.add({ key, value }) }
}
const valuesOf = (lots: readonly (readonly Item[])[]): readonly (readonly number[])[] =>
  lots.map(lot => lot.map(({ value }) => value))

it('does at once what comes together, also by ways of different lengths', async () => {
  const { lots, add } = createDoubling()
  const late = Promise.resolve()
    .then(() => undefined)
    .then(() => add(3))
  expect(await Promise.all([add(1), add(2), late])).toEqual([2, 4, 6])
  expect(valuesOf(lots)).toEqual([[1, 2, 3]])
})
it('gathers what comes while a lot is under way', async () => {
  const { lots, add } = createDoubling()
  const first = add(1)
  await Promise.resolve()
  await new Promise<void>(resolve => process.nextTick(resolve))
  expect(await Promise.all([first, add(2), add(3)])).toEqual([2, 4, 6])
  expect(valuesOf(lots)).toEqual([[1], [2, 3]])
})
it('never has two of one key in a lot, and keeps their order', async () => {
  const { lots, add } = createDoubling()
  expect(await Promise.all([add(1, 'a'), add(2, 'a'), add(3, 'b'), add(4, 'a')])).toEqual([2, 4, 6, 8])
  expect(valuesOf(lots)).toEqual([[1, 3], [2], [4]])
})
it('makes no lot larger than a hundred', async () => {
  const { lots, add } = createDoubling()
  await Promise.all(Array.from({ length: 250 }, (_, index) => add(index)))
  expect(lots.map(({ length }) => length)).toEqual([100, 100, 50])
})
it('does one by one what was undone, so that one that is at fault takes nobody with it', async () => {
  const { lots, add } = createDoubling(lot => (lot.some(({ value }) => value === 2) ? new Undone(new Error('two')) : undefined))
  const ends = await Promise.allSettled([add(1), add(2), add(3)])
  expect(ends.map(end => (end.status === 'fulfilled' ? end.value : String(end.reason)))).toEqual([2, 'Error: two', 6])
  expect(valuesOf(lots)).toEqual([[1, 2, 3], [1], [2], [3]])
})
it('does nothing again of which nobody knows whether it was kept', async () => {
  const { lots, add } = createDoubling(() => Object.assign(new Error('the connection broke'), { code: '08006' }))
  const ends = await Promise.allSettled([add(1), add(2)])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(lots).toHaveLength(1)
})
