import type { Erasure, Store } from '../../engine/store/index.ts'
import { maskNumber } from '../mask-number.ts'
import { deleteJournals } from './delete-journals.ts'

/**
 * Erases a person with the journals of their calls in the data folder, and says so in the audit log. Undefined when there is none of this id,
 * or a call is under way.
 */
export async function erasePerson(
  store: Store,
  dataFolder: string,
  person: string,
  { actor, now }: { readonly actor: string; readonly now: number },
): Promise<Erasure | undefined> {
  const erasure = await store.erasePerson(person, now)
  if (erasure === undefined) return undefined
  deleteJournals(dataFolder, erasure.journals)
  await store.audit.append({ at: now, actor, action: 'person.erase', subject: person, details: erasure.counts })
  return erasure
}

/** Erases what is entered under a number and no person, with journals of calls, and says so in the audit log. */
export async function eraseNumber(
  store: Store,
  dataFolder: string,
  number: string,
  { actor, now }: { readonly actor: string; readonly now: number },
): Promise<Erasure> {
  const erasure = await store.eraseNumber(number)
  deleteJournals(dataFolder, erasure.journals)
  await store.audit.append({ at: now, actor, action: 'number.erase', subject: maskNumber(number), details: erasure.counts })
  return erasure
}
