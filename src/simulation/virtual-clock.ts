import type { Clock } from '../engine/call/ports.ts'

/**
 * A clock whose time stands still until it is told to run. Timers fire one by one, by due time and then in the order in which they
 * were set, so that every run of the same call is the same run.
 */
export interface VirtualClock extends Clock {
  /** Timers that wait. */
  readonly waiting: number
  /** Due time of the next timer, epoch ms. */
  nextDue(): number | undefined
  /** Fires the next timer, moving time to it. False when none waits. */
  step(): boolean
  /** Fires every timer due until `time` (epoch ms), then stands at `time`. Nothing asynchronous is waited for. */
  advanceTo(time: number): void
  /**
   * Fires timers until `isDone` holds, none is left, or the next is due after `limit` (epoch ms). Between two timers it lets promises
   * settle, but only while something asynchronous was announced with `settle` or `hold`. True when `isDone` holds.
   */
  runUntil(isDone: () => boolean, limit?: number): Promise<boolean>
  /** Announces a promise whose settling may need further timers: promises are flushed between timers while it is pending. */
  settle(promise: PromiseLike<unknown>): void
  /** Announces a promise from outside virtual time (a file, a network): no timer fires before it has settled. */
  hold(promise: PromiseLike<unknown>): void
}

interface Timer {
  readonly due: number
  readonly order: number
  run: (() => void) | undefined
}

/** Lets every promise reaction that is ready run, and those that they make ready. */
const flushPromises = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

const isBefore = (one: Timer, other: Timer): boolean => one.due < other.due || (one.due === other.due && one.order < other.order)

function pushTimer(heap: Timer[], timer: Timer): void {
  let at = heap.length
  heap.push(timer)
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent] as Timer
    if (!isBefore(timer, above)) break
    heap[at] = above
    at = parent
  }
  heap[at] = timer
}

function popTimer(heap: Timer[]): Timer | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && isBefore(heap[child + 1] as Timer, heap[child] as Timer)) child += 1
    if (!isBefore(heap[child] as Timer, last)) break
    heap[at] = heap[child] as Timer
    at = child
  }
  heap[at] = last
  return top
}

/** A virtual clock that stands at `startMs` (epoch ms). */
export function createVirtualClock(startMs = 0): VirtualClock {
  let now = startMs
  let order = 0
  let settling = 0
  let held: Promise<unknown> | undefined
  const heap: Timer[] = []

  /** Cancelled timers stay in the heap, where they are cheap, until they reach its top. */
  const peek = (): Timer | undefined => {
    while (heap.length > 0 && heap[0]?.run === undefined) popTimer(heap)
    return heap[0]
  }
  const step = (): boolean => {
    const timer = peek()
    if (timer?.run === undefined) return false
    popTimer(heap)
    clock.waiting -= 1
    now = Math.max(now, timer.due)
    const { run } = timer
    timer.run = undefined
    run()
    return true
  }
  const letSettle = async (): Promise<void> => {
    if (settling > 0) await flushPromises()
    // What waited for one may have announced another.
    for (let last: Promise<unknown> | undefined; held !== last; ) {
      last = held
      await held
      await flushPromises()
    }
    held = undefined
  }
  const clock: RunningClock = {
    now: () => now,
    setTimeout(run, ms) {
      // Whole milliseconds, as real timers have.
      const timer: Timer = { due: now + Math.max(0, Math.round(ms)), order: order++, run }
      clock.waiting += 1
      pushTimer(heap, timer)
      return timer
    },
    clearTimeout(timer) {
      const one = timer as Timer | undefined
      if (one?.run === undefined) return
      one.run = undefined
      clock.waiting -= 1
    },
    waiting: 0,
    nextDue: () => peek()?.due,
    step,
    advanceTo(time) {
      for (let next = peek(); next !== undefined && next.due <= time; next = peek()) step()
      now = Math.max(now, time)
    },
    async runUntil(isDone, limit = Number.POSITIVE_INFINITY) {
      for (;;) {
        if (settling > 0 || held !== undefined) await letSettle()
        if (isDone()) return true
        const next = peek()
        if (next === undefined || next.due > limit) return false
        step()
      }
    },
    settle(promise) {
      settling += 1
      const release = (): void => {
        settling -= 1
      }
      // Counted down a task later, so that what waits for the promise has run before time moves on.
      promise.then(
        () => setImmediate(release),
        () => setImmediate(release),
      )
    },
    hold(promise) {
      const settled = promise.then(
        () => undefined,
        () => undefined,
      )
      held = Promise.all([held, settled])
    },
  }
  return clock
}

/** The clock itself counts its timers. */
type RunningClock = Omit<VirtualClock, 'waiting'> & { waiting: number }
