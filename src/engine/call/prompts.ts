import type { Scope, TextKey } from '../../scenarios/compile/compiled.ts'
import type { DataType } from '../../scenarios/model/data-type.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Text, TextPart } from '../../scenarios/texts/text.ts'
import { tellsOfContact } from '../../scenarios/compile/index.ts'
import { placeholdersOf, splitSentences } from '../../scenarios/texts/index.ts'
import type { SpokenSentence } from './ports.ts'
import type { CallOptions } from './call-options.ts'
import { type Mouth, speakParts, tidy } from './speak-parts.ts'
import type { CallState } from './state.ts'
import { typeOfPath } from './types-of-data.ts'

/** Values that a single prompt may speak besides the scope's data, with their types: a read-back's `value`. */
export type ExtraValues = Readonly<Record<string, { readonly value: unknown; readonly type: DataType; readonly tells?: boolean }>>

/** What a caller said in another script: voices of languages that are written in Latin letters pass over it, or spell it. */
const CYRILLIC = /\p{Script=Cyrillic}/u
const isLatin = (language: Language): boolean => language !== 'uk' && language !== 'ru'
/** Marks the place of a value that is not there. */
const MISSING = '\u0000'
/** The sentences of texts that are nothing but words. */
const fixed = new WeakMap<Text, readonly SpokenSentence[]>()

/** Puts texts into words. Chooses the variant by a seeded hash of call, text and visit, and never the same twice in a row. */
export class Prompter {
  readonly #options: CallOptions
  readonly #state: CallState

  constructor(options: CallOptions, state: CallState) {
    this.#options = options
    this.#state = state
  }

  /** The sentences of a text as they will be spoken; empty when no language has the text. */
  speak(key: TextKey, scope: Scope, data: Readonly<Record<string, unknown>>, extra: ExtraValues = {}): readonly SpokenSentence[] {
    const text = this.#choose(key, this.#state.language)
    if (!text) return []
    const known = fixed.get(text)
    if (known) return known
    const about: Omit<SpokenSentence, 'text'> = this.#tells(text, scope, extra) ? { key, tells: true } : { key }
    const spoken = tidy(this.#join(text.parts, scope, data, extra))
    const sentences = splitSentences(spoken).map(sentence => ({ ...about, text: sentence }))
    if (text.parts.every(part => part.kind === 'words')) fixed.set(text, sentences)
    return sentences
  }

  #tells(text: Text, scope: Scope, extra: ExtraValues): boolean {
    return placeholdersOf(text).some(({ path }) =>
      Object.hasOwn(extra, path) ? extra[path]?.tells === true : tellsOfContact(this.#options.scenario, scope, path),
    )
  }

  /** A text for the clinic's own people, in their language; a sentence that speaks a value which is not there, or which its voice cannot read, is left out. */
  summarise(key: TextKey, scope: Scope, data: Readonly<Record<string, unknown>>): string {
    const { staffLanguage } = this.#options.scenario
    const text = this.#choose(key, staffLanguage)
    if (!text) return ''
    const sentences = splitSentences(tidy(this.#join(text.parts, scope, data, {}, { language: staffLanguage, missing: MISSING })))
    const isTold = (sentence: string): boolean =>
      !sentence.includes(MISSING) && !(isLatin(staffLanguage) && CYRILLIC.test(sentence))
    return sentences.filter(isTold).join(' ')
  }

  /** As `speak`, in one string: for messages. */
  write(key: TextKey, scope: Scope, data: Readonly<Record<string, unknown>>): string {
    return this.speak(key, scope, data)
      .map(sentence => sentence.text)
      .join(' ')
  }

  /** One value in words, in its type's own form. */
  format(value: unknown, type: DataType): string {
    const { scenario, speaking } = this.#options
    return speaking.format(value, type, undefined, this.#state.language, { now: this.#state.now, zone: scenario.clinic.zone })
  }

  #choose(key: TextKey, language: Language): Text | undefined {
    const { scenario, id } = this.#options
    const variants = scenario.texts[language]?.[key] ?? scenario.texts[scenario.speaks]?.[key]
    if (!variants || variants.length < 2) return variants?.[0]
    const last = this.#state.variants[key]
    let at = hash(`${id} ${key} ${last ?? ''}`) % variants.length
    if (at === last) at = (at + 1) % variants.length
    this.#state.variants[key] = at
    return variants[at]
  }

  #join(
    parts: readonly TextPart[],
    scope: Scope,
    data: Readonly<Record<string, unknown>>,
    extra: ExtraValues,
    mouth: Pick<Mouth, 'language' | 'missing'> = this.#state,
  ): string {
    const { scenario, speaking } = this.#options
    const { now } = this.#state
    const { language, missing } = mouth
    const own = (path: string): ExtraValues[string] | undefined => (Object.hasOwn(extra, path) ? extra[path] : undefined)
    return speakParts(parts, {
      language,
      ...(missing === undefined ? {} : { missing }),
      valueOf: path => {
        const given = own(path)
        return given ? given.value : (this.#findFact(path, language) ?? valueAt(data, path))
      },
      say: (value, path, format, type) =>
        speaking.format(value, type ?? own(path)?.type ?? typeOfPath(scenario, scope, path), format, language, {
          now,
          zone: scenario.clinic.zone,
        }),
    })
  }

  /** A fact of the clinic in the words of the language that is spoken. */
  #findFact(path: string, language: Language): string | undefined {
    if (!path.startsWith('clinic.')) return undefined
    return this.#options.scenario.clinicIn[language]?.[path.slice('clinic.'.length)]
  }
}

/** Reads `appointment.at` from data; undefined where something on the way is missing. */
export function valueAt(data: Readonly<Record<string, unknown>>, path: string): unknown {
  if (!path.includes('.')) return data[path]
  let value: unknown = data
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<string, unknown>)[part]
  }
  return value
}

/** FNV-1a, 32 bits: the same variant on every replay. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value ^= text.charCodeAt(index)
    value = Math.imul(value, 0x01000193)
  }
  return value >>> 0
}
