import { isInPart } from '../part-of-day.ts'
import type { Deed, FreeTime, TimesWanted, Visit } from '../system.ts'
import type { Booking } from './booking.ts'
import { confirmVisit, writeReason } from './change-visit.ts'
import { isFor, isNamed, likeVisit } from './find-free-slots.ts'
import { findByDeed } from './keep-record.ts'
import { readStanding } from './move-visit.ts'
import { readConceptName } from './read-names.ts'
import { findPatient, finishVisit, recordOf } from './read-visit.ts'
import type { Kept, Resource } from './resources.ts'
import type { FhirWorld } from './world.ts'

type Appointment = Kept<'Appointment'>

/**
 * Books by the server's own operations: `$find` proposes appointments, `$hold` keeps one, `$book` makes, moves and cancels; the server sees to
 * it that a time is given once. https://profiles.ihe.net/ITI/Scheduling/
 */
export function createOperationBooking(world: FhirWorld): Booking {
  const { connection, marks, now } = world

  /** One operation on an appointment; what it returns says by its status what was done. */
  const operate = async (
    name: '$hold' | '$book',
    parameter: object,
    expected: Resource<'Appointment'>['status'],
  ): Promise<{ readonly kind: 'done'; readonly appointment: Appointment } | { readonly kind: 'taken' } | Refused> => {
    const answer = await connection.operate(`Appointment/${name}`, [parameter])
    if (answer.kind === 'changed') return { kind: 'taken' }
    if (answer.kind === 'refused') return answer
    const [appointment] = answer.appointments
    return appointment?.status === expected ? { kind: 'done', appointment } : { kind: 'taken' }
  }
  /** A `$book` whose answer was lost is looked for by its key before it is sent. */
  const book = async (
    key: string,
    appointment: Appointment,
    status: 'booked' | 'cancelled',
  ): Promise<Deed<{ readonly visit: Visit }>> => {
    const resource = { ...appointment, identifier: [...marks.withDeed(appointment, key, 'done', now())] }
    const booked = await operate('$book', { name: 'appointment-resource', resource }, status)
    return booked.kind === 'done' ? finishVisit(booked.appointment, world) : booked
  }
  const change = async (
    key: string,
    visit: string,
    status: 'booked' | 'cancelled',
    how: (appointment: Appointment) => Appointment,
  ): Promise<Deed<{ readonly visit: Visit }>> => {
    const read = await readStanding(world, visit, key)
    if (read.kind === 'done') return finishVisit(read.appointment, world)
    if (read.kind === 'refused') return read
    return book(key, how(read.appointment), status)
  }

  return {
    findFreeTimes: wanted => findProposals(world, wanted),
    async hold({ slot, held: before }) {
      // How long it is kept is the server's to say.
      const own = before === undefined ? undefined : await connection.read('Appointment', before)
      if (own?.status === 'pending') return { kind: 'done', record: recordOf(own), hold: own.id }
      const proposed = await proposeAgain(world, slot)
      if (proposed === undefined) return { kind: 'taken' }
      const held = await operate(
        '$hold',
        { name: 'appointment-reference', valueReference: { reference: `Appointment/${proposed}` } },
        'pending',
      )
      return held.kind === 'done' ? { kind: 'done', record: recordOf(held.appointment), hold: held.appointment.id } : held
    },
    async release({ hold }) {
      const held = await connection.read('Appointment', hold)
      if (held?.status !== 'pending') return
      await operate('$book', { name: 'appointment-resource', resource: { ...held, status: 'cancelled' } }, 'cancelled')
    },
    async book({ key, patient, slot, hold, note }) {
      const known = await findByDeed(world, 'Appointment', key)
      if (known !== undefined) return finishVisit(known, world)
      const proposed = await connection.read('Appointment', hold ?? slot)
      if (proposed === undefined) return { kind: 'taken' }
      const others = proposed.participant.filter(one => !isPatient(one))
      return book(
        key,
        {
          ...proposed,
          status: 'pending',
          ...(note !== undefined && { comment: note }),
          participant: [{ actor: { reference: `Patient/${patient}` }, status: 'needs-action' }, ...others],
        },
        'booked',
      )
    },
    async move({ key, visit, slot, hold }) {
      const proposed = await connection.read('Appointment', hold ?? slot)
      if (proposed === undefined) return { kind: 'taken' }
      return change(key, visit, 'booked', appointment => ({
        ...appointment,
        status: 'booked',
        start: proposed.start,
        end: proposed.end,
        slot: proposed.slot,
        participant: [...appointment.participant.filter(isPatient), ...proposed.participant.filter(one => !isPatient(one))],
      }))
    },
    cancel: ({ key, visit, reason }) =>
      change(key, visit, 'cancelled', appointment => ({
        ...appointment,
        status: 'cancelled',
        cancelationReason: writeReason(world, reason),
      })),
    confirm: request => confirmVisit(world, request),
    settle: appointment => finishVisit(appointment, world),
  }
}

