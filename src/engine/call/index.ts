/**
 * One call. In: a compiled scenario, a contact's data, a clock, and the ports (telephone, understanding, speaking,
 * services, messages). Out: what the telephone shall say and how it shall listen, a journal of everything that
 * happened, and one result. Knows no jambonz, no file, no network, no real time: all of it is handed in.
 */
export { createCall } from './call.ts'
export type { Call, CallOptions, CallSnapshot } from './call-options.ts'
export type { Handover, Handovers, TransferResult } from './handover.ts'
export type {
  CallResult,
  Clock,
  Heard,
  HeardValue,
  HeardWho,
  HearingContext,
  Hypothesis,
  JournalEntry,
  Listening,
  Messages,
  ModelUse,
  OutgoingMessage,
  PromptForm,
  RecordVersion,
  ServiceAnswer,
  ServiceRequest,
  Services,
  Speaking,
  SpokenSentence,
  Telephone,
  TelephoneEvent,
  TransferRequest,
  Turn,
  Understanding,
  WaitingTurn,
} from './ports.ts'
