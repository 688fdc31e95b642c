import type { Clock } from '../engine/call/ports.ts'

/** The machine's own time, for calls that are real. What is to run after no time at all waits only for what else has come in at this moment, and for no timer. */
export function createRealClock(): Clock {
  return {
    now: () => Date.now(),
    setTimeout: (run, ms) => (ms > 0 ? setTimeout(run, ms) : setImmediate(run)),
    clearTimeout: timer => (timer as NodeJS.Timeout | NodeJS.Immediate | undefined)?.[Symbol.dispose](),
  }
}
