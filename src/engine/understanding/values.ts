import type { DataType } from '../../scenarios/model/data-type.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { HeardValue, HearingContext } from '../call/ports.ts'
import type { PhraseMatch } from './phrases.ts'
import { readAddress } from './addresses/read-address.ts'
import { readAddress as readPolishAddress } from './pl/addresses.ts'
import { listNumbers, readDecimalAt } from './pl/numbers.ts'
import { chooseLabels, chooseMoments, isCertain } from './pl/options.ts'
import { readPhone } from './pl/phones.ts'
import { chooseSpokenMoment, chooseSpokenPlace } from './choose-spoken.ts'
import { findSpoken, findUnasked } from './find-spoken.ts'
import { readPerson } from './names/index.ts'
import { listWhens } from './pl/spoken-whens.ts'
import { makeWhenValues } from './pl/when-values.ts'
import { foldWord, splitWords, type Token } from './tokens.ts'

/** An utterance taken apart: its words without fillers, and the meanings found in them. */
export interface Utterance {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly matches: readonly PhraseMatch[]
}

/** Under what is taken without asking. */
const UNPARSED = 0.5
const BIRTH = /(^|_)(born|birth|urodz)/
/** Said to the call, never the words that an open question asks for. */
const TO_THE_CALL = ['agree', 'decline', 'refuse', 'skip', 'not_sure']
const CORRECTS: ReadonlySet<string> = new Set(['nie', 'przepraszam', 'raczej', 'jednak'])

