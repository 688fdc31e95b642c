import type { AttemptRecord, EndGuard } from '../../store/index.ts'
import type { Order } from './dial-attempt.ts'
import { finishAnswered, hearStatus, readLeg } from './hear-status.ts'
import type { Hands } from './hands.ts'

/** What a look-up brought. `none`: jambonz has no record of the call; `unclear`: several could be it. */
export type LookUp = 'found' | 'none' | 'unclear'

/** Looks an attempt up at jambonz and takes in what its record says. Rejects when jambonz does not answer. */
export async function lookUp(hands: Hands, attempt: AttemptRecord): Promise<LookUp> {
  if (attempt.callSid !== null) {
    const record = await hands.rest.findCall(attempt.callSid)
    if (record === undefined) return 'none'
    await hearStatus(hands, { ...record, attempt: attempt.id })
    return 'found'
  }
  const { attempts } = hands.store
  const records = await hands.rest.findCallsTo(attempt.number)
  const own = records.filter(record => record.attempt === attempt.id)
  const [sure] = own
  if (sure !== undefined) {
    for (const record of own) await hearStatus(hands, record)
    return 'found'
  }
  // Records of jambonz 0.9 carry no tag: it must be the one call to this number that no other attempt has.
  const free = []
  for (const record of records)
    if (record.attempt === undefined && (await attempts.findByCallSid(record.callId)) === undefined) free.push(record)
  const [only] = free
  if (only === undefined) return 'none'
  if (free.length > 1) return 'unclear'
  await hearStatus(hands, { ...only, attempt: attempt.id })
  return 'found'
}

/** What is decided about an attempt as it was looked at holds only while it has not gone on. */
export const guardOf = ({ fence, state }: AttemptRecord): EndGuard => ({ fence, state })

/** Ends an attempt of which jambonz cannot tell any more what became of it. */
export async function giveUp(hands: Hands, attempt: AttemptRecord, result: LookUp, order: Order | undefined): Promise<void> {
  const at = hands.clock.now()
  const guard = guardOf(attempt)
  // jambonz said that it failed, and has no record: both must be wrong for a telephone to ring.
  if (attempt.callSid === null && result === 'none' && order === 'server error')
    return hands.finish(attempt, { outcome: 'trunk_fault', at, guard })
  if (readLeg(attempt).isAnswered && attempt.callSid !== null) return finishAnswered(hands, attempt.id, attempt.callSid)
  const doubt = result === 'unclear' ? 'several_calls' : attempt.callSid === null ? 'order_without_answer' : 'record_vanished'
  await hands.finish(attempt, { outcome: 'unknown', at, guard, doubt })
}
