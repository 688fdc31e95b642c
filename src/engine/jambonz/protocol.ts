import type { Dequeue, Enqueue, Leave, Pause, Play } from './queue-verbs.ts'

/**
 * The frames of jambonz's WebSocket protocol (subprotocol `ws.jambonz.org`), as feature server 0.9.8 speaks it, and only the parts
 * that Trucada uses. Shared by the adapter and by the virtual telephone. Names are the wire's own, therefore snake_case.
 * Source: https://docs.jambonz.org/reference/websocket-events and the feature server's lib/utils/ws-requestor.js, lib/session/call-info.js.
 */

/** Subprotocol that both sides name in the handshake. */
export const SUBPROTOCOL = 'ws.jambonz.org'
/** A frame to jambonz of this many bytes or more is lost together with the socket (close 1009). */
export const MAX_FRAME_BYTES = 24 * 1024
/** Of a prompt's file: the sentence that it speaks, by encodeURIComponent. jambonz does not look at it; our own telephones do. */
export const SENTENCE_HEADER = 'x-trucada-sentence'
/** jambonz waits this long for an ack. */
export const ACK_DEADLINE_MS = 5000

/** Call states of `call:status` and of call info. */
export const CALL_STATUSES = [
  'trying',
  'ringing',
  'early-media',
  'in-progress',
  'completed',
  'failed',
  'busy',
  'no-answer',
  'queued',
] as const
export type CallStatus = (typeof CALL_STATUSES)[number]

// ---------------------------------------------------------------- jambonz -> app

/** What every message says of its call. All optional: sockets of redirected and child calls leave parts out. */
export interface CallInfo {
  readonly call_sid?: string
  readonly account_sid?: string
  readonly parent_call_sid?: string
  readonly direction?: 'inbound' | 'outbound'
  /** Raw users of the SIP addresses, with or without `+`. */
  readonly from?: string
  readonly to?: string
  readonly call_status?: CallStatus
  readonly sip_status?: number
  readonly sip_reason?: string
  readonly call_termination_by?: 'caller' | 'jambonz'
  /** Seconds. */
  readonly duration?: number
  /** The `tag` of createCall or of the tag verb; keys are not snake_cased. */
  readonly customerData?: unknown
}

/** Labels of the credentials that an application is set to, of which a verb that has a recognizer or synthesizer of its own names none by itself. */
export interface DefaultLabels {
  readonly label?: string
  /** Of inbound calls only. */
  readonly fallback_label?: string
}

/** Data of `session:new`, `session:reconnect`, `session:redirect`, `session:adulting`. */
export interface SessionData extends CallInfo {
  readonly call_sid: string
  readonly direction: 'inbound' | 'outbound'
  /** The INVITE; inbound only. Never logged. */
  readonly sip?: Readonly<Record<string, unknown>>
  /** Labels of the application's speech credentials; `default` vendors need them named in every verb. */
  readonly defaults?: { readonly synthesizer?: DefaultLabels; readonly recognizer?: DefaultLabels }
  readonly env_vars?: Readonly<Record<string, unknown>>
}

/** One guess of a recogniser; confidence 0..1, missing with some vendors. */
export interface Alternative {
  readonly transcript: string
  readonly confidence?: number
}
/** What the recogniser made of an utterance, partial or final. */
export interface SpeechResult {
  readonly language_code?: string
  readonly is_final: boolean
  readonly alternatives: readonly Alternative[]
}

/** Results in a `verb:hook`; which are there depends on the verb. */
export interface HookData extends Pick<CallInfo, 'call_sid'> {
  /** `id` of the verb that the hook belongs to. */
  readonly verb_id?: string
  /** gather: `speechDetected`, `dtmfDetected`, `timeout`, `error`, `stt-low-confidence`. */
  readonly reason?: string
  readonly details?: string
  readonly speech?: SpeechResult
  /** gather: keys pressed, without finishOnKey. */
  readonly digits?: string
  /** dial: `completed` when it was bridged, else `busy`, `failed`, `no-answer`, `ringing`… */
  readonly dial_call_status?: string
  readonly dial_sip_status?: number
  /** enqueue, after it: `bridged`, `leave`, `hangup` (also when a key ended the waiting), `error`. */
  readonly queue_result?: string
  /** enqueue, its waitHook: seconds waited, and the place in the queue from 0. */
  readonly queue_time?: number
  readonly queue_position?: number
  /** dequeue: `complete`, `timeout`, `hangup`. */
  readonly dequeue_result?: string
  /** sip:refer: the network's answer to it, and what became of the call that it made. */
  readonly refer_status?: number
  readonly final_referred_call_status?: number
  /** answering machine detection: `amd_human_detected`… */
  readonly type?: string
}

