import { rmSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Erasure, Store } from '../../engine/store/index.ts'

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
  for (const journal of erasure.journals) {
    const path = resolve(dataFolder, journal)
    if (path.startsWith(dataFolder + sep)) rmSync(path, { force: true })
  }
  await store.audit.append({ at: now, actor, action: 'person.erase', subject: person, details: erasure.counts })
  return erasure
}
