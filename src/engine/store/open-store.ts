import { type ApiAnswers, createApiAnswers } from './api-answers.ts'
import { type ApiKeyStore, createApiKeyStore } from './api-keys.ts'
import { type AttemptStore, createAttemptStore } from './attempts.ts'
import { type AuditLog, createAuditLog } from './audit.ts'
import { type CallStore, createCallStore } from './calls.ts'
import { type CampaignStore, createCampaignStore } from './campaigns.ts'
import { type ClinicStore, createClinicStore } from './clinic-tables/index.ts'
import { type ContactRecord, type ContactStore, createContactStore } from './contacts.ts'
import { type Database, openDatabase } from './database.ts'
import type { DatabaseKind } from './database-kind.ts'
import { runExclusively } from './exclusively.ts'
import { type ContactHistory, createHistoryReader } from './histories.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createListStore, type ListStore } from './lists.ts'
import { createMessageStore, type MessageStore } from './messages.ts'
import { eraseNumbers, readNumberData } from './number-data.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createPeopleStore, type PeopleStore } from './people.ts'
import { erasePerson, readPersonData } from './person-data.ts'
import type { Erasure, PersonData } from './personal-data.ts'
import { type NumberScope, type RetentionLimits, retire, type Retired } from './retire.ts'
import type { WritingOptions } from './sqlite-database.ts'
import { createTaskStore, type TaskStore } from './tasks.ts'
import { createWaitingStore, type WaitingStore } from './waiting.ts'
import { createTogether } from './together.ts'
import { withinTransaction } from './transactions.ts'

/** All that outlives the process, but for the journals of calls. */
export interface Store {
  readonly kind: DatabaseKind
  readonly campaigns: CampaignStore
  readonly people: PeopleStore
  readonly contacts: ContactStore
  readonly attempts: AttemptStore
  readonly calls: CallStore
  readonly ledger: Ledger
  readonly outbox: Outbox
  readonly messages: MessageStore
  readonly tasks: TaskStore
  readonly lists: ListStore
  readonly audit: AuditLog
  readonly apiKeys: ApiKeyStore
  readonly apiAnswers: ApiAnswers
  /** The embedded clinic. */
  readonly clinic: ClinicStore
  /** The waiting list. */
  readonly waiting: WaitingStore
  /** The tables themselves, for reports. */
  readonly database: Database
  /** Everything that is kept of a person; undefined when there is none of this id. */
  readPersonData(person: string): Promise<PersonData | undefined>
  /** Erases a person; see person-data.ts for what stays. Undefined when there is none of this id, or a call is under way. */
  erasePerson(person: string, at: number): Promise<Erasure | undefined>
  /** What is entered under a number and no person: texts and calls of people whom nobody knows. */
  readNumberData(number: string): Promise<PersonData>
  /** Erases it; see number-data.ts for what stays. */
  eraseNumber(number: string): Promise<Erasure>
  /** Finds what has been kept long enough, and takes it out unless this is a trial; see retire.ts for what stays. */
  retire(scope: NumberScope, before: RetentionLimits, isTrial: boolean): Promise<Retired>
  /** What the plan looks back at, by contact. `now` bounds how far; without it everything. */
  readHistories(contacts: readonly ContactRecord[], now?: number): Promise<ReadonlyMap<string, ContactHistory>>
  /**
   * All or nothing. Inside only the store that is handed in may be used: SQLite has one connection, and the outer one would wait for itself.
   * One inside another is the same transaction.
   */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>
  /**
   * As `transaction`, in one with others that arrive at the same time: each asks for what it needs, and what they all need is one statement.
   * When one fails, each is done again alone: what it changes besides the store must bear that. Two of one key never share a transaction.
   */
  together<T>(key: string, work: (store: Store) => Promise<T>): Promise<T>
  /**
   * Does what may be done once at a time, over all processes. Within it the store is used as ever.
   * @returns false when what has this name is being done already: nothing was done
   */
  exclusively(name: string, work: () => Promise<void>): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens the store, and makes or renews its tables.
 * @param place `postgres://…`, or the path of an SQLite file in a folder that exists
 * @param options how an SQLite file is written; PostgreSQL sees to that itself
 * @throws {OperationalError} `store/…`, see openDatabase
 */
export async function openStore(place: string, options: WritingOptions = {}): Promise<Store> {
  const { kind, database } = await openDatabase(place, options)
  return createStore(kind, database)
}

/** The store over a database, or over a transaction. */
function createStore(kind: DatabaseKind, database: Database): Store {
  return {
    kind,
    campaigns: createCampaignStore(database),
    people: createPeopleStore(database),
    contacts: createContactStore(database),
    attempts: createAttemptStore(database),
    calls: createCallStore(database),
    ledger: createLedger(database),
    outbox: createOutbox(database),
    messages: createMessageStore(database),
    tasks: createTaskStore(database),
    lists: createListStore(database),
    audit: createAuditLog(database),
    apiKeys: createApiKeyStore(database),
    apiAnswers: createApiAnswers(database),
    clinic: createClinicStore(database),
    waiting: createWaitingStore(database),
    database,
    readPersonData: person => readPersonData(database, person),
    erasePerson: (person, at) => erasePerson(database, person, at),
    readNumberData: number => readNumberData(database, [number]),
    eraseNumber: number => eraseNumbers(database, [number]),
    retire: (scope, before, isTrial) => retire(database, scope, before, isTrial),
    readHistories: createHistoryReader(database),
    transaction: work => withinTransaction(database, inside => work(createStore(kind, inside))),
    together: createTogether(database, inside => createStore(kind, inside)),
    exclusively: (name, work) => runExclusively(database, name, work),
    close: () => database.destroy(),
  }
}
