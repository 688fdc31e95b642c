import type { Clock, Telephone, TelephoneEvent } from '../call/ports.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { InboundLine, Lines } from './lines.ts'
import type { Log } from './log.ts'
import type { ToJambonz } from './protocol.ts'
import type { MessageReading } from './read-message.ts'
import type { Voices } from './voices.ts'

/** What an outbound call was created with (`tag` of createCall). */
export interface CallTag {
  readonly scenario: string
  readonly language?: string
  /** Our id of the attempt, if a campaign or `trucada call` made the call. */
  readonly attempt?: string
  /** Data of the person called; to be checked by `readContact`. */
  readonly contact: unknown
}

/** A call that asks to be held. */
export interface SessionInfo {
  /** jambonz's call_sid. */
  readonly callId: string
  readonly direction: 'inbound' | 'outbound'
  /** Numbers as the server reports them, with or without `+`; absent when withheld. Personal data. */
  readonly from?: string
  readonly to?: string
  /** Inbound: the line that was dialled, if `lines.yaml` knows it, and whether it is open now. */
  readonly line?: InboundLine & { readonly isOpen: boolean }
  /** Outbound: present when the call carries a tag that names a scenario. */
  readonly tag?: CallTag
}

/** A call that is held: the `Call` of src/engine/call is one. */
export interface OpenedCall {
  start(): void
  receive(event: TelephoneEvent): void
}

/** A call that is not held. `refuse` says why, without personal data (whoever refuses logs it); `say`, if given, is spoken before the line is dropped. */
export interface Refusal {
  readonly refuse: string
  readonly say?: { readonly language: Language; readonly text: string }
}

/** The way to jambonz. Messages are sent in order; one sent while the socket is down is lost. */
export interface JambonzLink {
  send(message: ToJambonz): void
  /** Frees the link once the call is over. */
  close(): void
}

/** What a session is made of. */
export interface SessionOptions {
  readonly link: JambonzLink
  readonly clock: Clock
  readonly voices: Voices
  readonly lines: Lines
  readonly log?: Log
  /** Decides about a call, at once. The telephone may be used from `start` on. */
  open(info: SessionInfo, telephone: Telephone): OpenedCall | Refusal
}

/** One call as jambonz sees it. */
export interface JambonzSession {
  /** A frame, parsed from JSON and otherwise unchecked. Never throws. */
  receive(frame: unknown): void
  /** The same for a frame that was checked already. */
  hear(reading: MessageReading): void
  /** The socket closed: 1000 when the call is over; any other code, or none, in the middle of it: then jambonz comes back. */
  closed(code?: number): void
  /** The call is over: nothing will be sent or reported any more. */
  isOver(): boolean
}
