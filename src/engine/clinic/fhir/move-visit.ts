import { OperationalError } from '../../operational-error.ts'
import type { ClinicSystem, Deed, Visit } from '../system.ts'
import { findSchedule } from './book-slot.ts'
import { listSlots, readId } from './marks.ts'
import { finishVisit } from './read-visit.ts'
import type { Kept, Resource } from './resources.ts'
import { endDeed, mendVisit, STALE_MS } from './mend-slot.ts'
import { adoptSlots, findTakeable, takeSlot } from './take-slot.ts'
import type { FhirWorld } from './world.ts'

/** Two moves of one visit wait for each other, five seconds in all. */
const BUSY_WAIT_MS = 50
const MOST_WAITS = 100

/**
 * Moves a visit in four writes: the intent on the appointment; the new slot, which decides; the appointment from the old to the new time, in
 * one write, so that the patient has one time at every moment; the old slot free. The same key goes on from wherever it ended.
 */
export async function moveVisit(
  world: FhirWorld,
  { key, visit, slot, hold }: Parameters<ClinicSystem['move']>[0],
): Promise<Deed<{ readonly visit: Visit }>> {
  const { connection, marks, now } = world
  for (let tries = 0; tries < MOST_WAITS; tries += 1) {
    const read = await readStanding(world, visit, key)
    if (read.kind !== 'standing') {
      await mendVisit(world, visit)
      return read.kind === 'done' ? finishVisit(read.appointment, world) : read
    }
    let { appointment } = read
    if (listSlots(appointment).includes(slot)) return finishVisit(appointment, world)
    if (marks.readDeed(appointment, key) === undefined) {
      if ((await findTakeable(world, slot, { hold, appointment: visit })) === undefined) return { kind: 'taken' }
      await adoptSlots(world, appointment, key)
      const begun = await connection.update<'Appointment'>({
        ...appointment,
        identifier: [...marks.withDeed(appointment, key, 'under_way', now())],
      })
      if (begun.kind === 'refused') return begun
      if (begun.kind === 'changed') continue
      appointment = begun.resource
    }
    const took = await takeSlot(world, slot, { appointment: visit, key, hold })
    if (took === 'taken') {
      // The mark alone says nothing: where it cannot be taken off now, the next one who looks does it.
      await connection.update(endDeed(world, appointment, key))
      return { kind: 'taken' }
    }
    const moved = await connection.update(await placeAt(world, appointment, took, key))
    if (moved.kind === 'changed') continue
    if (moved.kind === 'refused') await connection.update(endDeed(world, appointment, key))
    await mendVisit(world, visit)
    return moved.kind === 'written' ? finishVisit(moved.resource, world) : moved
  }
  throw explainBusy()
}

/** An appointment that may be changed by this deed; or what is to be answered instead. */
export async function readStanding(
  world: FhirWorld,
  visit: string,
  key: string,
): Promise<
  | { readonly kind: 'standing'; readonly appointment: Kept<'Appointment'> }
  | { readonly kind: 'done'; readonly appointment: Kept<'Appointment'> }
  | { readonly kind: 'refused'; readonly reason: string }
> {
  const { connection, marks, now, wait } = world
  for (let tries = 0; tries < MOST_WAITS; tries += 1) {
    const appointment = await connection.read('Appointment', visit)
    if (appointment === undefined) return { kind: 'refused', reason: 'unknown_visit' }
    if (marks.readDeed(appointment, key) === 'done') return { kind: 'done', appointment }
    if (appointment.status !== 'booked' && appointment.status !== 'pending')
      return { kind: 'refused', reason: appointment.status }
    const other = marks.findUnderWay(appointment)
    if (other === undefined || other.key === key) return { kind: 'standing', appointment }
    if (now() - other.since < STALE_MS) await wait(BUSY_WAIT_MS)
    else await connection.update(endDeed(world, appointment, other.key))
  }
  throw explainBusy()
}

async function placeAt(
  world: FhirWorld,
  appointment: Kept<'Appointment'>,
  slot: Kept<'Slot'>,
  key: string,
): Promise<Kept<'Appointment'>> {
  const schedule = await findSchedule(world, slot)
  return {
    ...appointment,
    slot: [{ reference: `Slot/${slot.id}` }],
    start: slot.start,
    end: slot.end,
    participant: placeParticipants(appointment, schedule),
    identifier: [...world.marks.withDeed(appointment, key, 'done', world.now())],
  }
}

/** The patient chose the new time; doctor and place are the new schedule's. */
function placeParticipants(
  { participant }: Resource<'Appointment'>,
  schedule: Kept<'Schedule'> | undefined,
): Resource<'Appointment'>['participant'] {
  const placed = new Set(['Practitioner', 'PractitionerRole', 'Location', 'HealthcareService', 'Device'])
  const isOf = (reference: { readonly reference?: string | undefined } | undefined, types: Iterable<string>): boolean =>
    [...types].some(type => readId(reference, type) !== undefined)
  const accepted = participant.map(one => (isOf(one.actor, ['Patient']) ? { ...one, status: 'accepted' as const } : one))
  if (schedule === undefined) return accepted
  return [
    ...accepted.filter(one => !isOf(one.actor, placed)),
    ...schedule.actor.map(actor => ({ actor, status: 'accepted' as const })),
  ]
}

function explainBusy(): OperationalError {
  return new OperationalError('clinic/busy', 'Somebody else is changing the same visit at this moment.', {
    retryable: true,
    remedy: 'It is tried again; after two minutes a change that did not end counts as given up.',
  })
}
