import type { Clock } from '../engine/call/ports.ts'

/** The machine's own time, for calls that are real. */
export function createRealClock(): Clock {
  return {
    now: () => Date.now(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout | undefined),
  }
}
