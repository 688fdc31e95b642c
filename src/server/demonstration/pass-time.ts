import { setTimeout as waitReally } from 'node:timers/promises'
import type { VirtualClock } from '../../simulation/index.ts'

/** How time passes. */
export interface Passing {
  readonly clock: VirtualClock
  /** Asked before every step: how many times faster than life; Infinity waits for nothing. */
  speed(): number
  /** Asked after every step. */
  isOver(): boolean
  readonly signal?: AbortSignal
}

/** Shorter waits are added up: timers of this machine are no finer. */
const SHORTEST_WAIT_MS = 8

/**
 * Lets virtual time pass beside real time, timer by timer. Between two timers everything else that this process has to do is done: calls that
 * are real come first. Resolves when it is over, or told to stop.
 */
export async function passTime({ clock, speed, isOver, signal }: Passing): Promise<void> {
  const isStopped = (): boolean => signal?.aborted === true
  let dueReally = performance.now()
  for (;;) {
    await letPromisesSettle()
    const due = clock.nextDue()
    if (isStopped() || isOver() || due === undefined) return
    const now = performance.now()
    // What this machine was too slow for is not caught up with.
    dueReally = Math.max(dueReally, now) + Math.max(0, due - clock.now()) / speed()
    if (dueReally - now > SHORTEST_WAIT_MS)
      await waitReally(dueReally - now, undefined, signal && { signal }).catch(() => undefined)
    if (!isStopped()) clock.step()
  }
}

/** The store in this process answers within promises; what they wait for has happened after a turn of the loop. */
const letPromisesSettle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
