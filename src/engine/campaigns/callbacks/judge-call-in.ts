import type { CallbackWay } from './callback-request.ts'

/** What is known of a call in that is over. */
export interface EndedCallIn {
  readonly outcome: string
  /** Hour at which the caller asked to be called, epoch ms. */
  readonly callBackAt?: number
  /** The line was closed. */
  readonly isAfterHours: boolean
  /** The clinic's system was changed for them, or they were connected with a person. */
  readonly isServed: boolean
  /** People of the clinic were asked to call them. */
  readonly isPromised: boolean
  /** They hung up while they waited for a person. */
  readonly hasGivenUp: boolean
}

/** Ends by which a caller got nothing, through no wish of theirs. */
const MISSED: ReadonlySet<string> = new Set(['bot_fault', 'withdrawn'])
/** Ends by which a caller went before anything was done. */
const ABANDONED: ReadonlySet<string> = new Set(['hung_up', 'hung_up_early', 'no_speech', 'unfinished'])
const LEFT_MESSAGE: ReadonlySet<string> = new Set(['message_left', 'voicemail', 'voicemail_left'])
/** Ends after which nobody who called a closed line is called back. */
const SETTLED: ReadonlySet<string> = new Set([
  'handed_over',
  'emergency',
  'opted_out',
  'wrong_person',
  'refused',
  'complaint',
  'settled',
])

/** By which way whoever called is to be called back; undefined: they were served, or people call them. */
export function judgeCallIn(call: EndedCallIn): { readonly way: CallbackWay; readonly callAt?: number } | undefined {
  const { outcome, callBackAt, isServed } = call
  if (outcome === 'callback' && callBackAt !== undefined) return { way: 'asked', callAt: callBackAt }
  if (isServed) return undefined
  if (LEFT_MESSAGE.has(outcome)) return { way: 'voicemail' }
  if (call.isAfterHours) return SETTLED.has(outcome) || call.isPromised ? undefined : { way: 'after_hours' }
  if (call.hasGivenUp || ABANDONED.has(outcome)) return { way: 'abandoned' }
  if (MISSED.has(outcome)) return { way: 'missed' }
  return outcome === 'callback' && !call.isPromised ? { way: 'asked' } : undefined
}
