import type { LeftTime, Visit } from '../system.ts'
import { listSlots } from './marks.ts'
import { mendVisit } from './mend-slot.ts'
import { readVisit } from './read-visit.ts'
import type { Kept } from './resources.ts'
import type { FhirWorld } from './world.ts'

type Appointment = Kept<'Appointment'>

/** A visit that was changed; of one that is not there any more only that is known. */
export type ChangedVisit = Visit | (Pick<Visit, 'id'> & { readonly status: 'cancelled' })

/** Visits that were changed since an instant (epoch ms), by whomever. What was entered in error, or deleted, is cancelled. */
export async function* listChangedVisits(world: FhirWorld, since: number): AsyncIterable<ChangedVisit> {
  const { connection, capabilities } = world
  const from = connection.atServer(since)
  for await (const record of connection.search('Appointment', { _lastUpdated: `ge${from}` })) {
    const visit: ChangedVisit | undefined = isInError(record) ? gone(record.id) : await readVisit(record, world)
    if (visit !== undefined) yield visit
  }
  if (!capabilities.tellsDeleted('Appointment')) return
  for await (const id of connection.listDeleted('Appointment', from)) if (await isGone(world, id)) yield gone(id)
}

/** Visits that are asked for at once: a search has one address, which has an end. */
const AT_ONCE = 50

/** Those of these visits that are not there any more. Nothing is left of what a server deletes and does not tell of. */
export async function listGone(world: FhirWorld, ids: readonly string[]): Promise<readonly string[]> {
  const isThere = new Set<string>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const _id = ids.slice(from, from + AT_ONCE).join(',')
    for await (const { id } of world.connection.search('Appointment', { _id })) isThere.add(id)
  }
  const lost: string[] = []
  // A search passes over what does not fit R4, and an index may be late: what it lacks is read.
  for (const id of ids) if (!isThere.has(id) && (await isGone(world, id))) lost.push(id)
  return lost
}

/**
 * Times that visits have left since an instant, by whomever: cancelled ones, moved ones where the server shows what an appointment was before,
 * and deleted ones where it tells of those too. Whether the times are free now is not looked at.
 */
export async function* listLeftTimes(world: FhirWorld, since: number): AsyncIterable<LeftTime> {
  const { connection, capabilities } = world
  const from = connection.atServer(since)
  const showsBefore = capabilities.keepsHistory('Appointment')
  for await (const appointment of connection.search('Appointment', { _lastUpdated: `ge${from}` }))
    if (showsBefore) yield* listLeftBy(world, appointment.id, since)
    else if (isOff(appointment)) yield* describeLeft(world, { ...appointment, status: 'booked' }, versionOf(appointment))
  if (!showsBefore || !capabilities.tellsDeleted('Appointment')) return
  for await (const id of connection.listDeleted('Appointment', from)) {
    if (!(await isGone(world, id))) continue
    if (capabilities.canRead('Slot')) await mendVisit(world, id)
    for await (const last of connection.history('Appointment', id)) {
      yield* describeLeft(world, last, `${id}:deleted`)
      break
    }
  }
}

/** By the versions of one appointment, the newest first. */
async function* listLeftBy(world: FhirWorld, id: string, since: number): AsyncIterable<LeftTime> {
  const { connection } = world
  const from = Date.parse(connection.atServer(since))
  let newer: Appointment | undefined
  for await (const older of connection.history('Appointment', id)) {
    if (newer !== undefined && hasLeft(older, newer)) yield* describeLeft(world, older, versionOf(newer))
    if (Date.parse(older.meta?.lastUpdated ?? '') < from) return
    newer = older
  }
}

/** What was deleted may have been put there again under its id. */
async function isGone({ connection }: FhirWorld, id: string): Promise<boolean> {
  return (await connection.read('Appointment', id)) === undefined
}

function gone(id: string): ChangedVisit {
  return { id, status: 'cancelled' }
}

function isInError({ status }: Appointment): boolean {
  return status === 'entered-in-error'
}

function isOff(appointment: Appointment): boolean {
  return appointment.status === 'cancelled' || isInError(appointment)
}

function hasLeft(older: Appointment, newer: Appointment): boolean {
  return isOff(newer) || newer.start !== older.start || listSlots(newer).join() !== listSlots(older).join()
}

function versionOf({ id, meta, start }: Appointment): string {
  return `${id}:${meta?.versionId ?? start}`
}

async function* describeLeft(world: FhirWorld, older: Appointment, cause: string): AsyncIterable<LeftTime> {
  const visit = await readVisit(older, world)
  if (visit?.status === 'booked' || visit?.status === 'confirmed') yield { visit, cause }
}
