import type { RecordingMode, TransferLine } from '../../engine/jambonz/index.ts'
import type { Stayed } from '../../scenarios/contact/index.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { SourceFile } from '../../scenarios/source/source-file.ts'
import { AGENT_RESULTS, type DialScript } from '../telephone/exchange.ts'

/** Words as the author wrote them: the same in every language, or by language. */
export type Words = string | Readonly<Partial<Record<Language, string>>>

/** Something that the caller says, with what the recogniser does to it. */
export interface Saying {
  /** What it must be understood as; absent: not checked. */
  readonly meaning?: string
  /** Absent: a phrase of the meaning is taken from the lexicon. */
  readonly words?: Words
  readonly confidence?: number
  /** Language that the recogniser claims to have heard. */
  readonly language?: Language
  /** The final comes so much later than usual. */
  readonly lateMs?: number
  readonly finalTwiceMs?: number
  readonly partialOnly?: boolean
  readonly partials?: boolean
}

/** What the caller does, or what the bot must say. `afterMs`: how long the caller waits first. */
export type CallAction =
  | { readonly kind: 'bot'; readonly node: string; readonly form?: string; readonly contains?: string }
  | { readonly kind: 'says'; readonly saying: Saying; readonly afterMs?: number }
  | { readonly kind: 'keys'; readonly digits: string; readonly afterMs?: number }
  | { readonly kind: 'silent'; readonly ms: number | 'to the end' }
  | { readonly kind: 'noise'; readonly text?: string; readonly afterMs?: number }
  | { readonly kind: 'mumbles'; readonly afterMs?: number }
  | { readonly kind: 'hangs_up'; readonly afterMs?: number }
  | { readonly kind: 'answered_by'; readonly by: string; readonly afterMs?: number }
  | { readonly kind: 'drops_socket' | 'speech_fails'; readonly afterMs?: number }
  /** The next prompt finds no voice; `isForGood`: nor does any after it. */
  | { readonly kind: 'voice_fails'; readonly isForGood: boolean; readonly afterMs?: number }
  /** Another process goes on with the call. For `deafMs` jambonz has not noticed, and what it sends is lost. */
  | { readonly kind: 'restarts'; readonly deafMs: number; readonly afterMs?: number }
  | { readonly kind: 'interrupts'; readonly at: Moment; readonly with: CallerAction }
/** What the caller can do into a prompt. */
export type CallerAction = Extract<CallAction, { kind: 'says' | 'keys' | 'noise' | 'mumbles' | 'hangs_up' }>
/** When in a prompt: a share of it, 0..1, or ms from its beginning. */
export type Moment = { readonly share: number } | { readonly ms: number }

/** One line of `call:` with its line in the file. */
export type CallStep = CallAction & { readonly line: number }

/** How a service answers once. Nothing but `takesMs`: as the clinic in memory does, later. */
export interface ServiceScript {
  readonly gives?: unknown
  readonly result?: string
  readonly fails: boolean
  readonly takesMs: number
}

/** What must hold when the call is over. */
export interface Checks {
  readonly outcome?: string
  /** As authors write data, or that by language; compared with what the call gave. */
  readonly values?: Readonly<Record<string, unknown>>
  /** Services that may not have been called. */
  readonly never: readonly string[]
  /** Exactly these services were called, in this order. */
  readonly services?: readonly string[]
  readonly longestSilenceMs?: number
  /** Each is part of a message that was sent. */
  readonly sent: readonly Words[]
  /** Each is part of what those who were to take the call were told. */
  readonly told: readonly Words[]
  /** How each transfer ended, in order. */
  readonly transfers?: readonly string[]
  /** Each is part of something that was said and recorded; */
  readonly recorded: readonly string[]
  /** and these are part of nothing that was. */
  readonly neverRecorded: readonly string[]
  /** Words that the bot never said. */
  readonly heardNever: readonly Words[]
}

/** Generated variations of a call. */
export const SWEEPS = ['globals', 'silence', 'not_understood', 'off_list', 'answers', 'keys', 'results'] as const
export type Sweep = (typeof SWEEPS)[number]

/** How a line answers: what each telephone does that is rung, or whoever takes callers out of its queue. */
export const LINE_RESULTS = AGENT_RESULTS
export type LineResult = (typeof LINE_RESULTS)[number]
/** One answer of a line, and how long it takes. */
export type LineScript = DialScript

/** A simulation as read from its file. */
export interface Simulation {
  readonly file: string
  readonly source: SourceFile
  readonly name: string
  readonly scenario: string
  /** `base`: the scenario's own language. */
  readonly languages: 'all' | 'base' | readonly Language[]
  /** Local time at the clinic at which the call begins, ISO without a zone. */
  readonly today: string
  readonly direction: 'inbound' | 'outbound'
  /** As written; held against the scenario's `gets` when it runs. */
  readonly contact: unknown
  readonly callerPhone?: string
  /** It is a further conversation of a call: the one before was with this person, or with somebody else. */
  readonly callerStayed?: Stayed
  /** `always`: the answer that comes each time. */
  readonly services: Readonly<Record<string, { readonly answers: readonly ServiceScript[]; readonly always: boolean }>>
  /** Transfers of lines.yaml that are others in this call. */
  readonly transfers: readonly TransferLine[]
  /** Whether the call is recorded, whatever lines.yaml says. */
  readonly record?: RecordingMode
  readonly lines: Readonly<Record<string, readonly LineScript[]>>
  readonly call: readonly CallStep[]
  readonly check: Checks
  readonly sweep: readonly Sweep[]
}
