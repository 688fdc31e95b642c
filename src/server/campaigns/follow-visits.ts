import { DateTime } from 'luxon'
import type { Clock } from '../../engine/call/ports.ts'
import { type CampaignDocument, type Campaigns, readDeadlineOf, VISIT_GROUP } from '../../engine/campaigns/index.ts'
import type { Visit } from '../../engine/clinic/index.ts'
import { OperationalError } from '../../engine/operational-error.ts'
import type { ContactRecord, Store } from '../../engine/store/index.ts'
import type { Log } from '../log.ts'
import { type Repeated, repeat } from '../repeat.ts'

/** A clinic's system that tells which visits were changed since an instant (epoch ms), by whomever; of what is not there any more, that it is cancelled. */
export interface ChangingVisits {
  listChangedVisits(since: number): AsyncIterable<ChangedVisit>
  /** Those of these visits that are not there any more; absent where that is told with the changes. */
  readonly listGone?: (ids: readonly string[]) => Promise<readonly string[]>
}

type ChangedVisit = Visit | (Pick<Visit, 'id'> & { readonly status: 'cancelled' })

/** What visits are followed with. */
export interface FollowOptions {
  /** Asked each time; rejects with an `OperationalError` while the system is away. */
  system(): Promise<ChangingVisits>
  readonly store: Store
  /** Campaigns in force. */
  campaigns(): Campaigns['campaigns']
  readonly clock: Clock
  readonly log: Log
}

/** How often it is asked: well before the next call to somebody. */
const EVERY_MS = 15_000
/** Asked for again: what was written while the answer was made, and by clocks that differ. */
const OVERLAP_MS = 2 * 60_000
/** Where it begins after a start: what changed while nobody looked. */
const BEGINS_BACK_MS = 86_400_000
/** How often visits of those who are to be called until then are looked for, where the system does not tell what is not there any more. */
const LOOK_FOR_EVERY_MS = 10 * 60_000
/** Contacts that are read at once. */
const AT_ONCE = 500
const OPEN = ['waiting', 'answering'] as const

/**
 * Follows what becomes of visits at the clinic: whoever would be called about a visit that was cancelled or is over is called no more, and
 * about one that was moved by its new time. The contact says why. Goes on until it is closed.
 */
export function followVisits({ system, store, campaigns, clock, log }: FollowOptions): Repeated {
  let since = clock.now() - BEGINS_BACK_MS
  let lookForAt = 0
  const look = async (): Promise<void> => {
    const began = clock.now()
    const source = await system()
    const take = (visit: ChangedVisit): Promise<void> => takeVisit(store, campaigns(), visit, clock.now())
    for await (const visit of source.listChangedVisits(since)) await take(visit)
    since = began - OVERLAP_MS
    if (source.listGone === undefined || began < lookForAt) return
    for await (const ids of listDueSubjects(store, campaigns(), began + LOOK_FOR_EVERY_MS))
      for (const id of await source.listGone(ids)) await take({ id, status: 'cancelled' })
    lookForAt = began + LOOK_FOR_EVERY_MS
  }
  const failed = (error: unknown): void => {
    const facts = error instanceof OperationalError ? { code: error.code } : {}
    log.warn(facts, 'what became of visits at the clinic could not be asked; it is asked again')
  }
  return repeat({ clock, everyMs: EVERY_MS, failed }, look)
}

/** Visits that the clinic itself named, of contacts whose turn comes before an instant (epoch ms), some at a time. */
async function* listDueSubjects(
  store: Store,
  campaigns: Campaigns['campaigns'],
  before: number,
): AsyncIterable<readonly string[]> {
  for (const { name: campaign, contacts } of campaigns.values()) {
    // Lists may name visits by numbers that the system does not have.
    if (contacts.kind !== 'clinic') continue
    let page: readonly ContactRecord[]
    for (let after: string | undefined; ; after = page.at(-1)?.id) {
      page = await store.contacts.list({ campaign, state: 'waiting', limit: AT_ONCE, ...(after !== undefined && { after }) })
      const due = page.filter(({ subject, dueAt }) => subject !== '' && dueAt !== null && dueAt < before)
      if (due.length > 0) yield due.map(({ subject }) => subject)
      if (page.length < AT_ONCE) break
    }
  }
}

/** Puts what became of a visit into the contacts that are about it and whose turn is still to come. Taking it twice changes nothing more. */
async function takeVisit(store: Store, campaigns: Campaigns['campaigns'], visit: ChangedVisit, now: number): Promise<void> {
  for (const { name, contacts, deadline } of campaigns.values()) {
    const group = readGroup(contacts)
    if (group === undefined) continue
    for (const contact of await store.contacts.listBySubject(name, visit.id, OPEN)) {
      if (visit.status !== 'booked' && visit.status !== 'confirmed') {
        const step = { state: 'finished', dueAt: null, reason: `visit_${visit.status}` } as const
        await store.contacts.plan(contact.id, step, now, OPEN)
        continue
      }
      const data = placeVisit(contact, group, visit)
      if (data === undefined) continue
      const deadlineAt = readDeadlineOf(deadline, data, contact.zone) ?? contact.deadlineAt
      await store.transaction(async inside => {
        await inside.contacts.replaceData(contact.id, data, deadlineAt, now)
        // The plan looks again at once: its hours and its deadline are others now.
        await inside.contacts.plan(contact.id, { state: 'waiting', dueAt: now, reason: 'visit_moved' }, now, ['waiting'])
      })
    }
  }
}

/** Under what name the scenario of a campaign gets the visit that a contact is about; a list says it by its subject: appointment.id. */
function readGroup(contacts: CampaignDocument['contacts']): string | undefined {
  if (contacts.kind === 'clinic') return VISIT_GROUP
  return contacts.kind === 'list' ? /^(.+)\.id$/.exec(contacts.subject ?? '')?.[1] : undefined
}

/** The contact's data with the visit as it is now; undefined when that is what they say. */
function placeVisit({ data, zone }: ContactRecord, group: string, visit: Visit): ContactRecord['data'] | undefined {
  const known = data[group]
  if (typeof known !== 'object' || known === null || !('at' in known)) return undefined
  const { at, doctor, place } = known as { readonly at: unknown; readonly doctor?: unknown; readonly place?: unknown }
  const wasAt = typeof at === 'string' ? DateTime.fromISO(at, { zone }).toMillis() : at
  if (wasAt === visit.at) return undefined
  const now = typeof at === 'string' ? DateTime.fromMillis(visit.at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm") : visit.at
  return {
    ...data,
    [group]: {
      ...known,
      at: now,
      ...(doctor !== undefined &&
        visit.doctor !== undefined && { doctor: typeof doctor === 'string' ? visit.doctor : { name: visit.doctor } }),
      ...(place !== undefined && visit.place !== undefined && { place: visit.place }),
    },
  }
}
