import type { DataType } from '../../scenarios/model/data-type.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { TextPart, ValueFormat } from '../../scenarios/texts/text.ts'

/** Where the values of a text come from, and how one is said. */
export interface Mouth {
  readonly language: Language
  /** The value at a path; undefined or null where there is none: then nothing is said. */
  valueOf(path: string): unknown
  /** Said in the place of a value that is not there; default: nothing. */
  readonly missing?: string
  /** A value in words. `type` is given for what has another than its path: the number that a plural counts. */
  say(value: unknown, path: string, format: ValueFormat | undefined, type?: DataType): string
}

const NUMBER: DataType = { kind: 'number', optional: false }
const plurals = new Map<string, Intl.PluralRules>()

/** Puts the parts of a text into words, with the cases chosen by its values. Not tidied. */
export function speakParts(parts: readonly TextPart[], mouth: Mouth, counted: Readonly<Record<string, number>> = {}): string {
  let spoken = ''
  for (const part of parts) spoken += speakPart(part, mouth, counted)
  return spoken
}

function speakPart(part: TextPart, mouth: Mouth, counted: Readonly<Record<string, number>>): string {
  if (part.kind === 'words') return part.text
  const isCounted = Object.hasOwn(counted, part.path)
  const value = isCounted ? counted[part.path] : mouth.valueOf(part.path)
  switch (part.kind) {
    case 'value':
      if (value === undefined || value === null) return mouth.missing ?? ''
      return isCounted ? mouth.say(value, part.path, part.format, NUMBER) : mouth.say(value, part.path, part.format)
    case 'plural': {
      const count = Array.isArray(value) ? value.length : Number(value ?? 0)
      const chosen =
        part.exact[String(count)] ?? part.cases[pluralOf(count, part.ordinal, mouth.language)] ?? part.cases['other'] ?? []
      return speakParts(chosen, mouth, { ...counted, [part.path]: count })
    }
    case 'select':
      return speakParts(part.cases[String(value)] ?? part.cases['other'] ?? [], mouth, counted)
    default:
      return part satisfies never
  }
}

function pluralOf(count: number, isOrdinal: boolean, language: Language): string {
  const key = `${language} ${isOrdinal}`
  let rules = plurals.get(key)
  if (!rules) {
    rules = new Intl.PluralRules(language, { type: isOrdinal ? 'ordinal' : 'cardinal' })
    plurals.set(key, rules)
  }
  return rules.select(count)
}

/** What `tidy` mends; most prompts have nothing of it. */
const UNTIDY = /\s\s|[^\S ]| [,.!?;:]/

/** Mends what a missing value leaves behind: doubled spaces, a space before a stop. */
export function tidy(spoken: string): string {
  if (!UNTIDY.test(spoken)) return spoken.trim()
  return spoken
    .replace(/\s+/g, ' ')
    .replace(/ ([,.!?;:])/g, '$1')
    .trim()
}
