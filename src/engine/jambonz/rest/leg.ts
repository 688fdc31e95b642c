import type { CallStatus } from '../protocol.ts'
import type { StatusReport } from '../status-report.ts'

/** Where a call that we made stands. Plain data: it is stored as it is. */
export interface Leg {
  /** jambonz's call_sid, once it is known. */
  readonly callId?: string
  /** `wished`: nobody has said yet that there is a call. */
  readonly stage: 'wished' | 'trying' | 'ringing' | 'answered' | 'over'
  /** Somebody, or something, has answered. */
  readonly isAnswered: boolean
  /** Set when it is over. */
  readonly end?: { readonly status: FinalStatus; readonly sipStatus?: number; readonly durationS?: number }
}

/** Statuses that nothing follows. */
export type FinalStatus = 'completed' | 'failed' | 'busy' | 'no-answer'

/** A leg of which nothing is known. */
export const FRESH_LEG: Leg = { stage: 'wished', isAnswered: false }

/** What a report did to a leg. */
export type LegMove =
  | { readonly kind: 'moved'; readonly leg: Leg }
  /** Known already, or older than what is known. */
  | { readonly kind: 'stale' }
  /** Of another call with the same attempt: there must never be two. Whoever hears of it while it lives hangs it up. */
  | { readonly kind: 'stranger'; readonly callId: string; readonly isLive: boolean }

const STAGES: readonly Leg['stage'][] = ['wished', 'trying', 'ringing', 'answered', 'over']
const STAGE_OF: Readonly<Record<CallStatus, Leg['stage']>> = {
  queued: 'trying',
  trying: 'trying',
  ringing: 'ringing',
  'early-media': 'ringing',
  'in-progress': 'answered',
  completed: 'over',
  failed: 'over',
  busy: 'over',
  'no-answer': 'over',
}
const REST_ANSWERED = 200

/**
 * Moves a leg by one report, only forward: a report that comes twice, late or out of order changes nothing, one that never comes is made
 * up for by the next. Pure. An end stays as it was first told; only what it left out is added.
 */
export function moveLeg(leg: Leg, report: StatusReport): LegMove {
  const stage = STAGE_OF[report.status]
  if (leg.callId !== undefined && leg.callId !== report.callId)
    return { kind: 'stranger', callId: report.callId, isLive: stage !== 'over' }
  const isLater = STAGES.indexOf(stage) > STAGES.indexOf(leg.stage)
  const isAnswered = leg.isAnswered || report.status === 'in-progress' || report.status === 'completed'
  if (isLater || (leg.callId === undefined && leg.stage !== 'over')) {
    const moved: Leg = { callId: report.callId, stage: isLater ? stage : leg.stage, isAnswered }
    return { kind: 'moved', leg: stage === 'over' ? { ...moved, end: makeEnd(report) } : moved }
  }
  const { end } = leg
  if (end === undefined || stage !== 'over' || end.status !== report.status) {
    // An answer that is told after the end still says that somebody answered.
    return leg.isAnswered === isAnswered ? { kind: 'stale' } : { kind: 'moved', leg: { ...leg, isAnswered } }
  }
  const fuller = { ...makeEnd(report), ...end }
  const isSame = fuller.durationS === end.durationS && fuller.sipStatus === end.sipStatus
  return isSame ? { kind: 'stale' } : { kind: 'moved', leg: { ...leg, isAnswered, end: fuller } }
}

function makeEnd(report: StatusReport): NonNullable<Leg['end']> {
  const { sipStatus, durationS } = report
  // A completed call still carries the 200 of its answer; nothing follows from it.
  return {
    status: report.status as FinalStatus,
    ...(sipStatus === undefined || sipStatus === REST_ANSWERED ? {} : { sipStatus }),
    ...(durationS === undefined ? {} : { durationS }),
  }
}
