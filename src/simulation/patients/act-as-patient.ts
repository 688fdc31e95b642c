import { DateTime } from 'luxon'
import type { Clock, JournalEntry } from '../../engine/call/ports.ts'
import type { Random } from '../random.ts'
import type { Caller } from '../telephone/virtual-telephone.ts'
import type { Character } from './habits.ts'
import type { InventedPatient } from './invent-patients.ts'
import { findPhrases } from './phrases/find-phrases.ts'
import type { Intent } from './phrases/phrase-book.ts'

/** What the person does next; undefined: nothing. */
type Act =
  | { readonly kind: 'say'; readonly intent: Intent }
  | { readonly kind: 'tell_birth_date' }
  | { readonly kind: 'press'; readonly digits: string }
  | { readonly kind: 'hang_up' }
  | undefined

/** Who answers a call, and how. */
export interface PatientOnCall {
  readonly patient: InventedPatient
  /** What they are like in this call; `voicemail`: nobody is there. */
  readonly as: Character | 'voicemail'
  readonly caller: Caller
  readonly clock: Clock
  readonly random: Random
  /** Whether a step asks something. */
  isQuestion(node: string): boolean
}

const FIRST_REACTION_MS = 350
const LONGEST_REACTION_MS = 1400
const RING_OFF_MS = 2500
const DETECTION_MS = 1500
const GREETING_MS = 6000
const GREETING_AFTER_MS = 300
const FINAL_MS = 600
const REASONS = ['ill', 'travelling', 'feels_better', 'other_reason'] as const

const say = (intent: Intent): Act => ({ kind: 'say', intent })

/** Acts as a patient in one call. What is given back is told each entry of the call's journal: that is how the person hears the robot. */
export function actAsPatient(call: PatientOnCall): (entry: JournalEntry) => void {
  const { caller, clock, random, patient } = call
  const book = findPhrases(patient.language)
  const asked = new Map<string, number>()
  let last: Extract<JournalEntry, { kind: 'prompt' }> | undefined
  let answered = ''

  const speak = (text: string): void =>
    caller.speak({ text, confidence: 0.75 + random.next() * 0.22, finalAfterMs: FINAL_MS + random.below(300) })
  const perform = (act: Act): void => {
    switch (act?.kind) {
      case 'say':
        return speak(random.pick(book[act.intent]))
      case 'tell_birth_date':
        return speak(tellDate(patient))
      case 'press':
        return caller.press(act.digits)
      case 'hang_up':
        return caller.hangUp()
      case undefined:
        return
    }
  }
  if (call.as === 'voicemail') {
    // Half are known by the detector, half by what they say.
    if (random.next() < 0.5) {
      clock.setTimeout(() => caller.answeredBy('voicemail'), DETECTION_MS)
      clock.setTimeout(() => caller.answeredBy('stopped'), GREETING_MS)
    } else clock.setTimeout(() => speak(random.pick(book.voicemail)), GREETING_AFTER_MS)
    return () => undefined
  }
  if (call.as === 'hangs_up') clock.setTimeout(() => caller.hangUp(), RING_OFF_MS + random.below(9000))
  return entry => {
    if (entry.kind === 'prompt') last = entry
    if (entry.kind !== 'heard_prompt' || entry.state !== 'finished' || last?.turn !== entry.turn || answered === entry.turn)
      return
    const isAsked = call.isQuestion(last.node)
    if (!isAsked || call.as === 'is_silent') return
    answered = entry.turn
    const times = (asked.get(last.node) ?? 0) + 1
    asked.set(last.node, times)
    const act = chooseAct(call.as as Character, last.node, last.form, times, random)
    clock.setTimeout(() => perform(act), FIRST_REACTION_MS + random.below(LONGEST_REACTION_MS - FIRST_REACTION_MS))
  }
}

/** What somebody of this character does at a step of the appointment call or of an offer, asked there for the n-th time. */
function chooseAct(as: Character, node: string, form: string, times: number, random: Random): Act {
  if (form === 'read_back') return say('yes')
  const step = node.slice(node.lastIndexOf('.') + 1)
  switch (step) {
    case 'hello':
    case 'hello_to_other':
      if (as === 'wrong_number') return say('wrong_number')
      if (as === 'relative') return say('not_at_home')
      if (as === 'asks_first' && times === 1) return say('who_is_it')
      // Whoever was misunderstood twice presses the key that is offered.
      return form === 'keys' ? { kind: 'press', digits: '1' } : say('its_me')
    case 'fetch':
      return say('not_at_home')
    case 'ask_born':
    case 'born_again':
      if (as === 'stops_calls') return say('stop_calling')
      return as === 'wants_person' ? say('person') : { kind: 'tell_birth_date' }
    case 'visit':
      return answerVisit(as, times, form)
    case 'first':
    case 'instead':
      return answerOffer(as, form)
    case 'what_now':
      return say(as === 'cancels' ? 'cancel' : as === 'moves' ? 'move' : 'keep_it')
    case 'pick':
      return random.next() < 0.1 ? say('no_time_fits') : say(random.next() < 0.6 ? 'first_time' : 'second_time')
    case 'why':
      return say(random.pick(REASONS))
    case 'how_to_prepare':
      return say('no_thanks')
    case 'when':
      return say('callback_time')
    default:
      return say('yes')
  }
}

function answerVisit(as: Character, times: number, form: string): Act {
  const key = as === 'moves' ? '2' : as === 'cancels' ? '3' : '1'
  if (as === 'presses_keys' || form === 'keys') return { kind: 'press', digits: key }
  switch (as) {
    case 'asks_first':
      return say(times === 1 ? 'where_is_it' : 'confirm')
    case 'moves':
      return say('move')
    case 'cancels':
      return say('cancel')
    case 'is_unsure':
      return say('not_sure')
    case 'busy_now':
      return say('call_later')
    case 'wants_person':
      return say('person')
    case 'stops_calls':
      return say('stop_calling')
    default:
      return say('confirm')
  }
}

/** Whoever would move or cancel a visit has no time for one that is free soon. */
function answerOffer(as: Character, form: string): Act {
  const isWanted = as !== 'moves' && as !== 'cancels'
  if (as === 'presses_keys' || form === 'keys') return { kind: 'press', digits: isWanted ? '1' : '2' }
  if (as === 'wants_person') return say('person')
  if (as === 'stops_calls') return say('stop_calling')
  return say(isWanted ? 'yes' : 'no_thanks')
}

/** As recognisers write a date that was said. */
function tellDate({ born, language }: InventedPatient): string {
  const date = DateTime.fromISO(born, { zone: 'utc' })
  return date
    .setLocale(language)
    .toLocaleString(DateTime.DATE_FULL)
    .replace(/\s[рг]\.$/, '')
}
