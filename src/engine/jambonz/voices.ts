import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import type { Recognizer, Synthesizer } from './protocol.ts'

/** How fast a language is spoken: by SSML's rate, by options of the voice's vendor, or as the voice does it. */
export type Pace =
  | { readonly kind: 'rate'; readonly rate: string }
  | { readonly kind: 'options'; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'none' }

/** How a language is heard and spoken. */
export interface Voice {
  readonly recognizer: Recognizer
  readonly synthesizer: Synthesizer
  /** Usual speed, and for "slower, please". */
  readonly normal: Pace
  readonly slow: Pace
  /** The address (`https://…`) of a file in which a sentence was spoken before. `written`: as it would stand in a say, SSML too. Must be quick. */
  findPrompt?(sentence: string, written: string): string | undefined
}

/** The voices of a workspace. Every language has one: what the file leaves out is the jambonz application's default. */
export interface Voices {
  voiceOf(language: Language): Voice
  /** The voices of a scenario's calls: the same, except where the file says otherwise for it. */
  ofScenario(name: string): Voices
}

/** Some languages' voices; the others have the default. */
export type SomeVoices = Readonly<Partial<Record<Language, Voice>>>

/** Speaks with the application's default where no config came before. */
export const NO_VOICE: Voice = {
  recognizer: { vendor: 'default' },
  synthesizer: { vendor: 'default' },
  normal: { kind: 'none' },
  slow: { kind: 'none' },
}

/** BCP 47 tags that speech vendors know the languages by. */
export const TAGS: Readonly<Record<Language, string>> = { pl: 'pl-PL', ru: 'ru-RU', uk: 'uk-UA', ca: 'ca-ES', en: 'en-GB' }
/** Of a voice's usual speed. */
export const SLOW_RATE: Pace = { kind: 'rate', rate: '80%' }

/** Voices by language, and by scenario where one has others; a language without one gets the application's default. */
export function createVoices(voices: SomeVoices, scenarios: ReadonlyMap<string, SomeVoices> = new Map()): Voices {
  const all = Object.fromEntries(LANGUAGES.map(language => [language, voices[language] ?? makeDefaultVoice(language)])) as Record<
    Language,
    Voice
  >
  const made = new Map<string, Voices>()
  for (const [name, own] of scenarios) made.set(name, createVoices({ ...voices, ...own }))
  const created: Voices = { voiceOf: language => all[language], ofScenario: name => made.get(name) ?? created }
  return created
}

/** The same voices, each changed; made once a language. */
export function mapVoices(voices: Voices, change: (voice: Voice, language: Language) => Voice): Voices {
  const changed = new Map<Language, Voice>()
  const scenarios = new Map<string, Voices>()
  return {
    voiceOf(language) {
      let voice = changed.get(language)
      if (voice === undefined) changed.set(language, (voice = change(voices.voiceOf(language), language)))
      return voice
    },
    ofScenario(name) {
      let own = scenarios.get(name)
      if (own === undefined) scenarios.set(name, (own = mapVoices(voices.ofScenario(name), change)))
      return own
    },
  }
}

function makeDefaultVoice(language: Language): Voice {
  const part = { vendor: 'default', language: TAGS[language] }
  return { recognizer: part, synthesizer: part, normal: { kind: 'none' }, slow: SLOW_RATE }
}

/** The voice that speaks when one has failed: the spare that it names, unless that has failed too; else the application's default. */
export function makeSpare(voice: Voice, hasFailedOver: boolean): Voice | undefined {
  const { vendor, language, fallbackVendor, fallbackLabel, fallbackLanguage, fallbackVoice } = voice.synthesizer
  const tongue = fallbackLanguage ?? language
  if (fallbackVendor !== undefined && fallbackVendor !== 'default' && !hasFailedOver) {
    const spare = {
      vendor: fallbackVendor,
      ...(fallbackLabel === undefined ? {} : { label: fallbackLabel }),
      ...(tongue === undefined ? {} : { language: tongue }),
      ...(fallbackVoice === undefined ? {} : { voice: fallbackVoice }),
    }
    return { ...voice, synthesizer: spare, normal: { kind: 'none' } }
  }
  if (vendor === 'default') return undefined
  return {
    ...voice,
    synthesizer: { vendor: 'default', ...(language === undefined ? {} : { language }) },
    normal: { kind: 'none' },
  }
}
