// What outlives the process: campaigns, contacts, attempts, consents, messages and tasks, in one SQLite file or in PostgreSQL.
// In: the place of the database; records; the plan's decisions at a claim. Out: records, and promises that hold over crashes:
// what has resolved is on the disk, an attempt is claimed once, two live attempts never have one number or contact.
// Instants are epoch ms; ids and clocks are handed in. Must not know why somebody is called, telephones, or files of lists.
export type { ApiAnswers, KnownAnswer } from './api-answers.ts'
export type { ApiKeyRecord, ApiKeyStore } from './api-keys.ts'
export type { AttemptRecord, AttemptState } from './attempt-record.ts'
export type { AttemptEnd, AttemptStatus, EndGuard } from './attempt-changes.ts'
export type { AttemptFilter, AttemptStore } from './attempts.ts'
export type { AuditEntry, AuditLog, AuditRecord } from './audit.ts'
export type { CallFilter, CallRecord, CallStore } from './calls.ts'
export type { CampaignRecord, CampaignState, CampaignStore, CampaignVersion } from './campaigns.ts'
export type { Claim, ClaimDecision, ClaimedAttempt, ClaimRequest, SettledContact } from './claim.ts'
export type {
  ClinicDoctor,
  ClinicNoteRecord,
  ClinicPatient,
  ClinicSchedule,
  ClinicSlot,
  ClinicStore,
  ClinicVisitRecord,
  NewClinicSlot,
} from './clinic-tables/index.ts'
export type { ContactFilter, ContactRecord, ContactState, ContactStep, ContactStore, NewContact } from './contacts.ts'
export type { Database } from './database.ts'
export type { DatabaseKind } from './database-kind.ts'
export type { AttemptElsewhere, ContactHistory } from './histories.ts'
export type { Ledger, LedgerEntry, LedgerKind, OptOut } from './ledger.ts'
export type { ImportRecord, ListStore } from './lists.ts'
export type { MessageChange, MessageRecord, MessageState, MessageStore, NewMessage } from './messages.ts'
export { openStore, type Store } from './open-store.ts'
export type { Letter, LetterRecord, NewLetter, Outbox, OutboxCount } from './outbox.ts'
export type { Pace } from './pace.ts'
export type { NewPerson, PeopleStore, PersonRecord } from './people.ts'
export type { Erasure, PersonData } from './personal-data.ts'
export type { Retired } from './retire.ts'
export type { WritingOptions } from './sqlite-database.ts'
export type { TaskFilter, TaskRecord, TaskStore } from './tasks.ts'
export type { FreedTimeRecord, LeavingRecord, SlotOfferRecord, WaitingRecord, WaitingStore } from './waiting.ts'
