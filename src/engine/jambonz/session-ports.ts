import type { Clock, Telephone, TelephoneEvent } from '../call/ports.ts'
import type { WaitingRoom } from '../call/waiting-room.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Keeping } from './keeper.ts'
import type { InboundLine, Lines } from './lines.ts'
import type { JambonzLink } from './link.ts'
import type { Log } from './log.ts'
import type { MessageReading } from './read-message.ts'
import type { Voices } from './voices.ts'

/** Somebody of whom is spoken in the same call, once the conversation before has ended well. */
export interface NextContact {
  /** Our id of their attempt. */
  readonly attempt: string
  readonly language: string
  readonly contact: unknown
  /** It is about the person of the call itself. */
  readonly isSamePerson: boolean
}

/** What an outbound call was created with (`tag` of createCall). */
export interface CallTag {
  readonly scenario: string
  readonly language?: string
  /** Our id of the attempt, if a campaign or `trucada call` made the call. */
  readonly attempt?: string
  /** Data of the person called; to be checked by `readContact`. */
  readonly contact: unknown
  readonly next?: readonly NextContact[]
}

/** A call that asks to be held. */
export interface SessionInfo {
  /** jambonz's call_sid. */
  readonly callId: string
  readonly direction: 'inbound' | 'outbound'
  /** Numbers as the server reports them, with or without `+`; absent when withheld. Personal data. */
  readonly from?: string
  readonly to?: string
  /** Inbound: the line that was dialled, if `lines.yaml` knows it, and whether it is open now; `scenario` is the one for this hour. */
  readonly line?: InboundLine & { readonly isOpen: boolean }
  /** Outbound: present when the call carries a tag that names a scenario. */
  readonly tag?: CallTag
}

/** A call that is held: the `Call` of src/engine/call is one. */
export interface OpenedCall {
  start(): void
  receive(event: TelephoneEvent): void
  /** The call as plain data, from which `resume` makes it again in another process. Absent: it cannot be kept. */
  keep?(): unknown
  /** Another process has taken the call over: it says and writes nothing any more. */
  leave?(): void
}

/** A call that is not held. `refuse` says why, without personal data (whoever refuses logs it); `say`, if given, is spoken before the line is dropped. */
export interface Refusal {
  readonly refuse: string
  readonly say?: { readonly language: Language; readonly text: string }
}

/** What a session is made of. */
export interface SessionOptions {
  readonly link: JambonzLink
  readonly clock: Clock
  readonly voices: Voices
  readonly lines: Lines
  readonly log?: Log
  /** Where callers who wait in a queue are known to those who take them out; absent: nobody does here. */
  readonly room?: WaitingRoom
  /** Whether jambonz's detector of answering machines listens to calls that go out; absent: it does. */
  readonly detects?: boolean
  /**
   * Decides about a call, at once. The telephone may be used from `start` on. `keep`: keeps the call as it is, before something is done that must
   * not be done twice; false: another process has it now.
   */
  open(info: SessionInfo, telephone: Telephone, keep: () => Promise<boolean>): OpenedCall | Refusal
  /** Where calls outlive this process. Absent: they do not. */
  readonly keeping?: Keeping
  /**
   * Goes on with a call that another process began. `kept`: what its `keep` gave; undefined: nothing is known of it. Absent: such a call is
   * hung up.
   */
  resume?(info: SessionInfo, telephone: Telephone, keep: () => Promise<boolean>, kept: unknown): OpenedCall | Refusal
}

/** One call as jambonz sees it. */
export interface JambonzSession {
  /** A frame, parsed from JSON and otherwise unchecked. Never throws. */
  receive(frame: unknown): void
  /** The same for a frame that was checked already. */
  hear(reading: MessageReading): void
  /** The socket closed: 1000 when the call is over; any other code, or none, in the middle of it: then jambonz comes back. */
  closed(code?: number): void
  /** This process ends: the call is left to another, where it is kept. */
  leave(): void
  /** Says, now and then, that the call is still held here. */
  hold(): void
  /** The call is over: nothing will be sent or reported any more. */
  isOver(): boolean
}
