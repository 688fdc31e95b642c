import * as z from 'zod'
import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import { readShape } from '../../scenarios/model/read-shape.ts'
import { createReading, type Reading } from '../../scenarios/model/reading.ts'
import { strictShape } from '../../scenarios/model/strict.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { Recognizer, Synthesizer } from './protocol.ts'
import { findFault } from './verb-specifications.ts'

/** How a language is spoken more slowly: by SSML's rate, by options of the voice's vendor, or not at all. */
export type SlowPace =
  | { readonly kind: 'rate'; readonly rate: string }
  | { readonly kind: 'options'; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'none' }

/** How a language is heard and spoken. */
export interface Voice {
  readonly recognizer: Recognizer
  readonly synthesizer: Synthesizer
  readonly slow: SlowPace
}

/** The voices of a workspace. Every language has one: what the file leaves out is the jambonz application's default. */
export interface Voices {
  voiceOf(language: Language): Voice
}

/** The base of verbs that run where no config went before, so that each names its voice. */
export const NO_VOICE: Voice = { recognizer: { vendor: 'default' }, synthesizer: { vendor: 'default' }, slow: { kind: 'none' } }

/** BCP 47 tags that speech vendors know the languages by. */
const TAGS: Readonly<Record<Language, string>> = { pl: 'pl-PL', ru: 'ru-RU', uk: 'uk-UA', ca: 'ca-ES', en: 'en-GB' }
const SLOW_RATE: SlowPace = { kind: 'rate', rate: '80%' }
/** Of the 24 KiB of a frame; the rest is for texts and hints. */
const MOST_BYTES = 4096

const partShape = z.looseObject({ vendor: z.string().min(1).default('default') })
const voiceShape = strictShape({
  recognizer: partShape.optional(),
  synthesizer: partShape.optional(),
  slow: z
    .union([
      z.literal('none'),
      z.strictObject({ rate: z.string().regex(/^\d{2,3}%$/) }),
      z.strictObject({ options: z.record(z.string(), z.unknown()) }),
    ])
    .optional(),
})
const voicesShape = strictShape({ voices: z.partialRecord(z.enum(LANGUAGES), voiceShape) })

/**
 * Reads `voices.yaml`: `voices: { pl: { recognizer: { vendor, … }, synthesizer: { vendor, voice, … }, slow: { rate: 80% } } }`. Recognizer
 * and synthesizer are jambonz's own objects (docs.jambonz.org), checked by its own rules; `language` may be left out. A part with a fault
 * is left out of the voices, so the default of the application speaks.
 */
export function readVoices(
  text: string,
  file = 'voices.yaml',
): { readonly voices: Voices; readonly findings: readonly Finding[] } {
  const { source, data, findings } = parseSource(file, text)
  if (data === undefined) return { voices: createVoices({}), findings }
  const reading = createReading(source)
  const shaped = readShape(reading, voicesShape, data, [], 'the file of voices').data
  const voices: Partial<Record<Language, Voice>> = {}
  for (const language of LANGUAGES) {
    const written = shaped?.voices?.[language]
    if (written !== undefined) voices[language] = readVoice(reading, language, written)
  }
  return { voices: createVoices(voices), findings: [...findings, ...reading.findings] }
}

/** Voices by language; a language without one gets the application's default. */
export function createVoices(voices: Readonly<Partial<Record<Language, Voice>>>): Voices {
  const all = Object.fromEntries(LANGUAGES.map(language => [language, voices[language] ?? makeDefaultVoice(language)])) as Record<
    Language,
    Voice
  >
  return { voiceOf: language => all[language] }
}

function makeDefaultVoice(language: Language): Voice {
  const part = { vendor: 'default', language: TAGS[language] }
  return { recognizer: part, synthesizer: part, slow: SLOW_RATE }
}

function readVoice(reading: Reading, language: Language, written: z.infer<typeof voiceShape>): Voice {
  const part = { vendor: 'default', language: TAGS[language] }
  const take = (name: 'recognizer' | 'synthesizer'): Recognizer & Synthesizer => {
    const path = ['voices', language, name]
    const value = { ...part, ...written[name] }
    const fault =
      findFault(name, value) ?? (JSON.stringify(value).length > MOST_BYTES ? `longer than ${MOST_BYTES} characters` : undefined)
    if (fault !== undefined) {
      reading.report('shape/wrong-kind', path, 'value', {
        what: `"${name}"`,
        expected: `a ${name} of jambonz`,
        found: `what it refuses: ${fault}`,
        advice: undefined,
      })
      return part
    }
    if (name === 'synthesizer' && value.vendor !== 'default' && !('voice' in value)) {
      reading.report('shape/missing-key', path, 'key', {
        key: 'voice',
        where: '"synthesizer"',
        example: 'voice: the name that the vendor gives it',
      })
      return part
    }
    return value
  }
  return {
    recognizer: take('recognizer'),
    synthesizer: take('synthesizer'),
    slow: readSlow(written.slow),
  }
}

function readSlow(written: z.infer<typeof voiceShape>['slow']): SlowPace {
  if (written === undefined) return SLOW_RATE
  if (written === 'none') return { kind: 'none' }
  return 'rate' in written ? { kind: 'rate', rate: written.rate } : { kind: 'options', options: written.options }
}
