import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Gathers transactions that arrive while others are under way. */
export interface GroupCommit {
  /** Resolves once `work` is committed; rejects when it failed, and then nothing of it is kept, but all of the others. */
  add<T>(work: (inside: Database) => Promise<T>): Promise<T>
}

interface Member {
  /** Does the work; returns what tells that it is on the disk. */
  run(inside: Database): Promise<() => void>
  reject(reason: unknown): void
}

/**
 * Group commit: a database with one writer does waiting transactions one after the other, each in a savepoint of its own, and waits for the
 * disk once for all of them.
 * @param transact does what it is given in one transaction; resolves when that is committed
 */
export function createGroupCommit(transact: (work: (inside: Database) => Promise<void>) => Promise<void>): GroupCommit {
  let waiting: Member[] = []
  let isCommitting = false

  const commitAll = async (): Promise<void> => {
    isCommitting = true
    while (waiting.length > 0) {
      const members = waiting
      waiting = []
      await commit(members)
    }
    isCommitting = false
  }
  const commit = async (members: readonly Member[]): Promise<void> => {
    const committed: (() => void)[] = []
    try {
      await transact(async inside => {
        for (const member of members) {
          await sql`savepoint member`.execute(inside)
          try {
            committed.push(await member.run(inside))
          } catch (error) {
            await sql`rollback to member`.execute(inside)
            member.reject(error)
          }
          await sql`release member`.execute(inside)
        }
      })
      for (const tell of committed) tell()
    } catch (error) {
      for (const member of members) member.reject(error)
    }
  }
  return {
    add: work =>
      new Promise((resolve, reject) => {
        waiting.push({
          reject,
          async run(inside) {
            const result = await work(inside)
            return () => resolve(result)
          },
        })
        if (!isCommitting) void commitAll()
      }),
  }
}
