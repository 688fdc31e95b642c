import type { Clock } from '../../engine/call/ports.ts'
import type { CallInfo, Dial, Recognizer, SpeechResult, Synthesizer, Verb } from '../../engine/jambonz/protocol.ts'
import type { Playback } from './playback.ts'
import type { SoundTrack } from './sounds.ts'
import type { Wire } from './wire.ts'

/** What the caller or somebody dialled does next: result of a dialled leg, and how long it takes. */
export interface DialScript {
  readonly result: 'bridged' | 'busy' | 'no_answer' | 'failed'
  /** Until the other side answers or refuses. */
  readonly afterMs?: number
  /** How long the two talk before the other side hangs up. */
  readonly talkMs?: number
}

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
  /** True while the caller's words or keys reach it. */
  isListening?(): boolean
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
  /** `jambonz:error`. */
  report(error: {
    readonly msg: string
    readonly details?: string
    readonly verb?: string
    readonly id?: string | undefined
  }): void
  /** Replaces the stack; true when the verbs were valid and ran. */
  replace(verbs: readonly Verb[]): boolean
  /** What happens when these targets are dialled. */
  dialled(dial: Dial): DialScript
}
