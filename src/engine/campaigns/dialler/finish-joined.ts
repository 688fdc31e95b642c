import type { AttemptRecord, Store } from '../../store/index.ts'
import type { Ending } from './ending.ts'

/** Ends of a call by which nobody was talked to: whoever was to be spoken of in it was not reached either. */
const NOBODY: ReadonlySet<string> = new Set([
  'busy',
  'no_answer',
  'voicemail',
  'voicemail_left',
  'screened',
  'rejected',
  'unreachable',
  'congestion',
  'trunk_fault',
  'bot_fault',
  'invalid_number',
  'fax',
  'unknown',
])

/**
 * How an attempt ended that was to be made in the call of another: by its own conversation, if there was one; as that one where nobody was
 * reached, or where the number is not that person's. Else it never was, and its contact waits as before.
 */
export async function endJoined(inside: Store, joined: AttemptRecord, lead: AttemptRecord, ending: Ending): Promise<Ending> {
  const { outcome, at } = ending
  const [call] = await inside.calls.listOfAttempt(joined.id)
  if (call !== undefined && call.outcome !== null) return { outcome: call.outcome, values: call.result ?? {}, at }
  const isSame = NOBODY.has(outcome) || (outcome === 'wrong_person' && joined.person === lead.person)
  const notBefore = ending.notBefore === undefined ? {} : { notBefore: ending.notBefore }
  return { outcome: isSame ? outcome : 'withdrawn', at, ...notBefore }
}
