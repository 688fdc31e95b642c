import type { Country } from '../../engine/campaigns/countries/index.ts'
import type { Retired, Store } from '../../engine/store/index.ts'
import { erasePerson } from '../people/erase-person.ts'
import { deleteJournals } from '../people/delete-journals.ts'

/** What a sweep took out, or would. */
export interface SweepReport {
  readonly calls: number
  readonly messages: number
  readonly contacts: number
  /** Persons of whom nothing is left but that they were called. */
  readonly persons: number
  /** Journals that were files. */
  readonly journals: number
}

/** Whose sweep it is, and when; a trial changes nothing. */
export interface SweepOptions {
  readonly actor: string
  readonly now: number
  readonly isTrial: boolean
}

/**
 * Takes out what has been kept as long as its country allows, by the number that it belongs to; what belongs to no country that says so, after
 * the shortest time of all that do. Noted in the audit log. Where no country says how long, nothing is taken out.
 */
export async function sweepRetention(
  store: Store,
  dataFolder: string,
  countries: ReadonlyMap<string, Country>,
  { actor, now, isTrial }: SweepOptions,
): Promise<SweepReport> {
  const ruled = [...countries.values()].flatMap(({ callingCode, retention }) =>
    retention === undefined ? [] : [{ prefix: `+${callingCode}`, retention }],
  )
  const total = { calls: 0, messages: 0, contacts: 0, persons: 0, journals: 0 }
  if (ruled.length === 0) return total
  const shortest = (of: (retention: (typeof ruled)[number]['retention']) => number): number =>
    Math.min(...ruled.map(({ retention }) => of(retention)))
  const rest = {
    callsMs: shortest(({ callsMs }) => callsMs),
    messagesMs: shortest(({ messagesMs }) => messagesMs),
    contactsMs: shortest(({ contactsMs }) => contactsMs),
  }
  const scopes = [
    ...ruled.map(({ prefix, retention }) => ({ scope: { prefix }, retention })),
    { scope: { besides: ruled.map(({ prefix }) => prefix) }, retention: rest },
  ]
  for (const { scope, retention } of scopes) {
    const limits = {
      calls: now - retention.callsMs,
      messages: now - retention.messagesMs,
      contacts: now - retention.contactsMs,
    }
    const retired: Retired = await store.retire(scope, limits, isTrial)
    if (!isTrial) {
      deleteJournals(dataFolder, retired.journals)
      for (const person of retired.persons) await erasePerson(store, dataFolder, person, { actor, now })
    }
    total.calls += retired.calls
    total.messages += retired.messages
    total.contacts += retired.contacts
    total.persons += retired.persons.length
    total.journals += retired.journals.length
  }
  const hasDone = Object.values(total).some(count => count > 0)
  if (!isTrial && hasDone)
    await store.audit.append({ at: now, actor, action: 'retention.sweep', subject: 'all', details: { ...total } })
  return total
}
