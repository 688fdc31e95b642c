/** Lets requests in one after another, with rests, so that calls in the same thread do not wait for many of them in a row. */
export interface Turnstile {
  /** Begins `work` when it is its turn; `work` calls what it is given when it is over. @returns false when too many wait: it is never begun */
  enter(work: (leave: () => void) => void): boolean
}

const MOST_WAITING = 100
/** Whoever takes longer waits for something else than this thread: the database, a slow line, a job aside, events. */
const HOLD_MS = 100
/** After each the thread rests as long as it has worked, so that calls have half of it; so long at most. */
const LONGEST_REST_MS = 50

/** Creates one that is free. */
export function createTurnstile(): Turnstile {
  const waiting: ((leave: () => void) => void)[] = []
  let isTaken = false
  const begin = (work: (leave: () => void) => void): void => {
    isTaken = true
    const began = performance.now()
    let isOver = false
    const leave = (): void => {
      if (isOver) return
      isOver = true
      clearTimeout(patience)
      setTimeout(next, Math.min(LONGEST_REST_MS, performance.now() - began))
    }
    const patience = setTimeout(leave, HOLD_MS)
    work(leave)
  }
  const next = (): void => {
    isTaken = false
    const work = waiting.shift()
    if (work !== undefined) begin(work)
  }
  return {
    enter(work) {
      if (!isTaken) begin(work)
      else if (waiting.length < MOST_WAITING) waiting.push(work)
      else return false
      return true
    },
  }
}
