import type { CompiledScenario, NodePath, Scope, TextKey } from '../../scenarios/compile/compiled.ts'
import type { DataType, PersonValue } from '../../scenarios/model/data-type.ts'
import type { Language } from '../../scenarios/model/documents.ts'

/** One hypothesis of the recogniser; confidence 0..1 when it gave one. */
export interface Hypothesis {
  readonly text: string
  readonly confidence?: number
}

/** What a step can use: asked of the understanding for each utterance. */
export interface HearingContext {
  readonly scenario: CompiledScenario
  readonly language: Language
  readonly node: NodePath
  /** Meanings that answer the step (own), and what works anytime now. */
  readonly own: readonly string[]
  readonly anytime: readonly string[]
  /** A yes here calls a visit off: only a plain one will do. */
  readonly yesCancels?: true
  /** Values that the step listens for, by name. */
  readonly expect: Readonly<Record<string, DataType>>
  /** Options to choose from, as data (moments, texts, persons…), when the step offers a list. */
  readonly options?: { readonly values: readonly unknown[]; readonly type: DataType }
  /** The person whom the step asks for by name. */
  readonly person?: PersonValue
  readonly now: number
  /** IANA zone of the clinic. */
  readonly zone: string
  /** Texts that the robot said last, where what is heard may answer them. Their keys: as they were spoken they hold the contact's data. */
  readonly question?: readonly TextKey[]
  /** All that the call knows, by scope: who is expected, and what must not leave this machine. */
  readonly data?: Readonly<Record<Scope, Readonly<Record<string, unknown>>>>
}

/** A value found in an utterance. `name` is set when it fills an expected value. */
export interface HeardValue {
  readonly name?: string
  /** `date`, `time`, `moment`, `part`, `number`, `person`, `phone`, `address`, `choice`, `text`, `option` (value = index from 0) … */
  readonly kind: string
  readonly value: unknown
  readonly confidence: number
  readonly start: number
  readonly end: number
  /** The caller denied it: "nie czwartek". */
  readonly denied?: boolean
}

/** What words tell of whoever answers: a machine, somebody who fetches the person, a child, somebody else, somebody who comes to the telephone. */
export type HeardWho =
  | 'voicemail'
  | 'network'
  | 'screening'
  | 'menu'
  | 'fax'
  | 'handing_over'
  | 'child'
  | 'another_person'
  | 'picking_up'

/** Meanings in the order they were said; several when the caller said several things ("tak, ale kto mówi?"). */
export interface Heard {
  readonly text: string
  readonly meanings: readonly {
    readonly meaning: string
    readonly confidence: number
    readonly start: number
    readonly end: number
    readonly because: string
  }[]
  readonly values: readonly HeardValue[]
  /** Only noise or a backchannel ("mhm", "yyy"), nothing meant. */
  readonly noise: boolean
  /** Who speaks, where the words tell that it is not simply the person called. `because`: the words. */
  readonly who?: { readonly kind: HeardWho; readonly because: string }
  /** Another language of the scenario that the caller spoke, when sure. */
  readonly language?: Language
  /** A language model was asked, or would have been; for the record. */
  readonly model?: ModelUse
}

/** What became of asking a language model. */
const MODEL_OUTCOMES = [
  /** One of the meanings on offer. */
  'answered',
  /** None of them. */
  'none',
  /** The opposite of what the words themselves say: it is asked again. */
  'contradicted',
  /** Something that is none of the meanings on offer. */
  'malformed',
  'timeout',
  'failed',
  /** The provider said that it was too much. */
  'over_quota',
  /** Not asked: the day's limit is reached. */
  'limit',
  /** Not asked: it has failed several times in a row. */
  'paused',
] as const

/** One use of a language model, without personal data. */
export interface ModelUse {
  readonly model: string
  readonly ms: number
  readonly tokensIn: number
  readonly tokensOut: number
  /** The answer to the same words was known, or on its way. */
  readonly cached: boolean
  readonly outcome: (typeof MODEL_OUTCOMES)[number]
  readonly meaning?: string
}

/** Understands one utterance. May be asynchronous; must not throw for any text. */
export interface Understanding {
  /** Learns what the scenario's languages need, so that no call waits for it; absent: there is nothing to learn. */
  prepare?(scenario: CompiledScenario): Promise<void>
  hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard | Promise<Heard>
}
