import { createHash } from 'node:crypto'
import type { ClinicSystem, Deed, StaffTask } from '../system.ts'
import type { Written } from './connection.ts'
import { keepOnce, markNew, type MarkedType } from './keep-record.ts'
import { recordOf } from './read-visit.ts'
import type { Kept } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** SNOMED CT: "Home visit (procedure)". */
const HOME_VISIT = { system: 'http://snomed.info/sct', code: '439708006', display: 'Home visit' }
/** `approve | fulfill | …` of R4. */
const FULFILL = { system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }

/** Puts a task before the clinic's staff. `focus`: the record that it is about. */
export async function addTask(
  world: FhirWorld,
  { key, about, patient, phone, isUrgent, owner, dueAt, focus }: StaffTask & { readonly focus?: string },
): Promise<Deed<unknown>> {
  const { mapping, now } = world
  const staff = owner === undefined ? undefined : mapping.staff.get(owner)
  const write = (to: string | undefined): Promise<Written<'Task'>> =>
    keepOnce<'Task'>(world, key, {
      resourceType: 'Task',
      identifier: markNew(world, key),
      status: 'requested',
      intent: 'order',
      code: { coding: [FULFILL] },
      priority: isUrgent === true ? 'urgent' : 'routine',
      description: phone === undefined ? about : `${about}\n${phone}`,
      authoredOn: new Date(now()).toISOString(),
      ...(focus !== undefined && { focus: { reference: focus } }),
      ...(patient !== undefined && { for: { reference: `Patient/${patient}` } }),
      ...(to !== undefined ? { owner: { reference: to } } : owner !== undefined && { performerType: [{ text: owner }] }),
      ...(dueAt !== undefined && { restriction: { period: { end: new Date(dueAt).toISOString() } } }),
    })
  const written = await write(staff)
  // An owner whom the server does not know must not lose the task.
  return answerWritten(written.kind === 'refused' && staff !== undefined ? await write(undefined) : written)
}

/** A home visit: the request, with a number that callers can be told, and the task to see to it. */
export async function requestHomeVisit(
  world: FhirWorld,
  { key, patient, details }: Parameters<ClinicSystem['requestHomeVisit']>[0],
): Promise<Deed<{ readonly number: string }>> {
  const { mapping, now } = world
  const told = describeDetails(details)
  const written = await keepOnce<'ServiceRequest'>(world, key, {
    resourceType: 'ServiceRequest',
    identifier: [...markNew(world, key), { system: mapping.identifiers.homeVisits, value: numberOf(key) }],
    status: 'active',
    intent: 'order',
    code: { coding: [HOME_VISIT] },
    // Somebody without a record is named in the note; R4 wants a subject all the same.
    subject: patient === undefined ? { display: 'Not in the records yet' } : { reference: `Patient/${patient}` },
    authoredOn: new Date(now()).toISOString(),
    note: [{ text: told }],
  })
  if (written.kind !== 'written') return refuse(written)
  const { resource } = written
  const number = readNumber(world, resource)
  const task = await addTask(world, {
    key: `${key}:task`,
    about: `Home visit ${number}\n${told}`,
    focus: `ServiceRequest/${resource.id}`,
    ...(patient !== undefined && { patient }),
  })
  return task.kind === 'done' ? { kind: 'done', record: recordOf(resource), number } : (task as Deed<never>)
}

/** The number of a home visit as callers were told it. */
export function readNumber({ mapping }: FhirWorld, request: Kept<'ServiceRequest'>): string {
  return request.identifier?.find(one => one.system === mapping.identifiers.homeVisits)?.value ?? request.id
}

/** The answer to a deed that wrote one record. */
export function answerWritten<T extends MarkedType>(written: Written<T>): Deed<unknown> {
  return written.kind === 'written' ? { kind: 'done', record: recordOf(written.resource) } : refuse(written)
}

function refuse(written: Exclude<Written<never>, { kind: 'written' }>): { readonly kind: 'refused'; readonly reason: string } {
  return written.kind === 'refused' ? written : { kind: 'refused', reason: '412' }
}

/** Six digits, the same for the same deed. */
function numberOf(key: string): string {
  return String((createHash('sha256').update(key).digest().readUIntBE(0, 6) % 900_000) + 100_000)
}

/** What a caller told, a line each, groups in one line: `address: Leśna 4, Kraków`. */
function describeDetails(details: Readonly<Record<string, unknown>>): string {
  const show = (value: unknown): string =>
    typeof value === 'object' && value !== null ? Object.values(value).map(show).filter(Boolean).join(', ') : String(value ?? '')
  return Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name}: ${show(value)}`)
    .join('\n')
}
