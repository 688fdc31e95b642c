import type { LeftTime } from '../system.ts'
import { listSlots } from './marks.ts'
import { readVisit } from './read-visit.ts'
import type { Kept } from './resources.ts'
import type { FhirWorld } from './world.ts'

type Appointment = Kept<'Appointment'>

/**
 * Times that visits have left since an instant, by whomever: cancelled ones, and moved ones where the server shows what an appointment was
 * before. Whether the times are free now is not looked at.
 */
export async function* listLeftTimes(world: FhirWorld, since: number): AsyncIterable<LeftTime> {
  const { connection, capabilities } = world
  const _lastUpdated = `ge${connection.atServer(since)}`
  for await (const appointment of connection.search('Appointment', { _lastUpdated }))
    if (capabilities.keepsHistory('Appointment')) yield* listLeftBy(world, appointment.id, since)
    else if (appointment.status === 'cancelled') yield* describeLeft(world, { ...appointment, status: 'booked' }, appointment)
}

/** By the versions of one appointment, the newest first. */
async function* listLeftBy(world: FhirWorld, id: string, since: number): AsyncIterable<LeftTime> {
  const { connection } = world
  const from = Date.parse(connection.atServer(since))
  let newer: Appointment | undefined
  for await (const older of connection.history('Appointment', id)) {
    if (newer !== undefined && hasLeft(older, newer)) yield* describeLeft(world, older, newer)
    if (Date.parse(older.meta?.lastUpdated ?? '') < from) return
    newer = older
  }
}

function hasLeft(older: Appointment, newer: Appointment): boolean {
  if (newer.status === 'cancelled' || newer.status === 'entered-in-error') return true
  return newer.start !== older.start || listSlots(newer).join() !== listSlots(older).join()
}

async function* describeLeft(world: FhirWorld, older: Appointment, newer: Appointment): AsyncIterable<LeftTime> {
  const visit = await readVisit(older, world)
  if (visit?.status === 'booked' || visit?.status === 'confirmed')
    yield { visit, cause: `${newer.id}:${newer.meta?.versionId ?? newer.start}` }
}
