import type { Fields } from './data-type.ts'
import type { Exit } from './exit.ts'
import type { Rung, Step, TextSource } from './step.ts'

/** Languages of callers. */
export const LANGUAGES = ['pl', 'ru', 'uk', 'ca', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

interface DocumentBase {
  /** File the document was read from, relative to the workspace, e.g. `appointment-confirmation/scenario.yaml`. */
  readonly file: string
  readonly title?: string
  readonly conditions: Readonly<Record<string, string>>
  /**
   * Parts that could not be read wholly, with their findings already made: steps by name (they may be absent from `steps`),
   * `anytime.operator`, keys of the document with a dot before (`.gives`). Rules about what is missing or unused ask for them.
   */
  readonly broken?: ReadonlySet<string>
  /** In the author's order; the first is where the document begins. */
  readonly steps: ReadonlyMap<string, Step>
}
/** A scenario: the script of one kind of call. */
export interface ScenarioDocument extends DocumentBase {
  readonly kind: 'scenario'
  readonly name: string
  readonly policy: string
  readonly speaks: Language
  readonly also: readonly Language[]
  readonly gets: Fields
  /** `outcome` lists the endings, `lines` where each stands; the rest is data that the result carries when the call kept data of that name. */
  readonly gives: { readonly outcomes: readonly string[]; readonly fields: Fields; readonly lines?: readonly number[] }
  /** Where the call ends when the caller hangs up; absent: the engine's `hung_up`. */
  readonly hungUp?: Exit
  readonly anytime: Readonly<Record<string, Exit | 'mute'>>
}
/** A dialogue that several scenarios share. */
export interface BlockDocument extends DocumentBase {
  readonly kind: 'block'
  /** `blocks/identity` */
  readonly name: string
  readonly speaks: Language
  readonly takes: Fields
  /** Result → data that it hands over (names of the block's own data). */
  readonly gives: Readonly<Record<string, Fields>>
}
/** What a clinic says of itself, by name: words, or numbers to compare with. */
export type ClinicFacts = Readonly<Record<string, string | number>> & { readonly name: string; readonly zone: string }

/** What is the same in every call of a clinic. */
export interface PolicyDocument extends DocumentBase {
  readonly kind: 'policy'
  readonly name: string
  readonly speaks: Language
  /** Facts that every text may speak as `{clinic.…}`. */
  readonly clinic: ClinicFacts
  readonly silence: readonly Rung[]
  readonly notUnderstood: readonly Rung[]
  readonly offList: readonly Rung[]
  readonly silenceAfterMs: number
  /** Under this confidence (0..1) a value is read back. */
  readonly confirmBelow: number
  readonly readBack: TextSource
  /** Said when the line broke and something is owed; absent: nothing. */
  readonly interrupted?: TextSource
  /** Said to who waits in a queue, and how a call back is offered there. */
  readonly waiting?: TextSource
  readonly offerCallback?: TextSource
  readonly limits: { readonly failures: number; readonly minutes: number; readonly go: Exit }
  /** Globals that beat a step's own answer. */
  readonly absolute: readonly string[]
  /** Mini-steps, or an exit alone (`repeat: repeat`). */
  readonly anytime: ReadonlyMap<string, Step | Exit>
  readonly answeredBy: ReadonlyMap<string, Step | Exit>
}
/** `uk.yaml` beside a scenario, block or policy. Text keys are as in `TextKey` without the document's name. */
export interface LanguageDocument {
  readonly kind: 'language'
  readonly file: string
  readonly language: Language
  /** Document that it belongs to: `appointment-confirmation`, `blocks/identity`, `policies/clinic`. */
  readonly of: string
  readonly texts: Readonly<Record<string, TextSource>>
  /** Text key → hash of the base text that was translated. */
  readonly sources: Readonly<Record<string, string>>
  /** Step → meaning → words. */
  readonly words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  /** Of a policy: the clinic's facts as this language says them. */
  readonly clinic: Readonly<Record<string, string>>
  /** Keys that could not be read wholly, with a dot before: `.texts`. */
  readonly broken?: ReadonlySet<string>
}
/** How people say each meaning in one language. */
export interface LexiconDocument {
  readonly kind: 'lexicon'
  readonly file: string
  readonly language: Language
  readonly meanings: Readonly<Record<string, readonly string[]>>
  /** What is heard on a telephone and means none of them. */
  readonly outside: readonly string[]
  /** Keys that could not be read wholly, with a dot before: `.meanings`. */
  readonly broken?: ReadonlySet<string>
}
/** The typed contract of a service of the clinic (`services/free_times.yaml`). */
export interface ServiceContract {
  readonly kind: 'service'
  readonly file: string
  readonly name: string
  readonly about: string
  readonly takes: Fields
  /** What `done` hands over. One field named `result` when the contract gives a single type. */
  readonly gives: Fields
  /** Named results other than `done`, e.g. `taken`. */
  readonly results: readonly string[]
  readonly sideEffects: boolean
  readonly idempotent: boolean
  /** The call needs no answer: it goes on once the request is kept. */
  readonly mayWait?: true
  /** What it gives is about nobody, and whoever answers may hear it. */
  readonly isPublic?: true
  /** Keys that could not be read wholly, with a dot before: `.gives`. */
  readonly broken?: ReadonlySet<string>
}
