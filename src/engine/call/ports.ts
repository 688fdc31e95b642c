import type { Language, ServiceContract } from '../../scenarios/model/documents.ts'
import type { DataType } from '../../scenarios/model/data-type.ts'
import type { NodePath, TextKey } from '../../scenarios/compile/compiled.ts'
import type { Listener } from './listener.ts'
import type { PromptEvent } from './prompt-event.ts'
import type { ValueFormat } from '../../scenarios/texts/text.ts'
import type { TransferResult } from './handover.ts'
import type { Hypothesis, ModelUse } from './hearing.ts'

export type {
  Heard,
  HeardValue,
  HeardWho,
  HearingContext,
  Hypothesis,
  ModelUse,
  Understanding,
} from './hearing.ts'

/** Time as the call sees it; virtual in simulations. All times are epoch ms. */
export interface Clock {
  now(): number
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

// ---------------------------------------------------------------- telephone

/** A piece of a prompt: one sentence, with the text that it came from. */
export interface SpokenSentence {
  readonly key: TextKey
  readonly text: string
  /** It tells of the contact what only that person may hear. */
  readonly tells?: true
}

/** How one turn listens. */
export interface Listening {
  /** Silence, in ms after the prompt was played out, before `silence` is reported. */
  readonly silenceMs: number
  /**
   * What stops the prompt: `partial` the first recognised word (questions), `final` only a whole utterance (statements;
   * the call resumes the prompt if it was only "mhm"), `never` nothing (`let_finish`; what was said is reported when the prompt is out).
   */
  readonly interrupt: 'partial' | 'final' | 'never'
  /** Words that the recogniser should expect. */
  readonly hints: readonly string[]
  readonly keys: { readonly max: number; readonly finishOn?: string; readonly betweenMs: number }
  /** False: only keys, for the recogniser has failed. */
  readonly speech?: false
}

/** Speak, then listen. A new turn replaces whatever the telephone was doing. */
export interface Turn {
  /** Unique in the call; every event of the turn carries it. */
  readonly id: string
  readonly language: Language
  readonly pace: 'normal' | 'slow'
  readonly say: readonly SpokenSentence[]
  readonly listen: Listening
  /** What is said in it does not belong in a recording of the call. */
  readonly isUnrecorded?: true
}

/** A person to connect the caller with; what is spoken before, and what the person is told. */
export interface TransferRequest {
  readonly id: string
  /** Name in `lines.yaml`; the adapter knows the number. */
  readonly to: string
  readonly say: readonly SpokenSentence[]
  readonly language: Language
  /** Who calls and why, for whoever answers: told before the two are connected, and then the call is to be taken by a key. */
  readonly summary?: string
  /** Language of the summary; absent: the caller's. */
  readonly staffLanguage?: Language
  /** The caller's last words, in the language of the call. */
  readonly said?: string
}

/** What a caller who waits in a queue hears next; empty: only that the line is alive. */
export interface WaitingTurn {
  /** The transfer that waits. */
  readonly id: string
  readonly language: Language
  readonly say: readonly SpokenSentence[]
}

/** What the telephone does for a call. Declared here, implemented by jambonz and by whoever brings a transport of their own. */
export interface Telephone {
  turn(turn: Turn): void
  transfer(request: TransferRequest): void
  /** Answers a `waiting` event; absent: nobody ever waits in a queue. */
  wait?(turn: WaitingTurn): void
  hangUp(): void
}

/** What the telephone reports. `turn` is the id of the turn (or transfer) it belongs to. Delivered to `Call.receive`. */
export type TelephoneEvent =
  | PromptEvent
  | { readonly kind: 'partial'; readonly turn: string; readonly text: string }
  /** A final. `beganAt` is the best estimate of when the caller began to speak. The turn is over: nothing plays or listens now. */
  | {
      readonly kind: 'speech'
      readonly turn: string
      readonly hypotheses: readonly Hypothesis[]
      readonly beganAt: number
      readonly language?: string
    }
  /** Keys; the turn is over. */
  | { readonly kind: 'keys'; readonly turn: string; readonly digits: string; readonly at?: number }
  /** The prompt was played out and nothing came; the turn is over. */
  | { readonly kind: 'silence'; readonly turn: string }
  /** The recogniser failed; the turn is over. */
  | { readonly kind: 'speech_failed'; readonly turn: string; readonly reason: string }
  /** The voice failed, and so did what spoke in its place: of the prompt nothing more is heard. The telephone listens on; the turn is not over. */
  | { readonly kind: 'voice_failed'; readonly turn: string }
  /** `agentLeft`: the two were connected, and the caller is still there. `talkMs`: how long they were, where it is known. */
  | {
      readonly kind: 'transfer'
      readonly turn: string
      readonly result: TransferResult
      readonly agentLeft?: true
      readonly talkMs?: number
    }
  /** The caller waits in a queue; asks what they are told. `position` counts from 1; `mayCallBack`: a key asks for a call back now. */
  | { readonly kind: 'waiting'; readonly turn: string; readonly position: number; readonly mayCallBack: boolean }
  /**
   * The line to the telephone broke in this turn. `heard`: the prompt was played, and what the caller may have said or keyed after it is
   * lost; else the turn never began. What is owed is spoken again, after an apology.
   */
  | { readonly kind: 'interrupted'; readonly turn: string; readonly heard: boolean }
  /**
   * The recording of the call begins, pauses, goes on, or is refused by the caller. `path`: where jambonz's REST API gives it, below `/v1/`, once it is over; absent where
   * it is kept elsewhere under `id`.
   */
  | {
      readonly kind: 'recording'
      readonly state: 'started' | 'paused' | 'resumed' | 'refused'
      readonly id: string
      readonly path?: string
    }
  /**
   * Who answered, by the detector or the network: `human`, `voicemail`; of a voicemail's greeting `beep` (its tone was heard) and `stopped` (it is over); or any
   * other name of the policy's `answered_by`. Early, late, or changed.
   */
  | { readonly kind: 'answered_by'; readonly by: string }
  | { readonly kind: 'hangup'; readonly by: 'caller' | 'us' | 'network'; readonly reason?: string }
  /** Something that no rule knows; journalled and counted. */
  | { readonly kind: 'unknown'; readonly what: string }

// ---------------------------------------------------------------- speaking

/** Puts typed values into words of a language: no digits, signs or abbreviations reach the synthesiser. */
export interface Speaking {
  format(
    value: unknown,
    type: DataType,
    format: ValueFormat | undefined,
    language: Language,
    context: { readonly now: number; readonly zone: string },
  ): string
}

// ---------------------------------------------------------------- the clinic's services and messages

/** A service asked for by a step; `input` is as the contract takes it. */
export interface ServiceRequest {
  readonly contract: ServiceContract
  readonly input: Readonly<Record<string, unknown>>
  /** Unique per call, step and visit: the same key is the same deed. */
  readonly idempotencyKey: string
  readonly callId: string
}
/** A record in the clinic's own system as it stands there after a deed. */
export interface RecordVersion {
  /** `Appointment`, `Slot`, `Task` … in FHIR; the table's name in the embedded clinic. */
  readonly type: string
  readonly id: string
  /** As the system tells it: a number that rises, or an ETag. */
  readonly version?: string
}

/** `result` is `done` or one of the contract's results. */
export type ServiceAnswer = {
  readonly result: string
  readonly values: Readonly<Record<string, unknown>>
  /** What the service changed at the clinic: the journal leads to it, and no scenario sees it. */
  readonly record?: RecordVersion
}

/** What is known of a service that was called and whose answer was lost. */
export type ServiceFate = ServiceAnswer | 'not_done' | undefined

/** The clinic's services. Rejecting means failed; the reason must hold no personal data. */
export interface Services {
  call(request: ServiceRequest): ServiceAnswer | Promise<ServiceAnswer>
  /**
   * What came of an earlier call with this key, whose answer was lost with its process; `not_done`: it never came there, and can be called
   * now; undefined: that is not known. Does nothing itself. Absent: nothing of the kind can be known, and a service that is not idempotent
   * then counts as failed.
   */
  verify?(request: ServiceRequest): ServiceFate | Promise<ServiceFate>
}

/** A message to send, its text complete. The same idempotency key is the same message. */
export interface OutgoingMessage {
  readonly channel: 'sms' | 'email'
  readonly to: string
  readonly text: string
  readonly idempotencyKey: string
  readonly callId: string
}
/** Sends messages. Rejecting means that it was not sent. */
export interface Messages {
  send(message: OutgoingMessage): void | Promise<void>
}

// ---------------------------------------------------------------- journal

/** One line of the call's record; `at` is epoch ms. */
export type JournalEntry = { readonly at: number } & (
  | { readonly kind: 'began'; readonly scenario: string; readonly language: Language; readonly direction: 'inbound' | 'outbound' }
  /** Another process goes on with the call; `scenario` when it has another version of it, and hands the caller over. */
  | { readonly kind: 'resumed'; readonly scenario?: 'changed' }
  | { readonly kind: 'entered'; readonly node: NodePath; readonly visit: number }
  | {
      readonly kind: 'prompt'
      readonly turn: string
      readonly node: NodePath
      readonly form: PromptForm
      readonly key: TextKey
      readonly text: string
      /** Where in the recording, if there is one that does not pause here. */
      readonly recordedMs?: number
    }
  | { readonly kind: 'heard_prompt'; readonly turn: string; readonly state: 'finished' | 'cut'; readonly share: number }
  | {
      readonly kind: 'utterance'
      readonly turn: string
      readonly node: NodePath
      readonly text: string
      readonly confidence?: number
      readonly recordedMs?: number
    }
  | ({ readonly kind: 'model'; readonly node: NodePath } & ModelUse)
  | {
      readonly kind: 'keys'
      readonly turn: string
      readonly node: NodePath
      readonly digits: string
      readonly recordedMs?: number
    }
  | { readonly kind: 'silence'; readonly turn: string; readonly node: NodePath }
  | {
      readonly kind: 'decision'
      readonly node: NodePath
      readonly decision: string
      readonly because: string
      readonly confidence?: number
    }
  | { readonly kind: 'kept'; readonly node: NodePath; readonly name: string; readonly value: unknown }
  | {
      readonly kind: 'rung'
      readonly node: NodePath
      readonly ladder: 'silence' | 'not_understood' | 'off_list'
      readonly rung: number
    }
  | { readonly kind: 'anytime'; readonly node: NodePath; readonly name: string }
  /** The first word of a turn: `ms` after what the caller had said or keyed was over. */
  | { readonly kind: 'reply'; readonly turn: string; readonly ms: number }
  /** Who is taken to be on the telephone from here on. */
  | { readonly kind: 'listener'; readonly listener: Listener; readonly because: string }
  | {
      readonly kind: 'service'
      readonly node: NodePath
      readonly service: string
      readonly key: string
      /** `verified`: its answer was lost with a process, and is asked for again or looked up. */
      readonly state: 'called' | 'verified' | 'answered' | 'slow' | 'failed'
      readonly result?: string
      readonly input?: unknown
      readonly values?: unknown
      /** What it changed at the clinic. */
      readonly record?: RecordVersion
      readonly reason?: string
    }
  | {
      readonly kind: 'message'
      readonly node: NodePath
      readonly channel: string
      readonly to: string
      readonly text: string
      readonly state: 'sent' | 'failed'
    }
  | {
      readonly kind: 'transfer'
      readonly node: NodePath
      readonly to: string
      readonly result?: string
      readonly talkMs?: number
    }
  /** `id` names the recording, `path` where jambonz's REST API gives it, below `/v1/`. */
  | {
      readonly kind: 'recording'
      readonly state: 'started' | 'paused' | 'resumed' | 'refused'
      readonly id: string
      readonly path?: string
    }
  | { readonly kind: 'language'; readonly from: Language; readonly to: Language }
  | { readonly kind: 'ignored'; readonly event: string; readonly because: string }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'hangup'; readonly by: string }
  | { readonly kind: 'ended'; readonly result: CallResult }
)
/** Which form of a step's text was spoken. */
export type PromptForm =
  | 'full'
  | 'again'
  | 'repeat'
  | 'rephrase'
  | 'keys'
  | 'read_back'
  | 'which'
  | 'filler'
  | 'silence'
  | 'not_understood'
  | 'off_list'
  | 'rest'
  | 'sorry'
  | 'interrupted'
  | 'waiting'

/** What came of the call. `outcome` is an ending of the scenario, or `hung_up`, `hung_up_early`, `bot_fault`. */
export interface CallResult {
  readonly outcome: string
  /** Values of the scenario's `gives` that the call kept. */
  readonly values: Readonly<Record<string, unknown>>
}
