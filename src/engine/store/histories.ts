import { type AttemptRecord, readAttemptRow } from './attempt-record.ts'
import type { ContactRecord } from './contacts.ts'
import type { Database } from './database.ts'
import { inChunks } from './in-chunks.ts'
import { type LedgerEntry, type OptOut, readLedgerRow } from './ledger.ts'
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

/** The histories of contacts by their ids, in a few queries for all of them. */
export async function readHistories(
  database: Database,
  contacts: readonly ContactRecord[],
  now: number = Infinity,
): Promise<ReadonlyMap<string, ContactHistory>> {
  const histories = new Map<string, ContactHistory>()
  for (const chunk of inChunks(contacts)) {
    const persons = [...new Set(chunk.map(contact => contact.person))]
    const numbers = [...new Set(chunk.flatMap(contact => contact.numbers))]
    const since = Number.isFinite(now) ? now - LOOK_BACK_MS : 0
    const attempts = (
      await database
        .selectFrom('attempts')
        .selectAll()
        .where(({ eb, or }) => or([eb('person', 'in', persons), ...(numbers.length === 0 ? [] : [eb('number', 'in', numbers)])]))
        .where('claimedAt', '>=', since)
        .orderBy('claimedAt')
        .execute()
    ).map(readAttemptRow)
    const subjects = [...persons, ...numbers]
    const optOuts = (await database.selectFrom('optOuts').selectAll().where('subject', 'in', subjects).execute()) as OptOut[]
    const ledger = (
      await database
        .selectFrom('ledger')
        .selectAll()
        .where('subject', 'in', subjects)
        .where('kind', 'in', ['consent', 'withdrawal'])
        .orderBy('at')
        .execute()
    ).map(readLedgerRow)
    const dead = new Set(
      numbers.length === 0
        ? []
        : (
            await database
              .selectFrom('numbers')
              .select('number')
              .where('number', 'in', numbers)
              .where('deadAt', 'is not', null)
              .execute()
          ).map(row => row.number),
    )
    const messages = await database
      .selectFrom('messages')
      .select(['contact', 'direction', 'channel', 'template', 'state', 'meaning', 'callAt', 'createdAt'])
      .where(
        'contact',
        'in',
        chunk.map(contact => contact.id),
      )
      .orderBy('createdAt')
      .execute()
    for (const contact of chunk) {
      const concerns = (subjectKind: string, subject: string): boolean =>
        subjectKind === 'person' ? subject === contact.person : contact.numbers.includes(subject)
      histories.set(contact.id, {
        attempts: attempts.filter(attempt => attempt.contact === contact.id).sort((left, right) => left.n - right.n),
        elsewhere: attempts.filter(
          attempt =>
            attempt.contact !== contact.id && (attempt.person === contact.person || contact.numbers.includes(attempt.number)),
        ),
        optOuts: optOuts.filter(({ subjectKind, subject }) => concerns(subjectKind, subject)),
        consents: ledger.filter(({ subjectKind, subject }) => concerns(subjectKind, subject)),
        deadNumbers: dead,
        messages: messages.filter(message => message.contact === contact.id) as unknown as ContactHistory['messages'],
      })
    }
  }
  return histories
}
