import { sortWords } from '../../engine/campaigns/lists/index.ts'
import type { PersonRecord, Store } from '../../engine/store/index.ts'

/**
 * Persons by what somebody says of them: an id, a number with its country, the clinic's number of the patient, or for whom no list gave one the name
 * with the birth date (`Anna Nowak 1972-05-03`).
 */
export async function findPersons(store: Store, wanted: string): Promise<readonly PersonRecord[]> {
  const number = readNumber(wanted)
  if (number !== undefined) return store.people.listByNumber(number)
  const own = await store.people.find(wanted)
  if (own !== undefined) return [own]
  const named = readNamed(wanted)
  return store.people.findByKeys([`id ${wanted}`, wanted, ...(named === undefined ? [] : [`name ${named.words} ${named.born}`])])
}

/** A name and a birth date, its words as `sortWords` has them; undefined for anything else. */
export function readNamed(wanted: string): { readonly words: string; readonly born: string } | undefined {
  const [, name, born] = /^(.+?),? (\d{4}-\d{2}-\d{2})$/.exec(wanted.trim()) ?? []
  return name === undefined || born === undefined ? undefined : { words: sortWords(name), born }
}

/** A number with its country (+48 600 000 201) in E.164; undefined for anything else. */
export function readNumber(wanted: string): string | undefined {
  const number = wanted.replaceAll(/[\s()-]/g, '')
  return /^\+\d{7,15}$/.test(number) ? number : undefined
}
