import type { Clock } from '../../engine/call/ports.ts'
import type { CallInfo, DialTarget, Recognizer, SpeechResult, Synthesizer, Verb } from '../../engine/jambonz/protocol.ts'
import type { Playback } from './playback.ts'
import type { SoundTrack } from './sounds.ts'
import type { Wire } from './wire.ts'

/** What a telephone does that is rung, or whoever takes callers out of a queue. */
export const AGENT_RESULTS = [
  /** Answers, takes the call by its key where one is asked for, and talks. */
  'bridged',
  'busy',
  'no_answer',
  'failed',
  /** Answers and presses nothing. */
  'refused',
  /** Answers and presses a key that does not take the call. */
  'wrong_key',
  /** Answers and hangs up while being told what it is about. */
  'hangs_up',
] as const
/** What somebody who is called does, and how long it takes. */
export interface DialScript {
  readonly result: (typeof AGENT_RESULTS)[number]
  /** Until they answer or refuse; in a queue: until the caller is taken out. */
  readonly afterMs?: number
  /** Callers who wait before this one when it comes into a queue. */
  readonly ahead?: number
  /** How long the two talk before the other side hangs up. */
  readonly talkMs?: number
}

/** Whom a call is handed to. */
export type Called =
  | DialTarget
  | { readonly type: 'queue'; readonly name: string }
  | { readonly type: 'refer'; readonly to: string }

/** A recogniser that listens to the caller. */
export interface Recogniser {
  /** What was said before this is not heard. Epoch ms. */
  readonly since: number
  /** Language that it was told to expect. */
  readonly language: string | undefined
  hear(result: SpeechResult): void
}

/** A verb that runs. */
export interface RunningVerb {
  /** Ends it without a result. Calls the verb's `done` at once or, when it waits for an ack, later. */
  kill(): void
  /** A key of the caller. False: nobody listens for keys. */
  press?(digit: string): boolean
  /** The prompt that it plays, if it plays one. */
  playback?(): Playback | undefined
  /** True while it listens for keys itself, and what listens behind does not. */
  hearsKeys?(): boolean
  /** True while the caller's words or keys reach it. */
  isListening?(): boolean
  /** Its recogniser fails: no hook comes, only an error. False: it has none. */
  failRecogniser?(): boolean
  /** Its ears are stopped; it does not notice. */
  deafen?(): void
}

/** What the verbs share: one call on the feature server. */
export interface Exchange {
  readonly clock: Clock
  readonly track: SoundTrack
  readonly wire: Wire
  readonly recognisers: Set<Recogniser>
  readonly settings: {
    notifyEvents: boolean
    synthesizer: Synthesizer | undefined
    recognizer: Recognizer | undefined
    /** Where the detector of answering machines reports. */
    detectorHook: string | undefined
  }
  /** Hangs up when the application is idle for too long. */
  readonly guard: { start(): void; stop(): void }
  /** Runs something from outside (timer, caller, frame), then delivers what it produced. */
  enter(run: () => void): void
  /** Call info as every hook carries it. */
  info(): CallInfo
  /** `verb:status`, if the application asked for it. */
  notify(status: {
    readonly event: string
    readonly id?: string | undefined
    readonly verb?: string
    readonly name?: string
  }): void
  /** `jambonz:error` for what is the world's fault and not the application's. */
  tellFailure(failure: { readonly msg: string; readonly verb: string; readonly id?: string | undefined }): void
  /** Whether the voice fails at the prompt that begins now. */
  takeVoiceFailure(): boolean
  /** Stops the ears of whatever listens; false when the call is over. */
  deafen(): boolean
  /** `jambonz:error`. */
  report(error: {
    readonly msg: string
    readonly details?: string
    readonly verb?: string
    readonly id?: string | undefined
  }): void
  /** Replaces the stack; true when the verbs were valid and ran. */
  replace(verbs: readonly Verb[]): boolean
  /** What happens when a telephone is rung, a queue entered, or the network asked to connect. */
  dialled(called: Called): DialScript
}
