import type { Clock } from '../../engine/call/ports.ts'

/** A clock that runs `pace` times as fast as the machine's, from now on. 1 is the machine's own. */
export function createPacedClock(pace: number): Clock {
  const began = Date.now()
  return {
    now: () => began + (Date.now() - began) * pace,
    setTimeout: (run, ms) => setTimeout(run, ms / pace),
    clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout | undefined),
  }
}
