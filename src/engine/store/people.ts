import type { Database } from './database.ts'
import { inChunks } from './in-chunks.ts'
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

/** Persons and their numbers. */
export interface PeopleStore {
  /** Adds those whose key and id are new, and the numbers that are new; gives the id that stands for each key. */
  add(persons: readonly NewPerson[], at: number): Promise<ReadonlyMap<string, string>>
  find(id: string): Promise<PersonRecord | undefined>
  findByKey(key: string): Promise<PersonRecord | undefined>
  /** Persons that have one of the keys. */
  findByKeys(keys: readonly string[]): Promise<readonly PersonRecord[]>
  /** Who has one of the numbers; a number of a household comes once for each. */
  findOwners(
    numbers: readonly string[],
  ): Promise<readonly { readonly number: string; readonly person: string; readonly name: string | null }[]>
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
      const ids = new Map<string, string>()
      for (const chunk of inChunks(persons)) {
        await database
          .insertInto('persons')
          .values(
            chunk.map(({ id, key, name, language, zone }) => ({ id, key, name, language, zone, createdAt: at, erasedAt: null })),
          )
          // By the key, or by the id when the person is known under another key.
          .onConflict(conflict => conflict.doNothing())
          .execute()
        const keys = [...new Set(chunk.map(person => person.key))]
        const rows = await database.selectFrom('persons').select(['id', 'key']).where('key', 'in', keys).execute()
        for (const { key, id } of chunk) ids.set(key, id)
        for (const row of rows) ids.set(row.key, row.id)
      }
      await addNumbers(database, persons, ids)
      return ids
    },
    find: id => database.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst(),
    findByKey: key => database.selectFrom('persons').selectAll().where('key', '=', key).executeTakeFirst(),
    async findByKeys(keys) {
      const found: PersonRecord[] = []
      for (const chunk of inChunks([...new Set(keys)]))
        found.push(...(await database.selectFrom('persons').selectAll().where('key', 'in', chunk).execute()))
      return found
    },
    async findOwners(numbers) {
      const found: { readonly number: string; readonly person: string; readonly name: string | null }[] = []
      for (const chunk of inChunks([...new Set(numbers)]))
        found.push(
          ...(await database
            .selectFrom('personNumbers')
            .innerJoin('persons', 'persons.id', 'personNumbers.person')
            .select(['personNumbers.number', 'personNumbers.person', 'persons.name'])
            .where('personNumbers.number', 'in', chunk)
            .execute()),
        )
      return found
    },
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
      const dead = new Set<string>()
      for (const chunk of inChunks([...new Set(numbers)])) {
        const rows = await database
          .selectFrom('numbers')
          .select('number')
          .where('number', 'in', chunk)
          .where('deadAt', 'is not', null)
          .execute()
        for (const row of rows) dead.add(row.number)
      }
      return dead
    },
  }
}

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
  for (const chunk of inChunks([...numbers]))
    await database
      .insertInto('numbers')
      .values(chunk.map(([number, kind]) => ({ number, kind, deadAt: null, deadReason: null })))
      .onConflict(conflict => conflict.column('number').doNothing())
      .execute()
  for (const chunk of inChunks([...owned.values()]))
    await database
      .insertInto('personNumbers')
      .values(chunk)
      .onConflict(conflict => conflict.columns(['person', 'number']).doNothing())
      .execute()
}
