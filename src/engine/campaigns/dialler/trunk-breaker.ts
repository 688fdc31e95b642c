import type { Clock } from '../../call/ports.ts'

/** Failures in a row after which a trunk is left alone. */
const MOST_FAILURES = 5
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 10 * 60_000

/** Leaves a trunk alone while it fails, longer each time; then one call tries it. */
export interface TrunkBreaker {
  /** Calls that may begin now: all, one to try, or none. */
  limit(trunk: string): number
  /** A call went through to the network: busy and no answer, too. */
  succeed(trunk: string): void
  /** Trunks that are left alone, or tried by one call, because they fail. */
  countPaused(): number
  /** The line or jambonz failed. `isHopeless`: the next will fail, too (a wrong key). @returns the pause that this began */
  fail(trunk: string, isHopeless?: boolean): number | undefined
}

interface State {
  failures: number
  pauseMs: number
  pausedUntil: number
}

/** Creates breakers for all trunks, closed. */
export function createTrunkBreaker(clock: Pick<Clock, 'now'>): TrunkBreaker {
  const states = new Map<string, State>()
  const stateOf = (trunk: string): State => {
    const known = states.get(trunk)
    if (known !== undefined) return known
    const state: State = { failures: 0, pauseMs: FIRST_PAUSE_MS, pausedUntil: 0 }
    states.set(trunk, state)
    return state
  }
  return {
    limit(trunk) {
      const { pausedUntil, failures } = stateOf(trunk)
      if (clock.now() < pausedUntil) return 0
      return failures >= MOST_FAILURES ? 1 : Infinity
    },
    countPaused: () => [...states.values()].filter(({ failures }) => failures >= MOST_FAILURES).length,
    succeed: trunk => void states.delete(trunk),
    fail(trunk, isHopeless = false) {
      const state = stateOf(trunk)
      state.failures = isHopeless ? MOST_FAILURES : state.failures + 1
      // Of several calls that fail together only the first lengthens the pause.
      if (state.failures < MOST_FAILURES || clock.now() < state.pausedUntil) return undefined
      const { pauseMs } = state
      state.pausedUntil = clock.now() + pauseMs
      state.pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
      return pauseMs
    },
  }
}
