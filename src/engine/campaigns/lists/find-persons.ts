import type { Store } from '../../store/index.ts'
import { isBirthday } from './read-data.ts'
import { type ReadRow, sortWords } from './read-row.ts'

/** Somebody with a number and a name, and what else is known of who they are. */
interface Namesake {
  readonly person: string
  /** `id …`: the clinic's number of the patient. */
  key: string
  born: string | undefined
}

/** Who a row is about. */
interface FoundPerson {
  readonly id: string
  /** Nobody had the id before this row. */
  readonly isNew: boolean
}

/**
 * The person of each row: known by the key; else by a number and a name whose words are the same, so that a list without the clinic's ids finds
 * those that came with them; else a new one. Father and son have the number and the name in common: who has another birth date, or another
 * number at the clinic, is somebody else, and so is a row that says too little to tell which of several it is.
 */
export async function findPersons(
  rows: readonly ReadRow[],
  stores: readonly Store[],
  newId: () => string,
): Promise<readonly FoundPerson[]> {
  const byKey = new Map<string, string>()
  const namesakes = new Map<string, Namesake[]>()
  const wanted = new Set(rows.flatMap(makePlaces))
  for (const store of stores) {
    for (const person of await store.people.findByKeys(rows.map(({ key }) => key))) byKey.set(person.key, person.id)
    const owners = await store.people.findOwners(rows.flatMap(({ phones }) => phones.map(({ number }) => number)))
    for (const { number, person, name, key } of owners) {
      const place = `${number} ${sortWords(name ?? '')}`
      if (wanted.has(place)) addNamesake(namesakes, place, { person, key, born: undefined })
    }
  }
  await findBirthdays([...namesakes.values()].flat(), stores)
  return rows.map(row => {
    const places = makePlaces(row)
    const found =
      byKey.get(row.key) ??
      chooseNamesake(
        row,
        places.flatMap(place => namesakes.get(place) ?? []),
      )
    const id = found ?? newId()
    byKey.set(row.key, id)
    for (const place of places) addNamesake(namesakes, place, { person: id, key: row.key, born: row.born })
    return { id, isNew: found === undefined }
  })
}

function makePlaces({ words, phones }: ReadRow): readonly string[] {
  return phones.map(({ number }) => `${number} ${words}`)
}

/** What is learned of somebody is added to what was known. */
function addNamesake(namesakes: Map<string, Namesake[]>, place: string, one: Namesake): void {
  const all = namesakes.get(place) ?? []
  const known = all.find(({ person }) => person === one.person)
  if (known === undefined) namesakes.set(place, [...all, one])
  else {
    known.born ??= one.born
    if (!isClinics(known.key)) known.key = one.key
  }
}

function isClinics(key: string): boolean {
  return key.startsWith('id ')
}

function chooseNamesake({ key, born }: ReadRow, namesakes: readonly Namesake[]): string | undefined {
  const possible = namesakes.filter(
    other => !(isClinics(key) && isClinics(other.key)) && (born === undefined || other.born === undefined || other.born === born),
  )
  const [one, ...more] = new Set(possible.map(({ person }) => person))
  if (more.length === 0) return one
  const [same, ...others] = new Set(
    possible.filter(other => born !== undefined && other.born === born).map(({ person }) => person),
  )
  return others.length === 0 ? same : undefined
}

/** Birth dates stand in what persons are, or were, called about. */
async function findBirthdays(namesakes: readonly Namesake[], stores: readonly Store[]): Promise<void> {
  if (namesakes.length === 0) return
  const born = new Map<string, string>()
  for (const store of stores)
    for (const { person, data } of await store.contacts.findByPersons(namesakes.map(one => one.person))) {
      const found = findBirthday(data)
      if (found !== undefined) born.set(person, found)
    }
  for (const one of namesakes) one.born = born.get(one.person)
}

function findBirthday(data: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string' && isBirthday(name)) return value
    const inside = typeof value === 'object' && value !== null ? findBirthday(value as Record<string, unknown>) : undefined
    if (inside !== undefined) return inside
  }
  return undefined
}
