import type { CoreMeaning } from '../../scenarios/model/core-meanings.ts'
import type { HearingContext } from '../call/ports.ts'

/** The answers that a question takes. */
type Offer = Pick<HearingContext, 'own' | 'anytime' | 'yesCancels'>

const MEANINGS: Readonly<Record<CoreMeaning, string>> = {
  agree: 'yes; confirms, accepts, is the person asked for',
  decline: 'no; refuses what was asked or offered',
  move: 'wants the visit at another time or on another day',
  cancel: 'calls the visit off, will not come',
  call_later: 'cannot talk now and wants to be called at another time',
  operator: 'wants to talk to a person, to the reception',
  repeat: 'did not hear or understand, wants it said again',
  slower: 'wants it said more slowly or more clearly',
  hold_on: 'asks to wait a moment',
  who_is_it: 'asks who is calling, from where, what about',
  are_you_robot: 'asks whether this is a machine or a recording',
  wrong_number: 'wrong number, no such person here',
  relative: 'is another person, who can speak for the patient',
  not_here: 'the patient is not there now, or has died',
  stop_calling: 'wants to be called no more',
  emergency: 'a life is in danger now',
  not_sure: 'does not know, is undecided, must think or ask somebody',
  symptoms: 'tells what ails, without danger to life',
  ask_price: 'asks what it costs',
  ask_place: 'asks where it is or how to get there',
  ask_preparation: 'asks what to bring or how to prepare',
  ask_hours: 'asks when the clinic is open',
  thanks_bye: 'thanks, says goodbye',
  chosen: 'picks one of what was offered',
  none_of_these: 'wants none of what was offered',
}
/** The meanings that every lexicon should know, with what a caller wants who means it. Shown to people and to language models. */
export const CORE_MEANINGS: Readonly<Record<string, string>> = MEANINGS

/** Meanings that are a kind of a broader one: where a step does not list them, they stand for that. */
export const KIND_OF: Readonly<Record<string, string>> = {
  comes: 'agree',
  deceased: 'not_here',
  refuse: 'decline',
  ill: 'symptoms',
}

/** Where it is asked whether something is amiss, who feels well says no. */
const WELL: readonly string[] = ['feels_well', 'feels_better']

/** What is said by those who want their visit to stay. */
export const STAYS: readonly string[] = ['keep_it', 'comes']

/** The meaning on offer at a question that one stands for: itself, or something broader; undefined where it is no answer. */
export function offeredAs(meaning: string, { own, anytime, yesCancels }: Offer): string | undefined {
  const isOn = (other: string): boolean => own.includes(other) || anytime.includes(other)
  if (isOn(meaning)) return meaning
  // "I'll be there" is a yes elsewhere. Whoever is asked whether to cancel and says that has said no.
  if (yesCancels === true && STAYS.includes(meaning)) return ['keep_it', 'decline'].find(isOn)
  const broader = KIND_OF[meaning]
  if (broader !== undefined && isOn(broader)) return broader
  if (WELL.includes(meaning) && isOn('symptoms') && isOn('decline')) return 'decline'
  // Where nothing is asked that a yes answers, whoever comes leaves the visit as it is.
  if (meaning === 'comes' && isOn('keep_it')) return 'keep_it'
  // Who has a cold has told what ails.
  return meaning === 'symptoms' && isOn('ill') ? 'ill' : undefined
}

/** What further meanings of the shipped scenarios come to where no question was asked: a reason against is a no. */
export const CORE_OF: Readonly<Record<string, string>> = {
  ...KIND_OF,
  book_now: 'agree',
  keep_it: 'agree',
  already_done: 'decline',
  no_time: 'decline',
  feels_well: 'decline',
  other_doctor: 'decline',
  afraid: 'decline',
  too_far: 'decline',
  travelling: 'decline',
}
