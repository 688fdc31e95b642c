import { readOutcome } from '../plan/index.ts'

/** What a campaign is made for: the visit stands, or has a better day, or the person did what was asked. */
const ACHIEVED: ReadonlySet<string> = new Set(['confirmed', 'moved', 'booked', 'completed', 'requested'])

/** Whether an attempt that ended so talked to the person, or to somebody who answered for all of it. */
export function hasReached(outcome: string | null): boolean {
  if (outcome === null) return false
  const { kind } = readOutcome(outcome)
  return (
    (kind === 'final' && outcome !== 'withdrawn') || kind === 'call_back' || outcome === 'complaint' || outcome === 'emergency'
  )
}

/** Whether an outcome is what campaigns are made for. */
export function isAchieved(outcome: string | null): boolean {
  return outcome !== null && ACHIEVED.has(outcome)
}
