import type { StateJson } from './machine-json.ts'
import type { Fields, DataType } from '../model/data-type.ts'
import type { ClinicFacts, Language, ServiceContract } from '../model/documents.ts'
import type { ValueExpr } from '../model/step.ts'
import type { Text } from '../texts/text.ts'

/** Path of a node in the machine below `steps`, joined by dots: `visit`, `identity.hello`, `anytime.who_is_it`, `answered_by.voicemail`. */
export type NodePath = string
/** Key of a text: document name, colon, step, and part: `blocks/identity:hello`, `appointment-confirmation:visit.again`, `policies/clinic:silence.2`. */
export type TextKey = string
/** Data scope: '' is the scenario's own, else the path of the block's compound node. */
export type Scope = string

/** Plain JSON of an XState 5 machine: what `createMachine` takes, with guards, actions and actors by name. */
export type MachineJson = { readonly id: string } & StateJson & Readonly<Record<string, unknown>>

/** A condition compiled to a predicate over data. `now` is in epoch ms. Missing data makes it false, never throws. */
export interface CompiledCondition {
  readonly name: string
  readonly source: string
  test(data: Readonly<Record<string, unknown>>, now: number): boolean
}

/** A rung with its text's key; a rung that leaves the step has `then: 'leave'` and the machine knows whither. */
export interface CompiledRung {
  readonly say?: TextKey
  readonly then: 'repeat' | 'rephrase' | 'keys' | 'listen' | 'leave'
}

interface NodeBase {
  readonly path: NodePath
  /** The author's name of the step. */
  readonly step: string
  readonly scope: Scope
  /** Document that the step was written in. */
  readonly document: string
  /** For coverage and the journal. `line` starts at 1. */
  readonly source: { readonly file: string; readonly line: number }
  /** A step of the scenario or a block that ends in `back`: what it interrupts waits for it, as for a step of `anytime`. */
  readonly isAside?: true
  /** What works anytime here, with what it does that needs no state of its own. `go`: the machine has a transition for event `anytime.NAME`. */
  readonly anytime: Readonly<Record<string, 'go' | 'stay' | 'repeat' | 'slower' | 'back'>>
}
/** A question, with all that its actor needs to speak, listen and climb the ladders. */
export interface AskNode extends NodeBase {
  readonly kind: 'ask'
  readonly prompt: TextKey
  readonly again?: TextKey
  readonly rephrase?: TextKey
  readonly offerKeys?: TextKey
  readonly readBack: TextKey
  /** Every meaning that answers this step; `stay` answers go on listening. */
  readonly answers: Readonly<Record<string, 'go' | 'stay'>>
  /** A yes leads to where a visit is cancelled. */
  readonly yesCancels?: true
  readonly keys: Readonly<Record<string, string>>
  readonly chooseFrom?: string
  /** Path of the person whom the question asks for. */
  readonly asksFor?: string
  readonly listenFor: Fields
  /** Type of what `keep` keeps. */
  readonly keep?: { readonly name: string; readonly type: DataType }
  readonly confirm: 'always' | 'never' | 'when unsure'
  readonly optional: boolean
  readonly letFinish: boolean
  /** What is said here does not belong in a recording. */
  readonly isUnrecorded?: true
  readonly silence: readonly CompiledRung[]
  readonly notUnderstood: readonly CompiledRung[]
  readonly offList: readonly CompiledRung[]
  readonly silenceAfterMs: number
}
/** A statement. */
export interface SayNode extends NodeBase {
  readonly kind: 'say'
  readonly prompt: TextKey
  readonly letFinish: boolean
  /** What is said here does not belong in a recording. */
  readonly isUnrecorded?: true
}
/** A call of one of the clinic's services. */
export interface DoNode extends NodeBase {
  readonly kind: 'do'
  readonly service: string
  readonly with: Readonly<Record<string, ValueExpr>>
  readonly keep: Readonly<Record<string, string>>
  readonly filler?: TextKey
  readonly slowAfterMs?: number
  /** Outcomes that the step handles: `done`, `empty`, `slow`, `failed`, and the contract's results. */
  readonly results: readonly string[]
}
/** A block: a compound state with a data scope of its own, named by its path. */
export interface UseNode extends NodeBase {
  readonly kind: 'use'
  readonly block: string
  readonly takes: Readonly<Record<string, ValueExpr>>
  /** Mine → the block's. */
  readonly keep: Readonly<Record<string, string>>
  readonly results: readonly string[]
}
/** Handing the call to a line of the clinic. */
export interface TransferNode extends NodeBase {
  readonly kind: 'transfer'
  readonly to: string
  readonly say?: TextKey
  readonly summary?: TextKey
  /** What a caller in a queue hears, and how a call back is offered there. */
  readonly waiting?: TextKey
  readonly offerCallback?: TextKey
  readonly results: readonly string[]
}
/** Waiting, in ms. */
export interface PauseNode extends NodeBase {
  readonly kind: 'pause'
  readonly ms: number
}
/** A message by SMS or e-mail. */
export interface SendNode extends NodeBase {
  readonly kind: 'send'
  readonly channel: 'sms' | 'email'
  readonly to: ValueExpr
  readonly text: TextKey
}
/** A fork by conditions; no actor runs. */
export interface DecideNode extends NodeBase {
  readonly kind: 'decide'
  readonly conditions: readonly string[]
}
/** One step as a call sees it. */
export type CompiledNode = AskNode | SayNode | DoNode | UseNode | TransferNode | PauseNode | SendNode | DecideNode

/** Everything that a call needs of a scenario: plain data but for conditions. Immutable; shared by all its calls. */
export interface CompiledScenario {
  readonly name: string
  readonly title: string
  readonly file: string
  readonly speaks: Language
  /** In which the clinic's own people are told of a call. */
  readonly staffLanguage: Language
  readonly languages: readonly Language[]
  readonly gets: Fields
  /** `lines`: where each outcome stands in the file. */
  readonly gives: { readonly outcomes: readonly string[]; readonly fields: Fields; readonly lines?: readonly number[] }
  readonly clinic: ClinicFacts
  /** The facts that a language says in its own words. */
  readonly clinicIn: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>>
  readonly machine: MachineJson
  /** Types of all data that a scope can hold: what is got or taken, what its steps keep, `clinic` and `caller`. */
  readonly fields: Readonly<Record<Scope, Fields>>
  readonly nodes: Readonly<Record<NodePath, CompiledNode>>
  /** Languages → key → variants. Every language of the scenario has every key. */
  readonly texts: Readonly<Partial<Record<Language, Readonly<Record<TextKey, readonly Text[]>>>>>
  /** By the name of the guard in the machine. */
  readonly conditions: Readonly<Record<string, CompiledCondition>>
  readonly lexicon: Readonly<Partial<Record<Language, Readonly<Record<string, readonly string[]>>>>>
  /** What is heard on a telephone and means nothing that the lexicon knows. */
  readonly outside: Readonly<Partial<Record<Language, readonly string[]>>>
  /** Language → node path → meaning → words of that step. */
  readonly words: Readonly<Partial<Record<Language, Readonly<Record<NodePath, Readonly<Record<string, readonly string[]>>>>>>>
  readonly services: Readonly<Record<string, ServiceContract>>
  readonly absolute: readonly string[]
  readonly confirmBelow: number
  /** What is said when the line to the telephone broke and something is owed. */
  readonly interrupted?: TextKey
  readonly limits: { readonly failures: number; readonly minutes: number }
  readonly answeredBy: readonly string[]
}
