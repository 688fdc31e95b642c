import { sql } from 'kysely'
import { type AttemptRecord, readAttemptRow } from './attempt-record.ts'
import { createBatch } from './batches.ts'
import type { ContactRecord } from './contacts.ts'
import type { Database } from './database.ts'
import type { LedgerEntry, OptOut } from './ledger.ts'
import { isOneOf } from './lists-of-values.ts'
import type { MessageRecord } from './messages.ts'

/** An attempt of the same person or to the same number, in whatever campaign. */
export type AttemptElsewhere = Pick<
  AttemptRecord,
  'campaign' | 'person' | 'contact' | 'number' | 'outcome' | 'counted' | 'claimedAt' | 'endedAt' | 'joinedTo'
>

/** All that the plan looks back at. */
export interface ContactHistory {
  /** Attempts of this contact by `n`. */
  readonly attempts: readonly AttemptRecord[]
  /** Attempts of this person or to one of these numbers, in every campaign and without those of this contact, oldest first. */
  readonly elsewhere: readonly AttemptElsewhere[]
  readonly optOuts: readonly OptOut[]
  /** Consents and withdrawals of the person and the numbers, oldest first. */
  readonly consents: readonly LedgerEntry[]
  readonly deadNumbers: ReadonlySet<string>
  /** Messages of this contact in both directions, oldest first. */
  readonly messages: readonly Pick<
    MessageRecord,
    'direction' | 'channel' | 'template' | 'state' | 'meaning' | 'callAt' | 'createdAt'
  >[]
}

/** Caps look back over a quarter of a year at most. */
const LOOK_BACK_MS = 92 * 24 * 3_600_000

/** The histories of contacts by their ids, in a few queries for all of them. @internal */
export async function readHistories(
  database: Database,
  contacts: readonly ContactRecord[],
  now: number = Infinity,
): Promise<ReadonlyMap<string, ContactHistory>> {
  const persons = [...new Set(contacts.map(contact => contact.person))]
  const numbers = [...new Set(contacts.flatMap(contact => contact.numbers))]
  const subjects = [...persons, ...numbers]
  const since = Number.isFinite(now) ? now - LOOK_BACK_MS : 0
  const attemptRows = await database
    .selectFrom('attempts')
    .selectAll()
    .where(({ or }) => or([isOneOf(database, 'person', persons), isOneOf(database, 'number', numbers)]))
    .where('claimedAt', '>=', since)
    .orderBy('claimedAt')
    .execute()
  const { rows: said } = await sql<Said>`
    select 'opt_out' as about, null as id, null as kind, subject_kind, subject, purpose, channel, null as source, null as evidence, at
      from opt_outs where ${isOneOf(database, 'subject', subjects)}
    union all select 'consent', id, kind, subject_kind, subject, purpose, channel, source, evidence, at
      from ledger where ${isOneOf(database, 'subject', subjects)} and kind in ('consent', 'withdrawal')
    union all select 'dead', null, null, 'number', number, '', '', null, null, dead_at
      from numbers where ${isOneOf(database, 'number', numbers)} and dead_at is not null
    order by at`.execute(database)
  const ids = contacts.map(({ id }) => id)
  const messageRows = await database
    .selectFrom('messages')
    .select(['contact', 'direction', 'channel', 'template', 'state', 'meaning', 'callAt', 'createdAt'])
    .where(isOneOf(database, 'contact', ids))
    .orderBy('createdAt')
    .execute()
  const attempts = attemptRows.map(readAttemptRow)
  const attemptsOf = Map.groupBy(attempts, ({ contact }) => contact)
  const byPerson = Map.groupBy(attempts, ({ person }) => person)
  const byNumber = Map.groupBy(attempts, ({ number }) => number)
  const saidOf = Map.groupBy(said, ({ about, subjectKind, subject }) => `${about} ${subjectKind} ${subject}`)
  const messagesOf = Map.groupBy(messageRows as ContactMessage[], ({ contact }) => contact)
  const deadNumbers = new Set(said.flatMap(({ about, subject }) => (about === 'dead' ? [subject] : [])))
  return new Map(
    contacts.map(({ id, person, numbers: own }): [string, ContactHistory] => {
      const related = new Set([...(byPerson.get(person) ?? []), ...own.flatMap(number => byNumber.get(number) ?? [])])
      const concerning = (about: Said['about']): readonly Said[] => [
        ...(saidOf.get(`${about} person ${person}`) ?? []),
        ...own.flatMap(number => saidOf.get(`${about} number ${number}`) ?? []),
      ]
      return [
        id,
        {
          attempts: (attemptsOf.get(id) ?? []).toSorted((left, right) => left.n - right.n),
          elsewhere: [...related]
            .filter(attempt => attempt.contact !== id)
            .sort((left, right) => left.claimedAt - right.claimedAt),
          optOuts: concerning('opt_out'),
          consents: (concerning('consent') as readonly (Said & LedgerEntry)[]).toSorted((left, right) => left.at - right.at),
          deadNumbers,
          messages: messagesOf.get(id) ?? [],
        },
      ]
    }),
  )
}

/** Reads histories; what is asked of single contacts at the same time is read at once. @internal */
export function createHistoryReader(
  database: Database,
): (contacts: readonly ContactRecord[], now?: number) => Promise<ReadonlyMap<string, ContactHistory>> {
  const single = createBatch(
    ({ contact }) => contact.id,
    async (asked: readonly { readonly contact: ContactRecord; readonly now: number }[]) => {
      const contacts = asked.map(({ contact }) => contact)
      const histories = await readHistories(database, contacts, Math.min(...asked.map(({ now }) => now)))
      return asked.map(() => histories)
    },
  )
  return async (contacts, now = Infinity) => {
    const [contact, ...others] = contacts
    return contact === undefined || others.length > 0 ? readHistories(database, contacts, now) : single.add({ contact, now })
  }
}

type ContactMessage = ContactHistory['messages'][number] & { readonly contact: string | null }

/** A row of what was said by or about a person or a number: an opt-out in force, a consent or its withdrawal, that the number is dead. */
interface Said extends OptOut, Partial<Pick<LedgerEntry, 'id' | 'kind' | 'source' | 'evidence'>> {
  readonly about: 'opt_out' | 'consent' | 'dead'
}
