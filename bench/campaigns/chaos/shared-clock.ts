import type { Clock } from '../../../src/engine/call/ports.ts'

/** Time that runs `pace` times as fast as the machine's, the same in every process that is given the same beginning. */
export interface SharedTime {
  /** Epoch ms of the machine, when it began. */
  readonly began: number
  readonly pace: number
}

/** A process's clock of the shared time. */
export function createSharedClock({ began, pace }: SharedTime): Clock {
  return {
    now: () => Math.floor(began + (Date.now() - began) * pace),
    setTimeout: (run, ms) => setTimeout(run, ms / pace),
    clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout | undefined),
  }
}
