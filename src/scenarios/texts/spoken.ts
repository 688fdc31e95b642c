import type { Language } from '../model/documents.ts'
import type { Text, TextPart } from './text.ts'

/** Letters and digits that a telephone voice speaks in a second, with its pauses: measured on common voices at normal speed. */
const CHARACTERS_PER_SECOND: Readonly<Record<Language, number>> = { pl: 14, ru: 13, uk: 13, ca: 15, en: 15 }
/** Letters that a value takes when spoken, where its type is not known here. */
const VALUE_LENGTH: Readonly<Record<string, number>> = {
  'day and time': 40,
  day: 22,
  date: 26,
  time: 16,
  weekday: 10,
  phone: 40,
  money: 18,
  'full name': 20,
  'first name': 8,
  spelled: 30,
  list: 40,
  'list of day': 60,
  'list of time': 45,
  'list of day and time': 110,
  ordinal: 10,
  number: 10,
}
const DEFAULT_VALUE_LENGTH = 16
/** A sentence ends at its mark when a space follows: the dot of "8.30" or "gmail.com" ends nothing. */
const SENTENCE_END = /(?<=[.!?…]["”»')\]]*)\s+/u

/** Most prompts are one sentence or two, and looking behind each space is dear. */
const ENDS_INSIDE = /[.!?…]["”»')\]]*\s+\S/u

/** Splits what is spoken into sentences, each with its mark, trimmed; never an empty one. A dot inside a number or a word does not split. */
export function splitSentences(spoken: string): readonly string[] {
  if (!ENDS_INSIDE.test(spoken)) return spoken.trim() === '' ? [] : [spoken.trim()]
  return spoken
    .split(SENTENCE_END)
    .map(sentence => sentence.trim())
    .filter(sentence => sentence !== '')
}

/** Estimates how long a text takes to speak, in ms; a value counts with a typical length, a choice with its longest case. */
export function estimateSpokenMs(text: Text | string, language: Language): number {
  const length = typeof text === 'string' ? text.length : countCharacters(text.parts)
  return Math.round((length / CHARACTERS_PER_SECOND[language]) * 1000)
}

function countCharacters(parts: readonly TextPart[]): number {
  let count = 0
  for (const part of parts) {
    if (part.kind === 'words') count += part.text.length
    else if (part.kind === 'value')
      count += part.format === undefined ? DEFAULT_VALUE_LENGTH : (VALUE_LENGTH[part.format] ?? DEFAULT_VALUE_LENGTH)
    else count += Math.max(0, ...Object.values(part.cases).map(countCharacters))
  }
  return count
}
