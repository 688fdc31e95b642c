import { DateTime } from 'luxon'
import type { MissedCall } from '../../server/demonstration/run-demonstration.ts'
import type { HeldCall } from '../../server/demonstration/watch-calls.ts'

/** A call in one line. */
export interface FeedLine {
  /** Local time, `09:14`. */
  readonly time: string
  readonly language: string
  /** What was said, and what it was understood as. */
  readonly said: string
  readonly outcome: string
  /** How much there is to see in it. */
  readonly weight: number
}

const MOST_WORDS = 2
/** Decisions that only say that a value was heard. */
const PLAIN: ReadonlySet<string> = new Set(['', 'value', 'chosen'])

/** A conversation: the last things that were said of the visit, else of whoever it was. */
export function describeHeld({ began, language, said, outcome }: HeldCall, zone: string): FeedLine {
  const about = said.filter(({ node }) => !node.startsWith('identity.'))
  const shown = (about.length > 0 ? about : said).slice(0, MOST_WORDS)
  return {
    time: showTime(began, zone),
    language,
    said: shown.map(({ text, meaning }) => `“${text}”${PLAIN.has(meaning) ? '' : ` → ${showMeaning(meaning)}`}`).join(' '),
    outcome,
    weight: outcome === 'voicemail_left' ? 1 : 2 + about.length,
  }
}

/** A call that nobody took. */
export function describeMissed({ at, language, outcome }: MissedCall, zone: string): FeedLine {
  return { time: showTime(at, zone), language, said: '', outcome: outcome.replace('-', '_'), weight: 0 }
}

const showTime = (at: number, zone: string): string => DateTime.fromMillis(at, { zone }).toFormat('HH:mm')
const showMeaning = (meaning: string): string => meaning.slice(meaning.lastIndexOf('.') + 1).replaceAll('_', ' ')
