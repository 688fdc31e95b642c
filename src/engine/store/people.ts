import { sql } from 'kysely'
import type { Database } from './database.ts'
import { cleanText, type ColumnType, insertRows, isOneOf } from './lists-of-values.ts'
import { locksRows } from './locks.ts'

/** Someone who may be called. */
export interface PersonRecord {
  readonly id: string
  /** Tells persons apart: the clinic's number of the patient, or name and birth date, or name and number. */
  readonly key: string
  readonly name: string | null
  readonly language: string | null
  /** IANA zone. */
  readonly zone: string | null
  readonly createdAt: number
  readonly erasedAt: number | null
}

/** What an import knows of a person; `numbers` in the order in which they are tried (E.164). */
export interface NewPerson {
  readonly id: string
  readonly key: string
  readonly name: string | null
  readonly language: string | null
  readonly zone: string | null
  readonly numbers: readonly { readonly number: string; readonly kind: string }[]
}

/** A person by one of their numbers. */
export interface NumberOwner extends Pick<PersonRecord, 'key' | 'name'> {
  readonly number: string
  readonly person: string
}

/** Persons and their numbers. */
export interface PeopleStore {
  /** Adds those whose key and id are new, and the numbers that are new; gives the id that stands for each key. */
  add(persons: readonly NewPerson[], at: number): Promise<ReadonlyMap<string, string>>
  find(id: string): Promise<PersonRecord | undefined>
  findByKey(key: string): Promise<PersonRecord | undefined>
  /** Persons that have one of the keys. */
  findByKeys(keys: readonly string[]): Promise<readonly PersonRecord[]>
  /** Who has one of the numbers; a number of a household comes once for each. */
  findOwners(numbers: readonly string[]): Promise<readonly NumberOwner[]>
  /** Numbers of a person, in order. */
  listNumbers(person: string): Promise<readonly string[]>
  /** Everyone who has the number: a household. */
  listByNumber(number: string): Promise<readonly PersonRecord[]>
  /** Nobody else decides about the number until the transaction ends; one that is not known yet is added. */
  holdNumber(number: string, kind: string): Promise<void>
  /** From now on nobody calls the number. */
  markDead(number: string, reason: string, at: number): Promise<void>
  /** Those of the numbers that are dead. */
  findDead(numbers: readonly string[]): Promise<ReadonlySet<string>>
}

/** @internal */
export function createPeopleStore(database: Database): PeopleStore {
  return {
    async add(persons, at) {
      const ids = new Map(persons.map(({ key, id }) => [key, id]))
      if (persons.length === 0) return ids
      const given = persons.map(({ id, key, name, language, zone }) => ({ id, key, name, language, zone, createdAt: at }))
      // By the key, or by the id when the person is known under another key.
      const adding = sql<Pick<PersonRecord, 'id' | 'key'>>`${insertRows(database, 'persons', PERSON, given)} returning id, key`
      const kept = new Map((await adding.execute(database)).rows.map(({ key, id }) => [key, id]))
      const others = [...ids.keys()].filter(key => !kept.has(cleanText(key)))
      if (others.length > 0) {
        const known = database.selectFrom('persons').select(['id', 'key'])
        for (const { key, id } of await known.where(isOneOf(database, 'key', others)).execute()) kept.set(key, id)
      }
      for (const { key, id } of persons) ids.set(key, kept.get(cleanText(key)) ?? id)
      await addNumbers(database, persons, ids)
      return ids
    },
    find: id => database.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst(),
    findByKey: key => database.selectFrom('persons').selectAll().where('key', '=', key).executeTakeFirst(),
    findByKeys: keys =>
      database
        .selectFrom('persons')
        .selectAll()
        .where(isOneOf(database, 'key', [...new Set(keys)]))
        .execute(),
    findOwners: numbers =>
      database
        .selectFrom('personNumbers')
        .innerJoin('persons', 'persons.id', 'personNumbers.person')
        .select(['personNumbers.number', 'personNumbers.person', 'persons.key', 'persons.name'])
        .where(isOneOf(database, 'personNumbers.number', [...new Set(numbers)]))
        .execute(),
    async listNumbers(person) {
      const rows = await database
        .selectFrom('personNumbers')
        .select('number')
        .where('person', '=', person)
        .orderBy('position')
        .execute()
      return rows.map(row => row.number)
    },
    listByNumber: number =>
      database
        .selectFrom('persons')
        .innerJoin('personNumbers', 'personNumbers.person', 'persons.id')
        .selectAll('persons')
        .where('personNumbers.number', '=', number)
        .orderBy('persons.id')
        .execute(),
    async holdNumber(number, kind) {
      await database
        .insertInto('numbers')
        .values({ number, kind, deadAt: null, deadReason: null })
        .onConflict(conflict => conflict.column('number').doNothing())
        .execute()
      const query = database.selectFrom('numbers').select('number').where('number', '=', number)
      if (locksRows(database)) await query.forUpdate().execute()
    },
    async markDead(number, reason, at) {
      await database
        .insertInto('numbers')
        .values({ number, kind: 'unknown', deadAt: at, deadReason: reason })
        .onConflict(conflict => conflict.column('number').doUpdateSet({ deadAt: at, deadReason: reason }))
        .execute()
    },
    async findDead(numbers) {
      const rows = await database
        .selectFrom('numbers')
        .select('number')
        .where(isOneOf(database, 'number', [...new Set(numbers)]))
        .where('deadAt', 'is not', null)
        .execute()
      return new Set(rows.map(({ number }) => number))
    },
  }
}

const PERSON = {
  id: 'text',
  key: 'text',
  name: 'text',
  language: 'text',
  zone: 'text',
  createdAt: 'bigint',
} as const satisfies Record<string, ColumnType>
const NUMBER = { number: 'text', kind: 'text' } as const satisfies Record<string, ColumnType>
const OWNED = { person: 'text', number: 'text', position: 'bigint' } as const satisfies Record<string, ColumnType>

async function addNumbers(database: Database, persons: readonly NewPerson[], ids: ReadonlyMap<string, string>): Promise<void> {
  const numbers = new Map<string, string>()
  const owned = new Map<string, { person: string; number: string; position: number }>()
  for (const { key, numbers: own } of persons) {
    const person = ids.get(key)
    if (person === undefined) continue
    for (const [position, { number, kind }] of own.entries()) {
      numbers.set(number, kind)
      owned.set(`${person} ${number}`, { person, number, position })
    }
  }
  const given = [...numbers].map(([number, kind]) => ({ number, kind }))
  await insertRows(database, 'numbers', NUMBER, given).execute(database)
  await insertRows(database, 'person_numbers', OWNED, [...owned.values()]).execute(database)
}
