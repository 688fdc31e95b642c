import type { Generated } from 'kysely'
import type { ClinicTables } from './clinic-tables/rows.ts'

/** Rows as they lie in the database; columns there are snake_case. Instants are epoch ms, switches 0 or 1, groups JSON text. */
export interface Tables extends ClinicTables {
  readonly campaigns: CampaignRow
  readonly campaignVersions: CampaignVersionRow
  readonly persons: PersonRow
  readonly numbers: NumberRow
  readonly personNumbers: PersonNumberRow
  readonly contacts: ContactRow
  readonly attempts: AttemptRow
  readonly pace: PaceRow
  readonly calls: CallRow
  readonly ledger: LedgerRow
  readonly optOuts: OptOutRow
  readonly outbox: OutboxRow
  readonly messages: MessageRow
  readonly tasks: TaskRow
  readonly mappings: MappingRow
  readonly imports: ImportRow
  readonly audit: AuditRow
  readonly apiKeys: ApiKeyRow
  readonly apiAnswers: ApiAnswerRow
  readonly waiting: WaitingRow
  readonly freedTimes: FreedTimeRow
  readonly slotOffers: SlotOfferRow
  readonly leaving: LeavingRow
}

/** Somebody who waits for a time, of any `specialty`, `doctor`, `place` where it is empty; `wants` is JSON, `state` waiting, served or left. */
interface WaitingRow {
  id: string
  patient: string
  since: number
  urgency: number
  specialty: string
  doctor: string
  place: string
  program: string
  wants: string
  visit: string | null
  visitAt: number | null
  state: string
  changedAt: number
}

/** A time that has become free; `about` is JSON, `state` open or closed, `winner` the offer that is being booked. */
interface FreedTimeRow {
  id: string
  slot: string
  at: number
  about: string
  state: string
  reason: string | null
  winner: string | null
  hold: string | null
  heldUntil: number | null
  freedAt: number
  changedAt: number
}

/** A freed time offered to somebody; `state` open, accepted, declined or lost. */
interface SlotOfferRow {
  id: string
  freed: string
  waiting: string
  madeAt: number
  until: number
  rank: number
  state: string
  changedAt: number
}

/** A time that a visit is about to leave by the deed of a key; `about` is JSON. */
interface LeavingRow {
  key: string
  at: number
  about: string
  notedAt: number
}

/** A campaign by name. `version` is the one that new attempts are made under. */
export interface CampaignRow {
  name: string
  state: string
  version: string
  createdAt: number
  changedAt: number
}

/** An immutable text of a campaign file; `hash` is SHA-256 of its text. */
export interface CampaignVersionRow {
  campaign: string
  hash: string
  source: string
  document: string
  savedAt: number
}

/** Someone who may be called. `key` tells persons apart: the clinic's number of the patient, or name with birth date or number. */
export interface PersonRow {
  id: string
  key: string
  name: string | null
  language: string | null
  zone: string | null
  createdAt: number
  erasedAt: number | null
}

/** A telephone number (E.164). A dead one is called no more, in any campaign. */
export interface NumberRow {
  number: string
  kind: string
  deadAt: number | null
  deadReason: string | null
}

/** Whose number it is: a number of several persons makes a household. */
export interface PersonNumberRow {
  person: string
  number: string
  position: number
}

/** A person within a campaign: what the call is about, and what comes next. */
export interface ContactRow {
  id: string
  campaign: string
  person: string
  /** Tells two contacts of one person apart (the visit's id); empty when a campaign has one a person. */
  subject: string
  /** Numbers in the order in which they are tried, JSON. */
  numbers: string
  zone: string
  language: string
  data: string
  variant: string | null
  priority: number
  deadlineAt: number | null
  state: string
  /** When the plan wants to look again; null once finished. */
  dueAt: number | null
  /** Why it waits, was finished or is on the worklist: a word of the plan. */
  reason: string
  outcome: string | null
  attempts: number
  importId: string | null
  line: number | null
  createdAt: number
  changedAt: number
}

