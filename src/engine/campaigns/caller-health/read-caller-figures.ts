import type { Store } from '../../store/index.ts'
import type { CallerNumberFigures } from '../countries/index.ts'
import { hasRung } from '../plan/index.ts'

/** So few calls say nothing of a number. */
const LEAST_CALLS = 20
/** Ends of answered calls in which nobody was spoken to. */
const SILENT: ReadonlySet<string> = new Set(['bot_fault'])

/**
 * What carriers see of a number's calls since an instant (epoch ms). `isAnswered`: whoever calls it is answered. Whether it is used for anything
 * but calls is not known here. Undefined: too few calls to say anything.
 */
export async function readCallerFigures(
  store: Store,
  number: string,
  since: number,
  isAnswered: boolean,
): Promise<CallerNumberFigures | undefined> {
  const attempts = await store.database
    .selectFrom('attempts')
    .select(['number', 'outcome', 'answeredAt', 'endedAt'])
    .where('caller', '=', number)
    .where('claimedAt', '>=', since)
    .where('live', '=', 0)
    // What was spoken of in another call was no call of its own.
    .where('joinedTo', 'is', null)
    .execute()
  const made = attempts.filter(({ outcome }) => outcome !== 'withdrawn' && hasRung(outcome))
  if (made.length < LEAST_CALLS) return undefined
  const answered = made.filter(({ answeredAt }) => answeredAt !== null)
  const seconds = answered.map(({ answeredAt, endedAt }) => ((endedAt ?? 0) - (answeredAt ?? 0)) / 1000)
  const inbound = await store.database
    .selectFrom('calls')
    .select('outcome')
    .where('direction', '=', 'inbound')
    .where('line', '=', number)
    .where('beganAt', '>=', since)
    .execute()
  const unspoken = inbound.filter(({ outcome }) => outcome === 'hung_up_early' || outcome === 'bot_fault')
  const count = (wanted: string): number => made.filter(({ outcome }) => outcome === wanted).length
  return {
    silent_share: share(answered.filter(({ outcome }) => SILENT.has(outcome ?? '')).length, answered.length),
    average_seconds: share(
      seconds.reduce((sum, one) => sum + one, 0),
      seconds.length,
    ),
    different_numbers_share: new Set(made.map(({ number: called }) => called)).size / made.length,
    unanswered_inbound_share: unspoken.length / (made.length + inbound.length),
    complaints: count('complaint'),
    cannot_be_called_back: isAnswered ? 0 : 1,
    // What is left on a voicemail is a message that is played.
    plays_recording: count('voicemail_left') > 0 ? 1 : 0,
  }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