/** Values of an utterance: those that the step expects carry its name. Dates and times are found unasked, too. Words of numbers are known for Polish alone. */
export function findValues(utterance: Utterance, context: HearingContext): HeardValue[] {
  const expected = Object.entries(context.expect)
  const whens = readWhens(utterance, context)
  // Polish has a reader of its own for calls, older than the grammar of all five.
  const byGrammar = context.language !== 'pl'
  const values: HeardValue[] = byGrammar ? listUnasked(utterance, context) : [...whens.values]
  for (const [name, type] of expected) values.push(...readExpected(name, type, utterance, context))
  if (byGrammar) {
    // What answers the question is not said for another one as well.
    const named = values.filter(({ name, kind }) => name !== undefined && kind !== 'text')
    const isUsed = (value: HeardValue) =>
      value.name === undefined && named.some(other => other.start < value.end && value.start < other.end)
    values.splice(0, values.length, ...values.filter(value => !isUsed(value)))
  }
  if (context.options !== undefined) {
    const options = chooseOptions(utterance, context, context.options, whens.whens)
    // A day that picked an option is used up: it must not answer a later question as well.
    const isUsed = (value: HeardValue) =>
      value.name === undefined && options.some(option => option.start <= value.start && value.end <= option.end)
    values.splice(0, values.length, ...values.filter(value => !isUsed(value)), ...options)
  }
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

function readWhens({ tokens }: Utterance, context: HearingContext) {
  if (context.language !== 'pl') return { whens: [], values: [] }
  const types = Object.entries(context.expect)
  const expects = (kinds: readonly string[]) =>
    types.some(([, type]) => kinds.includes(type.kind)) ||
    (context.options !== undefined && kinds.includes(context.options.type.kind))
  // A number of the telephone or a mark must not be heard as a time.
  const hasNumbers = types.some(([, type]) => ['number', 'scale', 'phone', 'address'].includes(type.kind))
  const whens = listWhens(tokens, {
    now: context.now,
    zone: context.zone,
    expectsDay: expects(['date', 'moment']),
    expectsTime: expects(['time', 'moment']) && !hasNumbers,
    isBirth: types.some(([name, type]) => type.kind === 'date' && BIRTH.test(name)),
  })
  const isPlace = types.some(([, type]) => type.kind === 'address' || type.kind === 'phone')
  const expectsMoment = types.some(([, type]) => type.kind === 'moment')
  const values = whens.flatMap((when, index) => {
    const named = makeWhenValues(when, whens[index - 1], tokens, context.now, context.zone, expectsMoment).map(value =>
      nameWhen(value, types),
    )
    // "druga" is an hour only for a step that asks for one, and "ulica Trzeciego Maja" is no date.
    return isCertain(when) && !isPlace ? named : named.filter(({ name }) => name !== undefined)
  })
  return { whens, values }
}

function nameWhen(value: HeardValue, types: readonly (readonly [string, DataType])[]): HeardValue {
  const fit = types.find(([, type]) =>
    value.kind === 'part' ? type.kind === 'choice' && type.of.includes(String(value.value)) : type.kind === value.kind,
  )
  if (fit === undefined) return value
  return { ...value, name: fit[0], ...(fit[1].kind === 'choice' ? { kind: 'choice' } : {}) }
}

/** Days and times that nobody asked for; where a place or a number is asked for, they are none. */
function listUnasked({ text }: Utterance, context: HearingContext): HeardValue[] {
  const kinds = Object.values(context.expect).map(({ kind }) => kind)
  return kinds.some(kind => ['address', 'phone', 'number', 'scale', 'person'].includes(kind)) ? [] : findUnasked(text, context)
}

function readExpected(name: string, type: DataType, utterance: Utterance, context: HearingContext): HeardValue[] {
  const { tokens, matches, text } = utterance
  if (context.language !== 'pl') {
    const found = findSpoken(name, type, text, context)
    if (found.length > 0 || ['number', 'scale', 'phone'].includes(type.kind)) return found
  }
  switch (type.kind) {
    case 'number':
      return readNumbers(
        name,
        type.from ?? Number.NEGATIVE_INFINITY,
        type.to ?? Number.POSITIVE_INFINITY,
        utterance,
        /^temp|gorącz|goracz/.test(name),
      )
    case 'scale':
      return readNumbers(name, type.from, type.to, utterance, false).filter(({ value }) => Number.isInteger(value))
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
    case 'choice':
      return readChoices(name, type.of, utterance)
    case 'phone': {
      const phone = readPhone(tokens, text)
      return phone === undefined
        ? []
        : [{ name, kind: 'phone', value: phone.value, confidence: 0.9, ...placeOf(utterance, phone.from, phone.to) }]
    }
    case 'address':
      return readPlace(name, utterance, context.language)
    case 'text':
      return readText(name, utterance, context)
    default:
      return []
  }
}

function readNumbers(name: string, from: number, to: number, utterance: Utterance, isTemperature: boolean): HeardValue[] {
  const { tokens } = utterance
  const found: { value: number; from: number; to: number }[] = []
  for (const number of listNumbers(tokens)) {
    if (found.some(earlier => earlier.to > number.from)) continue
    const decimal = readDecimalAt(tokens, number.from, isTemperature && number.value >= 34 && number.value <= 43) ?? number
    found.push({ value: decimal.value, from: number.from, to: decimal.to })
  }
  for (const [at, token] of tokens.entries())
    if (/^\d+[.,]\d+$/.test(token.kept))
      found.push({ value: readDecimalAt(tokens, at, false)?.value ?? Number.NaN, from: at, to: at + 1 })
  // "dziewięć na dziesięć": the mark stands before the best one.
  const marks = found.filter(
    number =>
      !(number.value === to && tokens[number.from - 1]?.folded === 'na' && found.some(other => other.to === number.from - 1)),
  )
  const inRange = marks.filter(({ value }) => value >= from && value <= to && (!isTemperature || (value >= 30 && value <= 45)))
  const last = inRange.at(-1)
  const before = inRange.at(-2)
  const isCorrected =
    last !== undefined && before !== undefined && tokens.slice(before.to, last.from).some(({ folded }) => CORRECTS.has(folded))
  const kept = isCorrected ? [last] : inRange
  return kept.map(number => ({
    name,
    kind: 'number',
    value: number.value,
    confidence: kept.length > 1 ? 0.5 : 0.95,
    ...placeOf(utterance, number.from, number.to),
  }))
}

/** An address by its parts; in languages whose addresses take many forms what is no address by its words is kept as it was said, and read back. */
function readPlace(name: string, utterance: Utterance, language: Language): HeardValue[] {
  const { tokens, matches, text } = utterance
  const place = { name, kind: 'address', ...placeOf(utterance, 0, tokens.length) }
  const left = tokens.filter((_, index) => !matches.some(match => match.from <= index && index < match.to))
  const address = language === 'pl' ? readPolishAddress(left) : readAddress(left, language)
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
  options: NonNullable<HearingContext['options']>,
  whens: ReturnType<typeof listWhens>,
): HeardValue[] {
  const { values, type } = options
  const found = chooseAmong(utterance, context, values, whens, type.kind === 'moment')
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
  whens: ReturnType<typeof listWhens>,
  areMoments: boolean,
): HeardValue[] {
  const isPolish = context.language === 'pl'
  if (areMoments && values.every(value => typeof value === 'number'))
    return isPolish ? chooseMoments(tokens, whens, values, context.zone) : chooseSpokenMoment(text, tokens, values, context)
  const labels = values.map(value => splitWords(labelOf(value)).map(({ folded }) => folded))
  const found = chooseLabels(tokens, labels)
  return found.length > 0 || isPolish ? found : chooseSpokenPlace(text, tokens, values.length, context)
}

function labelOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return String((value as { readonly name?: unknown }).name ?? '')
  return String(value).replaceAll('_', ' ')
}
