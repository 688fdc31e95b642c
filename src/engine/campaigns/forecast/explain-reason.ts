import type { PlanReason } from '../plan/index.ts'

/** Each reason of the plan in a sentence, for people. */
export const REASON_WORDS: Readonly<Record<PlanReason, string>> = {
  first_attempt: 'it was the first attempt',
  next_attempt: 'the rules of the campaign allowed the next attempt',
  asked_to_call_back: 'the person asked to be called at this hour',
  outside_hours: 'at other hours the campaign or the law lets nobody call',
  cap_reached: 'the person or the number has been called as often as is allowed for now, over all campaigns',
  after_rule: 'the rule for what came of the last attempt says so',
  household: 'the person, or somebody of the same number, was called a short while ago about something else',
  spread: 'another part of the day or weekday is tried first, and two hours are kept from hours that failed',
  call_running: 'a call is under way',
  message_first: 'a message goes first',
  message_waits: 'a message was sent, and its answer is given time',
  replied: 'the person answered a message; a person of the clinic reads it',
  reached: 'the person was reached',
  opted_out: 'the person or the number does not want to be called',
  deceased: 'the person has died, as was said in a call',
  no_consent: 'the law asks for a consent, and none is in force',
  forbidden: 'the law lets no robot call for this purpose',
  rule_ends: 'the rule for what came of the last attempt says so',
  attempts_used: 'all attempts were used up',
  deadline_passed: 'the deadline has passed',
  no_time_left: 'no allowed hour is left before the deadline',
  no_number: 'no number is left that may be called',
  needs_person: 'a person is to see to it',
  unknown_zone: 'the time zone of the contact is not known',
  clock_jumped: 'the clock stands before what has already happened',
}

/** A reason in words; one that is not the plan's (`new`, `number_busy`) as it is known. */
export function explainReason(reason: string): string {
  if (Object.hasOwn(REASON_WORDS, reason)) return REASON_WORDS[reason as PlanReason]
  if (reason === 'new') return 'it has just been imported'
  if (reason === 'reply_done') return 'the person answered a message, and what it asked for was done'
  if (reason === 'called_again') return 'they called again and were served'
  if (reason === 'deadline_near') return 'the robot has not brought it about, and its time is nearly over'
  if (reason === 'visit_cancelled') return 'the visit was cancelled at the clinic'
  if (reason === 'visit_done' || reason === 'visit_missed') return 'the time of the visit is over'
  if (reason === 'visit_refused') return "the clinic's system does not tell what a call about the visit needs"
  if (reason === 'visit_booked') return 'they have a visit at the clinic by now'
  if (reason === 'visit_moved') return 'the visit was moved at the clinic'
  if (reason === 'preview') return 'an agent is to see it first'
  if (reason === 'accepted') return 'an agent has asked for the call'
  if (reason === 'skipped') return 'an agent has seen it, and put it off or left it to people'
  if (reason === 'joined') return 'it is spoken of in another call to the same person or number'
  if (reason === 'number_busy') return 'another call to the same number is under way'
  return reason.replaceAll('_', ' ')
}
