import type { Windows } from './windows.ts'

/** What follows an attempt that did not reach the person. */
export interface RetryRule {
  /**
   * `after` a while, whatever the hour was; `another_part` of the day; `another_day`; `worklist` gives the contact to a person;
   * `finish` ends it.
   */
  readonly then: 'after' | 'another_part' | 'another_day' | 'worklist' | 'finish'
  /** At least this long after the attempt; of `after` exactly this. */
  readonly afterMs: number
  /** Whether it uses up one of the attempts. */
  readonly counted: boolean
}

/** Outcomes that a rule can be given for. */
export const RETRY_OUTCOMES = [
  'busy',
  'no_answer',
  'voicemail',
  'screened',
  'rejected',
  'unreachable',
  'hung_up_early',
  'hung_up',
  'no_speech',
  'relative',
  'line_fault',
  'unknown',
] as const
/** One of them. */
export type RetryOutcome = (typeof RETRY_OUTCOMES)[number]

/** At most so many calls; those of the law count over all campaigns. Absent: without limit. */
export interface Caps {
  readonly perDay?: number
  /** In any seven days. */
  readonly perWeek?: number
  /** In any thirty days. */
  readonly perMonth?: number
}

/** A message that goes before the call, or when nobody was reached. */
export interface PlannedMessage {
  readonly channel: 'sms' | 'email'
  /** Name of the text. */
  readonly text: string
}

/** All that the plan goes by: a version of a campaign together with the rules of its countries. */
export interface PlanPolicy {
  readonly purpose: string
  /** When calls and messages may be made, by the contact's local time. */
  readonly windows: Windows
  readonly messageWindows: Windows
  readonly rules: Readonly<Record<RetryOutcome, RetryRule>>
  /** Attempts of one contact that count. */
  readonly total: number
  /** Of the campaign and of the law, together: each person and each number, over all campaigns. */
  readonly caps: Caps
  /** Between two calls to a person, or to a number that a household shares, about different things. */
  readonly apartMs: number
  /** How late a call may come that a person asked for. */
  readonly callBackWithinMs: number
  /** What calls and messages of this purpose need: nothing, a consent given before, or they are forbidden. */
  readonly consent: Readonly<Record<'call' | 'sms' | 'email', 'none' | 'prior' | 'forbidden'>>
  readonly before?: PlannedMessage & { readonly waitMs: number; readonly isCallSpared: boolean }
  readonly unreached: { readonly messages: readonly PlannedMessage[]; readonly then: 'worklist' | 'finish' }
}