interface Envelope<T extends string, D> {
  readonly type: T
  readonly call_sid?: string
  readonly data: D
}
interface AskingEnvelope<T extends string, D> extends Envelope<T, D> {
  /** Names the request; its ack carries the same. */
  readonly msgid: string
  readonly hook?: string
}

/** Messages that open, or open again, a call on a socket. All are to be acked. */
export type SessionMessage = AskingEnvelope<
  'session:new' | 'session:reconnect' | 'session:redirect' | 'session:adulting',
  SessionData
>
/** A verb's result; to be acked. */
export type VerbHook = AskingEnvelope<'verb:hook', HookData>
/** A dialled leg of a transfer answered and asks what to do first; `call_sid` is the leg's. To be acked. */
export type DialConfirm = AskingEnvelope<'dial:confirm', CallInfo>
/** The call's state; not to be acked. */
export type CallStatusMessage = Envelope<'call:status', CallInfo & { readonly call_status: CallStatus }>
/**
 * Only after `config.notifyEvents`; not to be acked. A say reports `start-playback` once, then `stop-playback` after each of its texts.
 * When it is killed, `kill-playback` (before it a `stop-playback` if none was reported yet); an ending gather kills its say, also one
 * that was played out. A nested say names itself by its own `id`, not by the gather's.
 */
export type VerbStatus = Envelope<
  'verb:status',
  {
    /** `starting`, `finished`, `start-playback`, `stop-playback`, `kill-playback`, `speech-bargein-detected`, `dtmf-bargein-detected`… */
    readonly event: string
    readonly id?: string
    readonly verb?: string
    readonly name?: string
  }
>
/** Something went wrong on jambonz's side; not to be acked. */
export type JambonzError = Envelope<
  'jambonz:error',
  {
    readonly msg: string
    readonly details?: string
    readonly failover?: string
    readonly verb?: string
    readonly id?: string
  }
>

/** Every message that comes from jambonz. */
export type FromJambonz = SessionMessage | VerbHook | DialConfirm | CallStatusMessage | VerbStatus | JambonzError

// ---------------------------------------------------------------- app -> jambonz

/** Answers a message that asks for it, by its msgid. */
export interface Ack {
  readonly type: 'ack'
  readonly msgid: string
  /** Verbs that replace those left; absent: go on with what is left. */
  readonly data?: readonly Verb[]
}
/** Replaces all that jambonz is doing by these verbs, at once. */
export interface RedirectCommand {
  readonly type: 'command'
  readonly command: 'redirect'
  /** `false` kills the running verb; `true` appends. */
  readonly queueCommand: boolean
  readonly callSid?: string
  readonly data: readonly Verb[]
}
/** Ends the call from outside; `completed` for an answered one. */
export interface CallStatusCommand {
  readonly type: 'command'
  readonly command: 'call:status'
  readonly callSid?: string
  readonly data: { readonly call_status: 'completed' | 'no-answer' }
}
/** Changes settings of the call without touching what it does. */
export interface ConfigCommand {
  readonly type: 'command'
  readonly command: 'config'
  readonly callSid?: string
  readonly data: Omit<Config, 'verb'>
}
/** Every message that goes to jambonz. */
export type ToJambonz = Ack | RedirectCommand | CallStatusCommand | ConfigCommand

// ---------------------------------------------------------------- verbs

