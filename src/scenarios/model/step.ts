import type { Fields } from './data-type.ts'
import type { Exit } from './exit.ts'

/** A value handed to a service or block: the path of a datum, or a literal (numbers, booleans, `{ text: … }`). */
export type ValueExpr =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }

/** One line of text in its variants, in the base language, exactly as written. */
export type TextSource = readonly string[]

/** One rung of a ladder of the policy: optionally say something, then what to do with the question. The last rung is an exit. */
export interface Rung {
  readonly say?: TextSource
  readonly then: 'repeat' | 'rephrase' | 'keys' | 'listen' | Exit
}

interface StepBase {
  readonly name: string
  /** Path of the step's node in its file, for findings: `['steps', 'visit']`. */
  readonly path: readonly (string | number)[]
  /** Line of its name in its file, from 1 on: for coverage and the journal. */
  readonly line: number
  /** Overrides of what works anytime: another exit, or `mute`. */
  readonly anytime: Readonly<Record<string, Exit | 'mute'>>
}

/** A question, and where the call goes after each answer. */
export interface AskStep extends StepBase {
  readonly verb: 'ask'
  readonly text: TextSource
  /** Short form for re-asking; absent: the question itself. */
  readonly again?: TextSource
  readonly rephrase?: TextSource
  /** Spoken by the ladder's `keys` rung: "1 – przełożyć, 2 – odwołać". */
  readonly offerKeys?: TextSource
  readonly readBack?: TextSource
  readonly answers: Readonly<Record<string, Exit>>
  readonly keys: Readonly<Record<string, string>>
  readonly chooseFrom?: string
  /** Path of the person whom the question asks for by name. */
  readonly asksFor?: string
  readonly listenFor: Fields
  readonly keep?: string
  readonly confirm: 'always' | 'never' | 'when unsure'
  readonly optional: boolean
  readonly letFinish: boolean
  /** A recording pauses here, or does not; absent: by what is spoken. */
  readonly notRecorded?: boolean
  readonly then?: Exit
  /** Exits for the step's own ends of ladders; absent: the policy's. */
  readonly silent?: Exit
  readonly notUnderstood?: Exit
  readonly offList?: Exit
  /** Silence time in ms; absent: the policy's. */
  readonly silenceAfterMs?: number
  /** Words of the base language that people say here, by meaning. */
  readonly words: Readonly<Record<string, readonly string[]>>
}
/** A statement. */
export interface SayStep extends StepBase {
  readonly verb: 'say'
  readonly text: TextSource
  readonly letFinish: boolean
  /** A recording pauses here, or does not; absent: by what is spoken. */
  readonly notRecorded?: boolean
  readonly then: Exit
}
/** A service of the clinic, and where the call goes after each of its results. */
export interface DoStep extends StepBase {
  readonly verb: 'do'
  readonly service: string
  readonly with: Readonly<Record<string, ValueExpr>>
  /** A name (the whole result) or names of results to keep: mine → the service's. */
  readonly keep: string | Readonly<Record<string, string>> | undefined
  readonly filler?: TextSource
  readonly done: Exit
  /** Named results of the contract other than done. */
  readonly instead: Readonly<Record<string, Exit>>
  readonly slow?: { readonly afterMs: number; readonly go: Exit }
  readonly failed: Exit
}
/** A block used as a step. */
export interface UseStep extends StepBase {
  readonly verb: 'use'
  readonly block: string
  readonly with: Readonly<Record<string, ValueExpr>>
  /** Mine → the block's. */
  readonly keep: Readonly<Record<string, string>>
  readonly then: Readonly<Record<string, Exit>>
}
/** A transfer to a person. */
export interface TransferStep extends StepBase {
  readonly verb: 'transfer'
  /** Name of a line or group in `lines.yaml`. */
  readonly to: string
  readonly say?: TextSource
  readonly summary?: TextSource
  readonly done: Exit
  /** The talk is over because the other side hung up. */
  readonly agentHungUp?: Exit
  readonly busy?: Exit
  readonly noAnswer?: Exit
  /** Those who answered did not take the call. */
  readonly refused?: Exit
  readonly queueTimeout?: Exit
  /** Who waited in a queue asked to be called back. */
  readonly callback?: Exit
  /** The caller hung up before being connected. */
  readonly gaveUp?: Exit
  readonly closed?: Exit
  readonly failed: Exit
}
/** Silence for a while. */
export interface PauseStep extends StepBase {
  readonly verb: 'pause'
  readonly ms: number
  readonly then: Exit
}
/** An SMS or e-mail. */
export interface SendStep extends StepBase {
  readonly verb: 'send'
  readonly channel: 'sms' | 'email'
  readonly to: ValueExpr
  readonly text: TextSource
  readonly then: Exit
  readonly failed?: Exit
}
/** A choice by named conditions; nothing is spoken. */
export interface DecideStep extends StepBase {
  readonly verb: 'decide'
  readonly cases: readonly { readonly when: string; readonly go: Exit }[]
  readonly else: Exit
}
/** One authored step; it has exactly one verb. */
export type Step = AskStep | SayStep | DoStep | UseStep | TransferStep | PauseStep | SendStep | DecideStep