/** One attempt to reach a contact: the queue, the fence and the record in one. */
export interface AttemptRow {
  id: string
  contact: string
  campaign: string
  person: string
  n: number
  /** Hash of the campaign's version. */
  version: string
  number: string
  trunk: string
  /** The number that is shown, E.164. */
  caller: string | null
  variant: string | null
  /** Agents who take its call. */
  agents: string | null
  state: string
  /** The attempt in whose call this one is made, after that one's conversation. */
  joinedTo: string | null
  /** 1 from the claim to the end; unique by contact, and by number of those with a call of their own, while 1. */
  live: number
  /** Worker that holds it, until when, and how often it changed hands. */
  worker: string | null
  leaseUntil: number | null
  fence: number
  /** Number of the last status taken. */
  sequence: number
  callSid: string | null
  /** Why now and why this number: a word of the plan. */
  reason: string
  outcome: string | null
  /** 0: a fault of the network or of us, no attempt of the patient's. */
  counted: number
  callBackAt: number | null
  claimedAt: number
  dialledAt: number | null
  answeredAt: number | null
  endedAt: number | null
}

/** How many more calls may begin: a bucket of tokens by trunk and by campaign. */
export interface PaceRow {
  key: string
  tokens: number
  filledAt: number
}

/** A call that took place, in or out, with the place of its journal. */
export interface CallRow {
  id: string
  direction: string
  attempt: string | null
  campaign: string | null
  person: string | null
  number: string | null
  line: string | null
  trunk: string | null
  scenario: string
  language: string
  journal: string | null
  outcome: string | null
  result: string | null
  cost: number | null
  /** Until when a live call in belongs to a process that says nothing. */
  leaseUntil: number | null
  beganAt: number
  answeredAt: number | null
  endedAt: number | null
}

/** One entry of the ledger of consents and opt-outs. Never changed, never removed but by erasure of the person. */
export interface LedgerRow {
  id: string
  kind: string
  /** `person` or `number`, and which. */
  subjectKind: string
  subject: string
  /** Purpose that it is about, `*` for every one. */
  purpose: string
  /** `call`, `sms`, `email`, `*`. */
  channel: string
  source: string
  evidence: string | null
  at: number
}

/** Opt-outs in force, made of the ledger in the same transaction. */
export interface OptOutRow {
  subjectKind: string
  subject: string
  purpose: string
  channel: string
  at: number
}

/** Something to be told to the world at least once: a message, a write-back to the clinic, a webhook. */
export interface OutboxRow {
  id: string
  kind: string
  /** What has one stream leaves in order: the patient. */
  stream: string
  /** Order within the stream, and over all. */
  position: Generated<number>
  idempotencyKey: string
  payload: string
  state: string
  tries: number
  dueAt: number
  leaseUntil: number | null
  error: string | null
  /** What the receiver answered, JSON. */
  answer: string | null
  createdAt: number
  doneAt: number | null
}

/** A message in either direction. Its body is kept without health data. */
export interface MessageRow {
  id: string
  direction: string
  channel: string
  template: string | null
  contact: string | null
  campaign: string | null
  person: string | null
  /** Number or address of the person. */
  address: string
  body: string
  state: string
  providerId: string | null
  meaning: string | null
  error: string | null
  subject: string | null
  answers: string | null
  callAt: number | null
  sentAt: number | null
  segments: number | null
  cost: number | null
  createdAt: number
  changedAt: number
}

/** Work for a person: the worklist. */
export interface TaskRow {
  id: string
  kind: string
  campaign: string | null
  contact: string | null
  person: string | null
  attempt: string | null
  reason: string
  note: string | null
  priority: number
  state: string
  assignee: string | null
  dueAt: number | null
  createdAt: number
  closedAt: number | null
}

/** A saved mapping of columns. */
export interface MappingRow {
  name: string
  columns: string
  savedAt: number
}

/** One import of a list. */
export interface ImportRow {
  id: string
  campaign: string
  file: string
  mapping: string | null
  rows: number
  imported: number
  merged: number
  refused: number
  at: number
}

/** Who did what; each entry holds the hash of the one before, so that a missing or changed one shows. */
export interface AuditRow {
  position: number
  at: number
  actor: string
  action: string
  subject: string
  details: string
  previous: string
  hash: string
}

/** A key of the HTTP API; `hash` is SHA-256 of it, the key itself is nowhere. */
export interface ApiKeyRow {
  id: string
  name: string
  role: string
  hash: string
  createdAt: number
  usedAt: number | null
  revokedAt: number | null
}

/** An answer of the HTTP API under the `Idempotency-Key` of its request; `status` is null while it is being made. */
export interface ApiAnswerRow {
  apiKey: string
  token: string
  /** SHA-256 of the request. */
  fingerprint: string
  status: number | null
  body: string | null
  beganAt: number
}
