import type { AttemptRecord } from '../../store/index.ts'
import { LONGEST_CALL_MS, type Order } from './dial-attempt.ts'
import type { Hands } from './hands.ts'
import { finishWithResult, hasOpenJoined } from './hear-status.ts'
import { giveUp, guardOf, lookUp } from './look-up.ts'

/** What is remembered of an attempt that this process holds; all of it can be lost. */
export interface Care {
  nextAt: number
  /** Look-ups that found nothing, in a row. */
  tries: number
  /** Taken over from a process that died: look at once, whatever the time. */
  isTakenOver: boolean
  /** What became of the order, when it was unclear. */
  order: Order | undefined
}

/** A record of jambonz is there at once; the first look comes when the answer to the order would have come. */
const FIRST_LOOK_MS = 2000
/** No record by then: the order has never arrived, or nobody will ever know. */
const DOUBT_MS = 30_000
const LEAST_TRIES = 3
/** A final status is overdue so long after the telephone has rung out. */
const OVERDUE_MS = 15_000
/** Long overdue: something is wrong at jambonz, and the call is ended. */
const HOPELESS_MS = 120_000
/** An answered call is looked up first after this, then every so often; by its conversation more often. */
const TALK_LOOK_MS = 180_000
const TALK_AGAIN_MS = 120_000
const RESULT_LOOK_MS = 5000
/** What is known of an order that was just given. */
export const newCare = (now: number, isTakenOver = false): Care => ({
  nextAt: isTakenOver ? now : now + FIRST_LOOK_MS,
  tries: 0,
  isTakenOver,
  order: undefined,
})

/**
 * Looks after an attempt that this process holds: what no status told is looked up, what cannot be found out is given up. `ringMs`: how
 * long its call may ring. Rejects when store or jambonz are away: then it is looked at again.
 */
export async function takeCare(hands: Hands, attempt: AttemptRecord, care: Care, ringMs: number): Promise<void> {
  const now = hands.clock.now()
  // Unless something says otherwise below, and also when a look-up rejects.
  care.nextAt = now + RESULT_LOOK_MS
  switch (attempt.state) {
    case 'fenced':
      // Its order has not left, and whoever was to give it may not any more.
      return hands.finish(attempt, { outcome: 'withdrawn', at: now, guard: guardOf(attempt) })
    case 'dialling':
    case 'ringing':
      if (care.order === 'not given' && attempt.callSid === null)
        return hands.finish(attempt, { outcome: 'withdrawn', at: now, guard: guardOf(attempt) })
      return attempt.callSid === null ? findOrder(hands, attempt, care) : watchRinging(hands, attempt, care, ringMs)
    case 'answered':
      return watchTalk(hands, attempt, care)
    case 'ended':
      return
  }
}

async function findOrder(hands: Hands, attempt: AttemptRecord, care: Care): Promise<void> {
  const result = await lookUp(hands, attempt)
  const now = hands.clock.now()
  care.isTakenOver = false
  if (result === 'found') return
  care.tries += 1
  care.nextAt = now + Math.min(10_000, FIRST_LOOK_MS * 2 ** (care.tries - 1))
  const since = now - (attempt.dialledAt ?? attempt.claimedAt)
  if (since >= DOUBT_MS && care.tries >= LEAST_TRIES) await giveUp(hands, attempt, result, care.order)
}

async function watchRinging(hands: Hands, attempt: AttemptRecord, care: Care, ringMs: number): Promise<void> {
  const overdueAt = (attempt.dialledAt ?? attempt.claimedAt) + ringMs + OVERDUE_MS
  const now = hands.clock.now()
  if (now < overdueAt && !care.isTakenOver) {
    care.nextAt = overdueAt
    return
  }
  const result = await lookUp(hands, attempt)
  care.isTakenOver = false
  if (result === 'found') {
    care.tries = 0
    care.nextAt = Math.max(overdueAt, now + OVERDUE_MS)
    if (now - overdueAt > HOPELESS_MS && (await hands.hangUp(attempt.callSid ?? '')) === 'cancelled')
      await hands.finish(attempt, { outcome: 'no_answer', at: now })
    return
  }
  care.tries += 1
  if (care.tries >= LEAST_TRIES) await giveUp(hands, attempt, result, care.order)
}

async function watchTalk(hands: Hands, attempt: AttemptRecord, care: Care): Promise<void> {
  const { callSid } = attempt
  if (callSid === null) return findOrder(hands, attempt, care)
  const now = hands.clock.now()
  const call = await hands.store.calls.find(callSid)
  // A conversation whose result is there is over, or will be in a breath: `completed` should have come by now.
  // Unless it goes on about somebody else.
  const isOver = call !== undefined && call.endedAt !== null && call.endedAt + RESULT_LOOK_MS <= now
  if (isOver && !(await hasOpenJoined(hands, attempt.id))) {
    await finishWithResult(hands, attempt.id, callSid)
    return
  }
  const answeredAt = attempt.answeredAt ?? attempt.claimedAt
  const lookAt = answeredAt + TALK_LOOK_MS + care.tries * TALK_AGAIN_MS
  if (now < lookAt && !care.isTakenOver) return
  const result = await lookUp(hands, attempt)
  if (!care.isTakenOver) care.tries += 1
  care.isTakenOver = false
  if (result !== 'found' || now - answeredAt > LONGEST_CALL_MS + HOPELESS_MS) await giveUp(hands, attempt, result, care.order)
}
