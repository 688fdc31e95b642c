import type { Clock, TelephoneEvent } from '../call/ports.ts'
import type { WaitingRoom } from '../call/waiting-room.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Lines } from './lines.ts'
import type { Log } from './log.ts'
import type { CallInfo, Config, DialConfirm, HookData, JambonzError, Verb, VerbHook, VerbStatus } from './protocol.ts'
import type { VerbSender } from './verb-sender.ts'
import type { Voice } from './voices.ts'

/** What the parts of one session share. */
export interface SessionHost {
  readonly clock: Clock
  readonly log: Log
  readonly lines: Lines
  readonly sender: VerbSender
  readonly room?: WaitingRoom
  /** jambonz's call_sid; empty before the first message. */
  callId(): string
  /** The voice of a language, with the labels of the application's credentials. */
  voiceOf(language: Language): Voice
  /** No voice works at present: nothing that is to be spoken will be heard. */
  isMute(): boolean
  /** Changes settings of the call at once, whatever runs. */
  command(config: Config): void
  /** Tells the call; nothing happens while there is none, or when it is over. */
  emit(event: TelephoneEvent): void
  /** Logs a message that nothing follows from, and tells the call. `what` without personal data. */
  reportUnknown(what: string): void
}

/**
 * One concern of a session: turns, transfers, who answered. Messages are offered to the parts in order; a part says true to what is its
 * own, and the others do not see it.
 */
export interface SessionPart {
  /** Verbs for the ack of a message whose verbs jambonz takes nowhere else; all other acks are empty. Asked before `hearHook`. */
  answer?(message: VerbHook | DialConfirm): readonly Verb[] | undefined
  /** Says true to what it acks by itself, soon: the verbs of the ack are still to be asked for. */
  keepAck?(message: VerbHook | DialConfirm): boolean
  /** A verb's result; it was acked. */
  hearHook?(data: HookData, hook: string | undefined): boolean
  hearStatus?(data: VerbStatus['data']): boolean
  /** `isFinal`: jambonz does not try another vendor. */
  hearError?(data: JambonzError['data'], isFinal: boolean): boolean
  /** State of a leg that was dialled for the call. */
  hearLeg?(info: CallInfo): void
  /** A turn, a transfer or the end takes the place of what runs. */
  supersede?(): void
  /** The caller's leg has ended; the call is told next. `later`: not before the part has said what went before, by calling it. */
  hangUp?(later: () => void): 'later' | undefined
}
