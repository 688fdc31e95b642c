import { setTimeout as realWait } from 'node:timers/promises'
import { OperationalError } from '../../operational-error.ts'
import type { ClinicSystem, Doctor, LeftTime, Visit } from '../system.ts'
import { addTask, requestHomeVisit } from './add-task.ts'
import type { Booking } from './booking.ts'
import { readCapabilities } from './capabilities.ts'
import { createConnection } from './connection.ts'
import { createDirectory } from './directory.ts'
import { listFacts } from './facts.ts'
import { findDeed } from './find-deed.ts'
import { type FhirInspection, inspectServer } from './inspect.ts'
import { type ChangedVisit, listChangedVisits, listGone, listLeftTimes } from './list-left.ts'
import { listVisitsBetween, searchVisits } from './list-visits.ts'
import type { FhirMapping } from './mapping.ts'
import { createMarks } from './marks.ts'
import { mendSince } from './mend-slot.ts'
import { createOperationBooking } from './operation-booking.ts'
import { findPatients, registerPatient } from './patients.ts'
import { readConceptName } from './read-names.ts'
import { readVisit } from './read-visit.ts'
import { saveConsent, saveContact } from './save-contact.ts'
import { saveAnswers, saveMeasurements } from './save-told.ts'
import { createSignOn, type FhirSecrets } from './sign-on.ts'
import { createSlotBooking } from './slot-booking.ts'
import { createTaskBooking } from './task-booking.ts'
import { type ChangeHook, subscribe } from './subscribe.ts'
import type { FhirWorld } from './world.ts'

/** What a clinic on FHIR is made of. */
export interface FhirClinicOptions {
  readonly mapping: FhirMapping
  readonly secrets: FhirSecrets
  /** Epoch ms. */
  now(): number
  /** Between tries; default: real time. */
  readonly wait?: (ms: number) => Promise<unknown>
}

/** The clinic's system behind FHIR R4. */
export interface FhirClinic extends ClinicSystem {
  /** How times are booked here, as the server says of itself or the mapping says of it. */
  readonly booking: 'operations' | 'slots' | 'tasks'
  /** Visits that were changed since an instant, by whomever. */
  listChangedVisits(since: number): AsyncIterable<ChangedVisit>
  /** Those of these visits that were deleted; absent where listChangedVisits tells of them. */
  readonly listGone?: (ids: readonly string[]) => Promise<readonly string[]>
  /** Times that visits have left since an instant, by whomever. */
  listLeftTimes(since: number): AsyncIterable<LeftTime>
  /** What the server has and can, for who connects it. */
  inspect(): Promise<FhirInspection>
  /** Has the server tell when visits change, if it does such; to be asked again now and then. */
  subscribe(hook: ChangeHook): Promise<'kept' | 'begun' | 'unsupported'>
  /** Ends what crashes left since an instant; returns how many appointments were looked at. */
  mend(since: number): Promise<number>
}

const BOOKINGS: Readonly<Record<FhirClinic['booking'], (world: FhirWorld) => Booking>> = {
  operations: createOperationBooking,
  slots: createSlotBooking,
  tasks: createTaskBooking,
}

/**
 * Opens a clinic on FHIR R4: signs on and asks the server what it can do.
 * @throws {OperationalError} when the server cannot be reached, is none of R4, or a secret is missing
 */
export async function openFhirClinic({ mapping, secrets, now, wait = realWait }: FhirClinicOptions): Promise<FhirClinic> {
  const { server, timeoutMs, page } = mapping
  const signOn = createSignOn(mapping.signOn, secrets, { now, fetch, timeoutMs, server })
  const connection = createConnection({ server, timeoutMs, page, signOn, now, wait })
  const capabilities = readCapabilities(await connection.readCapabilities(), mapping)
  if (capabilities === undefined)
    throw new OperationalError('clinic/no-fhir', 'The clinic’s server says nothing of FHIR R4 under its address.', {
      remedy: 'Give as server in clinic-fhir.yaml the base address for R4: it often ends in /r4 or /fhir.',
    })
  const world: FhirWorld = {
    connection,
    mapping,
    capabilities,
    now,
    wait,
    marks: createMarks(mapping.identifiers),
    directory: createDirectory(connection, now),
  }
  const { settle, ...booking } = BOOKINGS[capabilities.booking](world)

  return {
    ...booking,
    booking: capabilities.booking,
    findPatients: hint => findPatients(world, hint),
    register: request => registerPatient(world, request),
    async listVisits(patient, from) {
      const visits: Visit[] = []
      const date = `ge${new Date(from).toISOString()}`
      for await (const visit of searchVisits(world, { patient: `Patient/${patient}`, date, _sort: 'date' }))
        if (visit.at >= from) visits.push(visit)
      return visits.sort((left, right) => left.at - right.at)
    },
    listVisitsBetween: (from, until, only) => listVisitsBetween(world, from, until, only),
    async findVisit(id) {
      const record = await connection.read('Appointment', id)
      return record === undefined ? undefined : readVisit(record, world)
    },
    requestHomeVisit: request => requestHomeVisit(world, request),
    saveAnswers: request => saveAnswers(world, request),
    saveMeasurements: request => saveMeasurements(world, request),
    saveContact: request => saveContact(world, request),
    saveConsent: request => saveConsent(world, request),
    addTask: task => addTask(world, task),
    listFacts: () => listFacts(world),
    async listDoctors() {
      const doctors = new Map<string, Doctor>()
      for (const { doctor: name, record } of (await world.directory.listSchedules()).values()) {
        const specialty = readConceptName(record.specialty, mapping.specialties)
        if (name !== undefined) doctors.set(name, { name, ...(specialty !== undefined && { specialty }) })
      }
      return [...doctors.values()]
    },
    findDeed: key => findDeed(world, settle, key),
    listChangedVisits: since => listChangedVisits(world, since),
    ...(!capabilities.tellsDeleted('Appointment') && { listGone: (ids: readonly string[]) => listGone(world, ids) }),
    listLeftTimes: since => listLeftTimes(world, since),
    inspect: () => inspectServer(world),
    subscribe: hook => subscribe(world, hook),
    mend: since => mendSince(world, since),
  }
}
