import type { Clock } from '../../call/ports.ts'
import type { Caller } from '../caller-health/index.ts'
import type { Log } from '../../jambonz/index.ts'
import type { JambonzRest } from '../../jambonz/rest/index.ts'
import type {
  AttemptRecord,
  CampaignVersion,
  ClaimDecision,
  ContactHistory,
  ContactRecord,
  NewLetter,
  NewMessage,
  Pace,
  Store,
  TaskRecord,
} from '../../store/index.ts'

/** What a version of a campaign says about its calls. */
export interface CampaignPlan {
  readonly scenario: string
  /** Number that calls come from, E.164. */
  readonly from: string
  /** By what that number is judged, so that carriers do not block it; absent: by nothing. */
  readonly caller?: Caller | undefined
  /** Further contacts at most that are spoken of in one call; absent: none. */
  readonly mostJoined?: number
  /** What the channels are counted by. */
  readonly trunk: string
  /** jambonz's name of the carrier; absent: by its own routing. */
  readonly carrier?: string
  readonly pace: Pace
  readonly ringMs: number
  /** How soon a contact is to be reached: an hour that the person names begins this anew. Absent: the deadline stays. */
  readonly goalMs?: number
  /** The contact's data as its scenario takes them: what the call is made with. */
  contactOf(contact: ContactRecord): unknown
  /** The plan's decision about a contact: pure. */
  decide(contact: ContactRecord, history: ContactHistory, now: number): Decision
  /** Whether the hours of law and campaign allow a call to the contact at this moment. */
  isAllowedAt(contact: ContactRecord, at: number): boolean
  /** Whether an end of this kind uses up one of the patient's attempts. */
  isCounted(outcome: string): boolean
  /** What a step brings with it, besides itself. */
  sequelOf(step: Step): Sequel
}

/** What the plan decides, and the messages that go out with it. */
export type Decision = ClaimDecision & {
  readonly messages?: readonly { readonly channel: 'sms' | 'email'; readonly text: string }[]
}

/** A contact's step: what the plan decided once an attempt had ended, or without one. */
export interface Step {
  readonly contact: ContactRecord
  readonly history: ContactHistory
  readonly decision: Decision
  /** The attempt that ended, and what came of it. */
  readonly ended?: {
    readonly attempt: AttemptRecord
    readonly outcome: string
    readonly values: Readonly<Record<string, unknown>>
  }
  readonly now: number
}

/** An attempt that has ended, with the contact that it was for. */
export interface EndedAttempt {
  readonly attempt: AttemptRecord
  readonly contact: ContactRecord
  readonly outcome: string
  /** Epoch ms. */
  readonly at: number
}

/** What leaves with a step, in the same transaction: letters for the outbox, work for people. */
export interface Sequel {
  readonly letters: readonly NewLetter[]
  /** Messages that the letters deliver. */
  readonly messages: readonly NewMessage[]
  readonly tasks: readonly TaskRecord[]
}

/** Makes the plan of a version, as it was saved; undefined when it cannot be used (its scenario is gone): then nobody is called. */
export type PlanSource = (version: CampaignVersion) => CampaignPlan | undefined

/** What came of a conversation that was held for an attempt. */
export interface ConversationResult {
  readonly attempt: string
  readonly callId: string
  readonly scenario: string
  readonly language: string
  readonly outcome: string
  readonly values: Readonly<Record<string, unknown>>
  readonly beganAt: number
  readonly endedAt: number
}

/** Conversations that this process holds. */
export interface Conversations {
  /** Brings the conversation of an attempt to a polite end; false when it is not held here. */
  wrapUp(attempt: string): boolean
}

/** What a dialler is made of. */
export interface DiallerOptions {
  readonly store: Store
  readonly rest: JambonzRest
  readonly clock: Clock
  readonly log: Log
  /** Unique to this process and its start: what an earlier one held is taken over when its leases have run out. */
  readonly worker: string
  /** Makes ids of attempts, unique for ever. */
  readonly newId: () => string
  readonly plans: PlanSource
  readonly conversations: Conversations
  /** Told of each attempt that was ended here. */
  onAttemptEnd?(outcome: string): void
  /** Writes down who else is to be told of an attempt's end, in the transaction in which it ends. */
  tellEnd?(ended: EndedAttempt, inside: Store): Promise<void>
  /** How long an attempt belongs to a process that says nothing. Default 60 s. */
  readonly leaseMs?: number
  /** Between two looks for whom to call; a function is asked after each. Default 1 s. */
  readonly tickMs?: number | (() => number)
  /** Orders to jambonz at once. Default 50. */
  readonly ordersAtOnce?: number
}
