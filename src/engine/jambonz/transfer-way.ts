import type { Clock, TelephoneEvent, WaitingTurn } from '../call/ports.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { CallInfo, DialConfirm, HookData, Verb, VerbHook } from './protocol.ts'
import type { TransferEnd } from './transfer-state.ts'
import type { Voice } from './voices.ts'

/** What the ways of transferring need of their session. */
export interface TransferHost {
  readonly clock: Clock
  emit(event: TelephoneEvent): void
  /** Sends verbs in the place of what runs. */
  send(verbs: readonly Verb[]): void
  /** Acks a message that was kept. */
  ack(msgid: string, verbs: readonly Verb[]): void
  voiceOf(language: Language): Voice
  /** No voice works at present. */
  isMute(): boolean
  /** The transfer is over; only the first time counts. */
  end(end: TransferEnd): void
}

/** One way of transferring under way: telephones that ring, a queue, a referral. */
export interface TransferWay {
  /** The verbs that begin it, after what the caller hears. */
  begin(): readonly Verb[]
  /** Verbs for the ack of a message that takes them nowhere else. */
  answer?(message: VerbHook | DialConfirm): readonly Verb[] | undefined
  keepAck?(message: VerbHook): boolean
  hearHook(data: HookData, hook: string | undefined): boolean
  /** A status of a verb of this id; `name` is the verb's. */
  hearVerb?(event: string, id: string, name: string | undefined): boolean
  hearLeg?(info: CallInfo): void
  /** A verb of this id failed for good. */
  failVerb?(verb: string, id: string): boolean
  /** What a waiting caller hears next. */
  wait?(turn: WaitingTurn): void
  /** The caller has hung up: how it ended, if it had come to something; `later` when a hook will tell, and then `tell` is called. */
  hangUp(tell: () => void): TransferEnd | 'later' | undefined
  /** Something else takes its place. */
  stop(): void
}
