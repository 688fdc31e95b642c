import type { PhoneProblem } from '../lists/read-phones.ts'

/**
 * By which way somebody wants to be called: `missed` a call in that was not answered as it should; `abandoned` the caller hung up before
 * anything was done, in a queue too; `after_hours`; `voicemail` they left a message; `web` a form; `sms`; `asked` in a call.
 */
export type CallbackWay = 'missed' | 'abandoned' | 'after_hours' | 'voicemail' | 'web' | 'sms' | 'asked'

/** Somebody wants to be called, or called in vain. */
export interface CallbackRequest {
  readonly way: CallbackWay
  /** As it came: with or without its country. */
  readonly number: string
  /** What is the same when the same wish is told twice: id of the call or message, of the form's request. Absent: each is new. */
  readonly evidence?: string
  readonly name?: string
  /** In which they want to be talked to, where it is known. */
  readonly language?: string
  /** When they want to be called, epoch ms; absent or past: as soon as may be. */
  readonly callAt?: number
  /** What it is about, in their words. */
  readonly note?: string
  /** They agreed to be called; where that is proved, for the ledger. */
  readonly consent?: { readonly source: 'web'; readonly evidence: string }
}

/** What became of a wish. */
export type CallbackResult =
  /** The robot calls: from `dueAt` on, and until `deadlineAt` at the latest. */
  | { readonly kind: 'planned'; readonly contact: string; readonly dueAt: number; readonly deadlineAt: number }
  /** A callback to the number, or a task for people about it, was open already. */
  | { readonly kind: 'open'; readonly contact?: string; readonly task?: string }
  /** The robot may not call or cannot: people have a task. `reason` is a word of the plan, or `no_campaign`, `foreign_number`, `scenario_needs_more`. */
  | { readonly kind: 'task'; readonly task: string; readonly reason: string }
  /** Nobody can or should call this number: it is none, or calls to it cost extra. */
  | { readonly kind: 'refused'; readonly problem: PhoneProblem }
