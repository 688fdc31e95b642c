import type { PersonRecord, Store } from '../../engine/store/index.ts'

/** Persons by what somebody says of them: an id, a number with its country, or the clinic's number of the patient. */
export async function findPersons(store: Store, wanted: string): Promise<readonly PersonRecord[]> {
  const number = readNumber(wanted)
  if (number !== undefined) return store.people.listByNumber(number)
  const own = await store.people.find(wanted)
  return own === undefined ? store.people.findByKeys([`id ${wanted}`, wanted]) : [own]
}

/** A number with its country (+48 600 000 201) in E.164; undefined for anything else. */
export function readNumber(wanted: string): string | undefined {
  const number = wanted.replaceAll(/[\s()-]/g, '')
  return /^\+\d{7,15}$/.test(number) ? number : undefined
}
