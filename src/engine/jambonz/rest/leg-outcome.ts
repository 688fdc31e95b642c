import type { Leg } from './leg.ts'

/** How a call ended for the network. `answered`: what came of it only the conversation knows. */
export type LegOutcome =
  | 'answered'
  | 'busy'
  | 'no_answer'
  | 'rejected'
  | 'unreachable'
  | 'invalid_number'
  | 'congestion'
  | 'trunk_fault'

/**
 * Names the end of a leg by its status and SIP status (RFC 3261 §21, RFC 8197 for 607), or undefined while it goes on. jambonz calls
 * much `failed` that the called side decided: 480 and 408 are nobody there, 600 is busy everywhere. What only the network or we did
 * wrong is `congestion` and `trunk_fault`, and does not count against the patient.
 */
export function nameLegOutcome(leg: Leg): LegOutcome | undefined {
  const { end } = leg
  if (end === undefined) return undefined
  if (leg.isAnswered) return 'answered'
  const byCode = end.sipStatus === undefined ? undefined : OUTCOME_OF[end.sipStatus]
  if (byCode !== undefined) return byCode
  if (end.status === 'busy') return 'busy'
  if (end.status === 'no-answer') return 'no_answer'
  return 'trunk_fault'
}

const OUTCOME_OF: Readonly<Record<number, LegOutcome>> = {
  404: 'invalid_number',
  408: 'no_answer',
  410: 'invalid_number',
  480: 'no_answer',
  484: 'invalid_number',
  485: 'invalid_number',
  486: 'busy',
  487: 'no_answer',
  503: 'congestion',
  504: 'unreachable',
  600: 'busy',
  603: 'rejected',
  604: 'invalid_number',
  607: 'rejected',
  608: 'rejected',
}
