import type { StatusReport } from '../../jambonz/index.ts'
import { type Leg, moveLeg, nameLegOutcome } from '../../jambonz/rest/index.ts'
import type { AttemptRecord, AttemptState } from '../../store/index.ts'
import type { Hands } from './hands.ts'

/** Time that the result of a conversation has after its call, which another process may be holding. */
const RESULT_MS = 15_000
/** Time that the results of further conversations of a call have after it; that of the first is there long since. */
const JOINED_MS = 2000

/**
 * Takes a status in, by whichever way it came, in whichever process: the attempt moves forward or not at all, and its end brings its next
 * step. Rejects when the store is away; whoever told the status may tell it again, and what is not told again is looked up.
 */
export async function hearStatus(hands: Hands, report: StatusReport): Promise<void> {
  const attempt = await findAttempt(hands, report)
  if (attempt === undefined) return
  const move = moveLeg(readLeg(attempt), report)
  if (move.kind === 'stranger') {
    hands.log.error(
      { attempt: attempt.id, call: report.callId, isLive: move.isLive },
      'an attempt has two calls; the second is ended',
    )
    if (move.isLive) await hands.hangUp(report.callId)
    return
  }
  if (attempt.state === 'ended') return hearLate(hands, attempt, report)
  if (move.kind === 'stale') return
  const { leg } = move
  if (leg.stage !== 'over') {
    if (leg.stage !== 'trying') hands.breaker.succeed(attempt.trunk)
    const state = STATE_OF[leg.stage]
    await hands.store.attempts.advance(attempt.id, { state, at: hands.clock.now(), callSid: report.callId })
    return
  }
  // Its id first: should the rest be lost in a crash, the call is looked up by it.
  if (attempt.callSid === null)
    await hands.store.attempts.advance(attempt.id, { state: 'dialling', at: hands.clock.now(), callSid: report.callId })
  const outcome = nameLegOutcome(leg)
  if (outcome === 'answered') return finishAnswered(hands, attempt.id, report.callId)
  if (outcome === undefined) return
  if (outcome === 'congestion' || outcome === 'trunk_fault') hands.failTrunk(attempt.trunk, outcome)
  else hands.breaker.succeed(attempt.trunk)
  await hands.finish(attempt, { outcome, at: hands.clock.now() })
}

/** The call is over, and somebody had answered: what came of it the conversation says, now or a moment later. */
export async function finishAnswered(hands: Hands, id: string, callId: string): Promise<void> {
  hands.overCalls.add(callId)
  const isKnown = typeof (await hands.store.calls.find(callId))?.outcome === 'string'
  const waitMs = isKnown && (await hasOpenJoined(hands, id)) ? JOINED_MS : RESULT_MS
  if (waitMs === RESULT_MS && (await finishWithResult(hands, id, callId))) return void hands.overCalls.delete(callId)
  await hands.store.attempts.advance(id, { state: 'answered', at: hands.clock.now(), callSid: callId })
  hands.later(waitMs, async () => {
    hands.overCalls.delete(callId)
    if (await finishWithResult(hands, id, callId)) return
    const attempt = await hands.store.attempts.find(id)
    // The process that held the conversation died with it.
    if (attempt !== undefined) await hands.finish(attempt, { outcome: 'bot_fault', at: hands.clock.now() })
  })
}

/** Whether the call was to be about others too of whom it is not known whether it was. */
export async function hasOpenJoined({ store }: Hands, id: string): Promise<boolean> {
  for (const joined of await store.attempts.listJoined(id))
    if (joined.state !== 'ended' && (await store.calls.listOfAttempt(joined.id)).length === 0) return true
  return false
}

/** Ends an attempt by the result of its conversation, if that is known; false when it is not. */
export async function finishWithResult(hands: Hands, id: string, callId: string): Promise<boolean> {
  const call = await hands.store.calls.find(callId)
  if (call === undefined || call.outcome === null) return false
  const attempt = await hands.store.attempts.find(id)
  if (attempt === undefined) return true
  await hands.finish(attempt, { outcome: call.outcome, values: call.result ?? {}, at: hands.clock.now() })
  return true
}

/** Where the attempt's call stands by the store. */
export function readLeg(attempt: AttemptRecord): Leg {
  const callId = attempt.callSid === null ? {} : { callId: attempt.callSid }
  const isAnswered = attempt.answeredAt !== null
  return { ...callId, stage: STAGE_OF[attempt.state], isAnswered }
}

const STAGE_OF: Readonly<Record<AttemptState, Leg['stage']>> = {
  fenced: 'wished',
  dialling: 'trying',
  ringing: 'ringing',
  answered: 'answered',
  // What came after an end is judged by how the attempt ended.
  ended: 'wished',
}
const STATE_OF = { wished: 'dialling', trying: 'dialling', ringing: 'ringing', answered: 'answered' } as const

async function findAttempt(hands: Hands, report: StatusReport): Promise<AttemptRecord | undefined> {
  const { attempts } = hands.store
  return (
    (report.attempt === undefined ? undefined : await attempts.find(report.attempt)) ??
    (await attempts.findByCallSid(report.callId))
  )
}

/** News of an attempt that has ended: it may have been given up as unknown, or as never dialled, too early. */
async function hearLate(hands: Hands, attempt: AttemptRecord, report: StatusReport): Promise<void> {
  const move = moveLeg({ stage: 'wished', isAnswered: false }, report)
  if (move.kind !== 'moved') return
  const { leg } = move
  const isUnknown = attempt.outcome === 'unknown'
  if (isUnknown && attempt.callSid === null)
    await hands.store.attempts.advance(attempt.id, { state: 'dialling', at: hands.clock.now(), callSid: report.callId })
  const isUnanswered = leg.stage === 'trying' || leg.stage === 'ringing'
  // Taken for never dialled, it does ring: its contact may be called again at any moment.
  if (!isUnknown && isUnanswered && attempt.callSid !== report.callId) await hands.hangUp(report.callId)
  const outcome = nameLegOutcome(leg)
  if (!isUnknown || outcome === undefined) return
  if (outcome !== 'answered') await hands.finish(attempt, { outcome, at: hands.clock.now() })
  else await finishWithResult(hands, attempt.id, report.callId)
}