/** How it is spoken: docs.jambonz.org, "synthesizer". */
export interface Synthesizer {
  /** `default` takes the account's. */
  readonly vendor: string
  readonly label?: string
  readonly language?: string
  readonly voice?: string | Readonly<Record<string, unknown>>
  readonly engine?: 'standard' | 'neural' | 'generative' | 'long-form'
  readonly gender?: 'MALE' | 'FEMALE' | 'NEUTRAL'
  readonly options?: Readonly<Record<string, unknown>>
  readonly fallbackVendor?: string
  readonly fallbackLabel?: string
  readonly fallbackLanguage?: string
  readonly fallbackVoice?: string
}
/** A word or phrase that the recogniser should expect. */
export type Hint = string | { readonly phrase: string; readonly boost?: number }
export interface Recognizer {
  readonly vendor: string
  readonly label?: string
  readonly language?: string
  readonly hints?: readonly Hint[]
  readonly hintsBoost?: number
  readonly altLanguages?: readonly string[]
  readonly fallbackVendor?: string
  readonly fallbackLabel?: string
  readonly fallbackLanguage?: string
  /** Vendor's own: `googleOptions`, `azureOptions`, `deepgramOptions`, `model`, `punctuation`… */
  readonly [option: string]: unknown
}
/** What is spoken, and by which voice. */
export interface SayBody {
  /** Names the playback's `verb:status`. */
  readonly id?: string
  /** Spoken in order; a text that begins with `<speak>` is SSML. */
  readonly text: string | readonly string[]
  readonly synthesizer?: Synthesizer
}
/** Answers an inbound call. */
export interface Answer {
  readonly verb: 'answer'
}
/** Detection of answering machines; each event is a `verb:hook` of `actionHook` with a `type`. */
export interface Amd {
  readonly actionHook: string
  readonly recognizer?: Recognizer
}
/** Settings of the call from here on. */
export interface Config {
  readonly verb: 'config'
  readonly amd?: Amd
  readonly synthesizer?: Synthesizer
  readonly recognizer?: Recognizer
  readonly notifyEvents?: boolean
  /** Hangs up by itself when nothing is to be done for so many seconds, also when the app is gone. */
  readonly actionHookDelayAction?: { readonly enabled: boolean; readonly noResponseGiveUpTimeout?: number }
  /** Listens in the background; each final is a `verb:hook` of `transcriptionHook`. */
  readonly transcribe?: { readonly enable: boolean; readonly transcriptionHook?: string; readonly recognizer?: Recognizer }
  /** Records the call, from here on or no longer. */
  readonly record?: {
    readonly action: 'startCallRecording' | 'stopCallRecording' | 'pauseCallRecording' | 'resumeCallRecording'
    readonly type: 'cloud' | 'siprec'
    readonly recordingID: string
    readonly siprecServerURL?: string
  }
  /** Streams the call in the background: the first frame has the metadata, then come both sides. */
  readonly listen?: {
    readonly enable: boolean
    readonly url?: string
    readonly mixType?: 'mono' | 'stereo' | 'mixed'
    readonly metadata?: Readonly<Record<string, unknown>>
  }
  /** A gather in the background; what it hears kills the running verb before its hook is called. */
  readonly bargeIn?: {
    readonly enable: boolean
    readonly input?: readonly ('speech' | 'digits')[]
    readonly numDigits?: number
    readonly actionHook?: string
  }
}
/** Speaks. */
export interface Say extends SayBody {
  readonly verb: 'say'
}
/** Speaks, then listens for words and keys. */
export interface Gather {
  readonly verb: 'gather'
  /** Comes back as `verb_id`. */
  readonly id: string
  readonly input: readonly ('speech' | 'digits')[]
  readonly actionHook: string
  readonly partialResultHook?: string
  /** Seconds after the prompt; 0: for ever. */
  readonly timeout: number
  readonly say?: SayBody
  readonly listenDuringPrompt?: boolean
  /** A partial of `minBargeinWordCount` words stops the prompt. */
  readonly bargein?: boolean
  readonly minBargeinWordCount?: number
  readonly dtmfBargein?: boolean
  readonly numDigits?: number
  /** Without it `interDigitTimeout` does nothing and keys typed before the timeout are lost. */
  readonly minDigits?: number
  readonly maxDigits?: number
  readonly finishOnKey?: string
  /** Seconds. */
  readonly interDigitTimeout?: number
  readonly recognizer?: Recognizer
}
/** Who is dialled. */
export type DialTarget =
  | { readonly type: 'phone'; readonly number: string; readonly trunk?: string }
  | { readonly type: 'sip'; readonly sipUri: string }
  | { readonly type: 'user'; readonly name: string }
/** Dials somebody and connects them with the caller. */
export interface Dial {
  readonly verb: 'dial'
  readonly id: string
  readonly target: readonly DialTarget[]
  readonly actionHook: string
  readonly answerOnBridge?: boolean
  readonly anchorMedia?: boolean
  /** What the caller hears until they are connected: a file, or a tone of the media server. Absent: nothing. */
  readonly dialMusic?: string
  /** Asked (`dial:confirm`) when the other side has answered; the ack's verbs run there before the two are connected. */
  readonly confirmHook?: string
  readonly callerId?: string
  /** Seconds of ringing. */
  readonly timeout?: number
}
/** Asks the caller's network to connect them elsewhere. */
export interface SipRefer {
  readonly verb: 'sip:refer'
  readonly id: string
  readonly referTo: string
  readonly actionHook: string
  readonly eventHook?: string
}
/** Skipped by jambonz while the call is not answered: then `sip:decline`. */
export interface Hangup {
  readonly verb: 'hangup'
  readonly id?: string
}
/** Refuses a call that was not answered. */
export interface SipDecline {
  readonly verb: 'sip:decline'
  readonly status: number
  readonly reason?: string
}
/** Replaces the call's `customerData`. */
export interface Tag {
  readonly verb: 'tag'
  readonly data: Readonly<Record<string, unknown>>
}
export type { Dequeue, Enqueue, Leave, Pause, Play }
/** Every verb that is sent. */
export type Verb =
  | Answer
  | Config
  | Say
  | Gather
  | Dial
  | Enqueue
  | Dequeue
  | Leave
  | SipRefer
  | Hangup
  | Play
  | Pause
  | SipDecline
  | Tag
