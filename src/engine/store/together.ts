import { createBatch, Undone } from './batches.ts'
import type { Database } from './database.ts'
import { withinTransaction } from './transactions.ts'

interface Work<S> {
  readonly key: string
  readonly run: (store: S) => Promise<unknown>
}

/**
 * Transactions that arrive together as one: they go on side by side, so that what each of them asks of the store is asked once for all of
 * them. See Store.together.
 * @param storeOf the store within a transaction
 * @internal
 */
export function createTogether<S>(
  database: Database,
  storeOf: (inside: Database) => S,
): <T>(key: string, work: (store: S) => Promise<T>) => Promise<T> {
  const batch = createBatch(
    ({ key }: Work<S>) => key,
    works => withinTransaction(database, inside => runAll(storeOf(inside), works)),
  )
  return async <T>(key: string, run: (store: S) => Promise<T>): Promise<T> =>
    database.isTransaction ? run(storeOf(database)) : ((await batch.add({ key, run })) as T)
}

/** Ends when all have ended, also when one fails: none may go on when the transaction is over. */
async function runAll<S>(store: S, works: readonly Work<S>[]): Promise<readonly unknown[]> {
  const results = await Promise.allSettled(works.map(({ run }) => run(store)))
  return results.map(result => {
    if (result.status === 'rejected') throw new Undone(result.reason)
    return result.value
  })
}
