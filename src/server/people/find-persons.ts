import type { PersonRecord, Store } from '../../engine/store/index.ts'

/** Persons by what somebody says of them: an id, a number with its country, or the clinic's number of the patient. */
export async function findPersons(store: Store, wanted: string): Promise<readonly PersonRecord[]> {
  const number = wanted.replaceAll(/[\s()-]/g, '')
  if (/^\+\d{7,15}$/.test(number)) return store.people.listByNumber(number)
  const own = await store.people.find(wanted)
  return own === undefined ? store.people.findByKeys([`id ${wanted}`, wanted]) : [own]
}
