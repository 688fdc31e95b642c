import type { TurnState } from './state.ts'

/** A voice may take only so much of the time that is reckoned with. */
const FASTEST = 0.7

/** How much of a turn's prompt had been heard `ms` after it began, 0..1: by what the telephone told of its playback, else by reckoning. */
export function shareHeard({ heardMs, playedMs, lengthMs }: TurnState, ms: number): number {
  if (lengthMs === 0) return 1
  const share =
    playedMs === undefined ? Math.max(heardMs / lengthMs, ms / (lengthMs * FASTEST)) : ms >= playedMs ? 1 : ms / playedMs
  return Math.min(1, share)
}
