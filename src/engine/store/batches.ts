import { readSystemCode } from '../operational-error.ts'

/** What is asked for one by one and done for many at once. */
export interface Batch<I, O> {
  add(item: I): Promise<O>
}

/** Nothing of a lot was kept, because of one of them: each may be done alone. */
export class Undone extends Error {
  constructor(cause: unknown) {
    super('undone', { cause })
  }
}

interface Member<I, O> {
  readonly item: I
  resolve(result: O): void
  reject(reason: unknown): void
}

/** So many at most are one statement, or one transaction. */
const MOST = 100

/**
 * Gathers what comes at the same time, or while the last lot is under way, and has it done at once: a statement for a hundred costs little
 * more than one for one. Two of one key are never in one lot.
 * @param run gives a result for each item, in their order
 */
export function createBatch<I, O>(keyOf: (item: I) => string, run: (items: readonly I[]) => Promise<readonly O[]>): Batch<I, O> {
  let waiting: Member<I, O>[] = []
  let isRunning = false

  const takeLot = (): readonly Member<I, O>[] => {
    const lot = new Map<string, Member<I, O>>()
    const later: Member<I, O>[] = []
    for (const member of waiting) {
      const key = keyOf(member.item)
      if (lot.size >= MOST || lot.has(key)) later.push(member)
      else lot.set(key, member)
    }
    waiting = later
    return [...lot.values()]
  }
  const runLot = async (lot: readonly Member<I, O>[]): Promise<void> => {
    try {
      const results = await run(lot.map(({ item }) => item))
      // oxlint-disable-next-line no-non-null-assertion -- a result for each item is what `run` promises
      for (const [at, member] of lot.entries()) member.resolve(results[at]!)
    } catch (error) {
      // One of them is at fault, or has met somebody else's: what is undone for sure is done one by one.
      if (lot.length > 1 && isUndone(error)) for (const member of lot) await runLot([member])
      else for (const member of lot) member.reject(error instanceof Undone ? error.cause : error)
    }
  }
  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) await runLot(takeLot())
    isRunning = false
  }
  return {
    add: item =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (isRunning) return
        isRunning = true
        // Once everything that can go on by now has asked for what it needs.
        process.nextTick(() => void runAll())
      }),
  }
}

/** Whether the database says that nothing of it was kept: two waited for each other, or one of them was wrong. */
function isUndone(error: unknown): boolean {
  if (error instanceof Undone) return true
  const code = readSystemCode(error)
  return code !== undefined && /^(40|22|23)[A-Z0-9]{3}$/.test(code)
}