type Refused = { readonly kind: 'refused'; readonly reason: string }

function isPatient(one: Resource<'Appointment'>['participant'][number]): boolean {
  return findPatient({ participant: [one] } as Resource<'Appointment'>) !== undefined
}

/** A proposal that still stands: the one that is meant, or after the end of a hold another of the same time, doctor and place. */
async function proposeAgain(world: FhirWorld, id: string): Promise<string | undefined> {
  const known = await world.connection.read('Appointment', id)
  if (known?.status !== 'cancelled') return known?.id
  const at = Date.parse(known.start ?? '')
  const listOthers = ({ participant }: Appointment): string =>
    participant
      .map(({ actor }) => actor?.reference)
      .filter(reference => !reference?.startsWith('Patient/'))
      .join()
  const proposals = await askProposals(world, { from: at, until: at + 1 })
  return proposals.find(one => Date.parse(one.start ?? '') === at && listOthers(one) === listOthers(known))?.id
}

async function askProposals(
  { connection }: FhirWorld,
  { from, until }: Pick<TimesWanted, 'from' | 'until'>,
  parameters: readonly object[] = [],
): Promise<readonly Appointment[]> {
  const answer = await connection.operate('Appointment/$find', [
    { name: 'start', valueDateTime: new Date(from).toISOString() },
    { name: 'end', valueDateTime: new Date(until).toISOString() },
    ...parameters,
  ])
  return answer.kind === 'returned' ? answer.appointments.filter(({ status }) => status === 'proposed') : []
}

async function findProposals(world: FhirWorld, wanted: TimesWanted): Promise<readonly FreeTime[]> {
  const { mapping, directory } = world
  const asked = await likeVisit(world, wanted)
  const code = (name: string | undefined, codes: typeof mapping.specialties): string | undefined => {
    const coding = name === undefined ? undefined : codes.get(name)
    return coding === undefined ? undefined : `${coding.system}|${coding.code}`
  }
  const parameters = Object.entries({
    specialty: code(asked.specialty, mapping.specialties),
    'visit-type': code(asked.program, mapping.programs),
  }).flatMap(([name, value]) => (value === undefined ? [] : [{ name, valueString: value }]))
  const times: FreeTime[] = []
  for (const one of await askProposals(world, asked, parameters)) {
    const at = Date.parse(one.start ?? '')
    const actors = one.participant.map(({ actor }) => actor)
    const [doctor, place] = [await directory.nameOf('Practitioner', actors), await directory.nameOf('Location', actors)]
    const specialty = readConceptName(one.specialty, mapping.specialties)
    const program = readConceptName(one.serviceType, mapping.programs)
    if (Number.isNaN(at) || at < asked.from || at >= asked.until) continue
    // A server may pass over what it was asked for: a wrong doctor is worse than none.
    if (!isFor(one.specialty, asked.specialty, mapping.specialties)) continue
    if (!isFor(one.serviceType, asked.program, mapping.programs)) continue
    if (!isNamed(doctor, asked.doctor) || !isNamed(place, asked.place) || !isInPart(at, asked.part, mapping.timezone)) continue
    times.push({
      slot: one.id,
      at,
      ...(one.end !== undefined && { durationMs: Date.parse(one.end) - at }),
      ...(specialty !== undefined && { specialty }),
      ...(doctor !== undefined && { doctor }),
      ...(place !== undefined && { place }),
      ...(program !== undefined && { program }),
    })
  }
  return times.sort((left, right) => left.at - right.at).slice(0, wanted.limit)
}
