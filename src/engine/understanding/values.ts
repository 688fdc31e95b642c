import type { DataType } from '../../scenarios/model/data-type.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { HeardValue, HearingContext } from '../call/ports.ts'
import type { PhraseMatch } from './phrases.ts'
import { readAddress } from './addresses/read-address.ts'
import { chooseLabels } from './choose-labels.ts'
import { chooseSpokenMoment, chooseSpokenPlace } from './choose-spoken.ts'
import { findSpoken, findUnasked } from './find-spoken.ts'
import { readPerson } from './names/index.ts'
import { foldWord, type Token } from './tokens.ts'

/** An utterance taken apart: its words without fillers, and the meanings found in them. */
export interface Utterance {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly matches: readonly PhraseMatch[]
}

/** Under what is taken without asking. */
const UNPARSED = 0.5
/** Said to the call, never the words that an open question asks for. */
const TO_THE_CALL = ['agree', 'decline', 'refuse', 'skip', 'not_sure']
/** What an answer of a kind says already: it is not said for another question as well. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  date: ['date'],
  time: ['time'],
  choice: ['part'],
  text: [],
  yes_no: [],
}
/** Where these are asked for, other readings of the same words are mistakes: "ulica Trzeciego Maja" is no date. */
const NO_DAYS: ReadonlySet<string> = new Set(['address', 'phone', 'person'])
/** Where these are asked for, a bare number is no hour. */
const NO_TIMES: ReadonlySet<string> = new Set(['number', 'scale', 'pressure'])

/** Values of an utterance: those that the step expects carry its name. Dates and times are found unasked, too. */
export function findValues(utterance: Utterance, context: HearingContext): HeardValue[] {
  const expected = Object.entries(context.expect)
  const named = expected.flatMap(([name, type]) => readExpected(name, type, utterance, context))
  const options = context.options === undefined ? [] : chooseOptions(utterance, context, context.options)
  // A day that answered the question, or picked an option, is used up: it must not answer a later question as well.
  const isUsed = (value: HeardValue) =>
    options.some(option => covers(option, value.start, value.end)) ||
    named.some(other => SAYS[other.kind]?.includes(value.kind) !== false && other.start < value.end && value.start < other.end)
  const values = [...listUnasked(utterance, context).filter(value => !isUsed(value)), ...named, ...options]
  const isTaken = (start: number, end: number) =>
    utterance.matches.some(match => covers(placeOf(utterance, match.from, match.to), start, end)) ||
    values.some(value => value.kind !== 'text' && covers(value, start, end))
  for (const [name, type] of expected) {
    if (type.kind !== 'person') continue
    const person = readPerson(utterance.text, context.language, isTaken)
    if (person !== undefined) values.push({ name, kind: 'person', ...person })
  }
  return values
}

function covers(place: { readonly start: number; readonly end: number }, start: number, end: number): boolean {
  return place.start <= start && end <= place.end
}

function placeOf({ tokens }: Utterance, from: number, to: number): { readonly start: number; readonly end: number } {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 }
}

/** Days and times that nobody asked for. */
function listUnasked({ text }: Utterance, context: HearingContext): HeardValue[] {
  const kinds = Object.values(context.expect).map(({ kind }) => kind)
  if (kinds.some(kind => NO_DAYS.has(kind))) return []
  const found = findUnasked(text, context)
  return kinds.some(kind => NO_TIMES.has(kind)) ? found.filter(({ kind }) => kind === 'date' || kind === 'part') : found
}

function readExpected(name: string, type: DataType, utterance: Utterance, context: HearingContext): HeardValue[] {
  const { matches, text } = utterance
  switch (type.kind) {
    case 'yes_no':
      return matches
        .filter(({ meaning }) => meaning === 'agree' || meaning === 'decline')
        .map(match => ({
          name,
          kind: 'yes_no',
          value: match.meaning === 'agree',
          confidence: 0.95,
          ...placeOf(utterance, match.from, match.to),
        }))
    case 'choice': {
      const parts = findSpoken(name, type, text, context)
      return [...parts, ...readChoices(name, type.of, utterance).filter(({ value }) => !parts.some(part => part.value === value))]
    }
    case 'address':
      return readPlace(name, utterance, context.language)
    case 'text':
      return readText(name, utterance, context)
    default:
      return findSpoken(name, type, text, context)
  }
}

/** An address by its parts; in languages whose addresses take many forms what is no address by its words is kept as it was said, and read back. */
function readPlace(name: string, utterance: Utterance, language: Language): HeardValue[] {
  const { tokens, matches, text } = utterance
  const place = { name, kind: 'address', ...placeOf(utterance, 0, tokens.length) }
  const left = tokens.filter((_, index) => !matches.some(match => match.from <= index && index < match.to))
  const address = readAddress(left, language)
  if (address !== undefined) return [{ ...place, value: address.value, confidence: address.confidence }]
  return language === 'pl' || left.length === 0 ? [] : [{ ...place, value: { street: text.trim() }, confidence: UNPARSED }]
}

function readChoices(name: string, of: readonly string[], utterance: Utterance): HeardValue[] {
  const values: HeardValue[] = utterance.matches
    .filter(({ meaning }) => of.includes(meaning))
    .map(match => ({ name, kind: 'choice', value: match.meaning, confidence: 0.9, ...placeOf(utterance, match.from, match.to) }))
  for (const option of of) {
    if (values.some(({ value }) => value === option)) continue
    const label = option.split('_').map(foldWord)
    const from = utterance.tokens.findIndex((_, at) =>
      label.every((word, offset) => utterance.tokens[at + offset]?.folded === word),
    )
    if (from >= 0)
      values.push({ name, kind: 'choice', value: option, confidence: 0.9, ...placeOf(utterance, from, from + label.length) })
  }
  return values
}

/** The words as they were said; not those that only answer yes, no or "I do not know", or are meant for the call ("połącz z rejestracją"). */
function readText(name: string, { text, tokens, matches }: Utterance, context: HearingContext): HeardValue[] {
  if (tokens.length === 0) return []
  const claimed = matches.reduce((sum, match) => sum + match.to - match.from, 0)
  const answers = new Set([...TO_THE_CALL, ...context.own, ...context.anytime])
  if (claimed === tokens.length && matches.every(({ meaning }) => answers.has(meaning))) return []
  return [{ name, kind: 'text', value: text.trim(), confidence: 0.9, start: 0, end: text.length }]
}

function chooseOptions(
  utterance: Utterance,
  context: HearingContext,
  { values, type }: NonNullable<HearingContext['options']>,
): HeardValue[] {
  const found = chooseAmong(utterance, context, values, type.kind === 'moment')
  const agreed =
    values.length === 1 && found.length === 0
      ? utterance.matches.find(({ meaning }) => meaning === 'agree' || meaning === 'chosen')
      : undefined
  return agreed === undefined
    ? found
    : [{ kind: 'option', value: 0, confidence: 0.9, ...placeOf(utterance, agreed.from, agreed.to) }]
}

function chooseAmong(
  { text, tokens }: Utterance,
  context: HearingContext,
  values: readonly unknown[],
  areMoments: boolean,
): HeardValue[] {
  if (areMoments && values.every(value => typeof value === 'number')) return chooseSpokenMoment(text, values, context)
  const found = chooseLabels(text, tokens, values, context.language)
  return found.length > 0 ? found : chooseSpokenPlace(text, values.length, context)
}
