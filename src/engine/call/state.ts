import type { Language } from '../../scenarios/model/documents.ts'
import type { NodePath, TextKey } from '../../scenarios/compile/compiled.ts'
import type { Listener } from './listener.ts'
import type { Heard, Hypothesis, PromptForm, ServiceAnswer, SpokenSentence } from './ports.ts'

/** How often one step failed in a row, by ladder. Kept over digressions, reset by an answer. */
export interface FailureCounts {
  silence: number
  not_understood: number
  off_list: number
  /** Noise and empty finals, of which the first is free. */
  noise: number
}

/** The turn that the telephone is in, or was in last. */
export interface TurnState {
  readonly id: string
  readonly node: NodePath
  readonly form: PromptForm
  readonly sentences: readonly SpokenSentence[]
  /** When speech that answers this turn can have begun at the earliest, epoch ms. */
  readonly since: number
  /** Estimated length of the whole prompt, ms. */
  readonly lengthMs: number
  /** Ids of the turns that this one goes on from: their speech is this one's. */
  readonly goesOnFrom: readonly string[]
  startedAt: number | undefined
  /** Time of the prompt that was played, ms; the whole once it was played out. */
  heardMs: number
  /** Time that the prompt really took, ms, once it was played out: voices are faster and slower than is reckoned with. */
  playedMs: number | undefined
  partialAt: number | undefined
  /** When the utterance that ended the turn began. */
  answeredAt: number | undefined
  /** How the turn ended, once it did. */
  ended: 'silence' | 'speech' | 'keys' | 'failed' | undefined
}

/** A step that a digression interrupted, waiting for `back`. */
export interface Interrupted {
  readonly node: NodePath
  /** What the caller had answered in the same breath; applied on return instead of asking again. */
  readonly answer: Heard | undefined
}

/** A value that a question kept, so that a correction can reopen it. */
export interface KeptValue {
  readonly node: NodePath
  readonly kinds: readonly string[]
}

/** What one running or finished service call knows; keyed by its idempotency key. */
export interface ServiceState {
  readonly node: NodePath
  answer: ServiceAnswer | undefined
  failure: string | undefined
  /** The process that called it has ended, and took the answer along. */
  isLost?: true
}

/** What an utterance or keys answer a question with. */
export interface Answer {
  /** Absent when the step listens for values only. */
  readonly meaning: string | undefined
  readonly values?: Readonly<Record<string, unknown>>
  /** Whether every value that the step needs is there. */
  readonly complete: boolean
  readonly confidence: number
  readonly because: string
  /** The value in words, for the read-back. */
  readonly spoken: string
  readonly kinds: readonly string[]
  /** The value is only the caller's words: anything said would be one. */
  readonly isText: boolean
  /** The meaning that was said, when the answer is one. */
  readonly said: Heard['meanings'][number] | undefined
}

/** What an `ask` remembers of one visit, over digressions. */
export interface AskMemory {
  values: Record<string, unknown>
  /** A value waits for the caller's yes. */
  readBack: Answer | undefined
  rejections: number
  /** Keys that came before the question, and are perhaps the beginning of its answer. */
  keysBefore?: string
  /** It was asked which of several was meant: once is enough. */
  askedWhich?: boolean
  /** A yes came before the question could be heard. */
  cameTooEarly?: boolean
}

/** All that a call remembers beside its machine's context. Plain JSON but for nothing: it can be saved with the machine's snapshot. */
export interface CallState {
  language: Language
  pace: 'normal' | 'slow'
  /** When the call began, epoch ms. */
  readonly began: number
  now: number
  turns: number
  turn: TurnState | undefined
  /** The turn before, to which late speech belongs. */
  previous: TurnState | undefined
  /** What `repeat` says again. */
  lastPrompt: readonly SpokenSentence[]
  readonly failures: Record<NodePath, FailureCounts>
  /** All failures of the call, against the policy's limit. */
  failureTotal: number
  readonly visits: Record<NodePath, number>
  readonly asks: Record<NodePath, AskMemory>
  readonly variants: Record<TextKey, number>
  readonly services: Record<string, ServiceState>
  interrupted: Interrupted[]
  kept: KeptValue[]
  /** Words with values that no step has used yet ("tak, ale wolę czwartek"). */
  saidEarlier: readonly Hypothesis[] | undefined
  /** What the caller said last, oldest first: for whoever takes the call over. */
  said: { readonly node: NodePath; readonly text: string }[]
  /** The recording of the call; its own time stands still while it pauses. */
  recording: { readonly id: string; readonly since: number; pausedMs: number; pausedAt: number | undefined } | undefined
  keysAhead: string
  answered: boolean
  /** When the caller's last words or keys came, until the robot speaks. */
  saidAt: number | undefined
  /** How often the recogniser has failed since it last understood anything. */
  speechFailures: number
  /** The voice has failed for good, and nothing was heard of it since. */
  isVoiceDead?: boolean
  /** Words or keys have come. */
  heardAnything: boolean
  listener: Listener
  /** Answers that were taken, and how many there were when the identity was confirmed. */
  answers: number
  identifiedAfter: number | undefined
  /** Who was taken for the person was a machine that gave the name. */
  mistaken: boolean
  /** The telephone is on its way to somebody else. */
  handedOver: boolean
  /** A voicemail has answered: its greeting is waited out, or the message is being said, for the second time or not. `isDetected`: no word has told so. */
  voicemail: { readonly isWaiting: boolean; readonly isRepeated: boolean; readonly isDetected?: true } | undefined
  hungUp: boolean
  /** The line broke, and nobody has apologised yet. */
  owesApology: boolean
}

/** The state in which a call begins. */
export function beginState(language: Language, now: number): CallState {
  return {
    language,
    pace: 'normal',
    began: now,
    now,
    turns: 0,
    turn: undefined,
    previous: undefined,
    lastPrompt: [],
    failures: {},
    failureTotal: 0,
    visits: {},
    asks: {},
    variants: {},
    services: {},
    interrupted: [],
    kept: [],
    saidEarlier: undefined,
    said: [],
    recording: undefined,
    keysAhead: '',
    answered: false,
    saidAt: undefined,
    speechFailures: 0,
    heardAnything: false,
    listener: 'unverified',
    answers: 0,
    identifiedAfter: undefined,
    mistaken: false,
    handedOver: false,
    voicemail: undefined,
    hungUp: false,
    owesApology: false,
  }
}

/**
 * The state of a call that was kept, as a copy. Nobody will answer the services that it was waiting for. The clock of another machine may
 * be ahead: what began by that has begun by `now`.
 */
export function restoreState(kept: CallState, now: number): CallState {
  const state = JSON.parse(JSON.stringify(kept)) as CallState
  if (state.turn) state.turn = { ...state.turn, since: Math.min(state.turn.since, now - 1) }
  for (const service of Object.values(state.services)) {
    if (!service.answer && service.failure === undefined) service.isLost = true
  }
  return state
}
