import type { PlanPolicy, RetryOutcome } from './policy.ts'

/** What an outcome of an attempt means for the plan. */
export type OutcomeMeaning =
  /** The contact is done. */
  | { readonly kind: 'final' }
  /** The person named an hour. */
  | { readonly kind: 'call_back' }
  /** Nobody, or not the right person, was reached: a rule says what follows. */
  | { readonly kind: 'retry'; readonly rule: RetryOutcome }
  /** The number is not the person's, or is no telephone: another is tried. */
  | { readonly kind: 'number_ends' }
  /** A person has to look at it. */
  | { readonly kind: 'worklist' }

const MEANINGS: Readonly<Record<string, OutcomeMeaning>> = {
  callback: { kind: 'call_back' },
  busy: { kind: 'retry', rule: 'busy' },
  no_answer: { kind: 'retry', rule: 'no_answer' },
  voicemail: { kind: 'retry', rule: 'voicemail' },
  voicemail_left: { kind: 'retry', rule: 'voicemail' },
  screened: { kind: 'retry', rule: 'screened' },
  rejected: { kind: 'retry', rule: 'rejected' },
  unreachable: { kind: 'retry', rule: 'unreachable' },
  hung_up_early: { kind: 'retry', rule: 'hung_up_early' },
  hung_up: { kind: 'retry', rule: 'hung_up' },
  unfinished: { kind: 'retry', rule: 'hung_up' },
  no_speech: { kind: 'retry', rule: 'no_speech' },
  relative: { kind: 'retry', rule: 'relative' },
  congestion: { kind: 'retry', rule: 'line_fault' },
  trunk_fault: { kind: 'retry', rule: 'line_fault' },
  bot_fault: { kind: 'retry', rule: 'line_fault' },
  unknown: { kind: 'retry', rule: 'unknown' },
  wrong_person: { kind: 'number_ends' },
  fax: { kind: 'number_ends' },
  invalid_number: { kind: 'number_ends' },
  complaint: { kind: 'worklist' },
  emergency: { kind: 'worklist' },
}

/** Meaning of an outcome. An ending of the scenario's own (`confirmed`, `booked` …) is final: the person was talked to. */
export function readOutcome(outcome: string): OutcomeMeaning {
  return Object.hasOwn(MEANINGS, outcome) ? (MEANINGS[outcome] ?? { kind: 'final' }) : { kind: 'final' }
}

/** Outcomes by which nobody's telephone rang: they say nothing about the hour, and do not count as a call of the day. */
const NOT_RUNG = new Set(['busy', 'invalid_number', 'congestion', 'trunk_fault'])

/** Whether the telephone rang as far as is known; an attempt that goes on counts as one that rang. */
export function hasRung(outcome: string | null): boolean {
  return outcome === null || !NOT_RUNG.has(outcome)
}

/** Whether an attempt that ended so uses up one of the patient's. */
export function isCounted(outcome: string, policy: Pick<PlanPolicy, 'rules'>): boolean {
  const meaning = readOutcome(outcome)
  return meaning.kind === 'retry' ? policy.rules[meaning.rule].counted : meaning.kind !== 'number_ends'
}
