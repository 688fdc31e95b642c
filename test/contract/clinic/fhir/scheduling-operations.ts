import { allOk, badRequest, conflict, createReference } from '@medplum/core'
import type { FhirRepository, FhirRequest, FhirResponse, FhirRouter } from '@medplum/fhir-router'
import type { Appointment, Bundle, Parameters, Schedule, Slot } from '@medplum/fhirtypes'

/** IHE's operations over the slots of the repository, each in one breath as in a database's transaction. */
export function addSchedulingOperations(router: FhirRouter): void {
  router.add('POST', 'Appointment/$find', find)
  router.add('POST', 'Appointment/$hold', hold)
  router.add('POST', 'Appointment/$book', book)
}

const read = (request: FhirRequest, name: string) =>
  (request.body as Parameters).parameter?.find(parameter => parameter.name === name)
const give = (...appointments: Appointment[]): FhirResponse => [
  allOk,
  { resourceType: 'Bundle', type: 'searchset', entry: appointments.map(resource => ({ resource })) } satisfies Bundle,
]
const slotOf = (appointment: Appointment): string => appointment.slot?.[0]?.reference?.split('/')[1] ?? ''

/** Proposes an appointment for each free slot. */
async function find(request: FhirRequest, repo: FhirRepository): Promise<FhirResponse> {
  const [start, end] = [read(request, 'start')?.valueDateTime ?? '', read(request, 'end')?.valueDateTime ?? '']
  const code = read(request, 'specialty')?.valueString?.split('|')[1]
  const slots = await repo.searchResources<Slot>({ resourceType: 'Slot', count: 1000 })
  const proposals: Appointment[] = []
  for (const slot of slots) {
    if (slot.status !== 'free' || Date.parse(slot.start) < Date.parse(start) || Date.parse(slot.start) >= Date.parse(end))
      continue
    const schedule = await repo.readReference<Schedule>(slot.schedule)
    const [specialty, serviceType] = [slot.specialty ?? schedule.specialty, slot.serviceType ?? schedule.serviceType]
    if (code !== undefined && specialty?.every(concept => concept.coding?.[0]?.code !== code) !== false) continue
    proposals.push(
      await repo.createResource<Appointment>({
        resourceType: 'Appointment',
        status: 'proposed',
        slot: [createReference(slot)],
        start: slot.start,
        end: slot.end,
        ...(specialty !== undefined && { specialty }),
        ...(serviceType !== undefined && { serviceType }),
        participant: schedule.actor.map(actor => ({ actor, status: 'accepted' })),
      }),
    )
  }
  return give(...proposals)
}

async function hold(request: FhirRequest, repo: FhirRepository): Promise<FhirResponse> {
  const [type, id] = read(request, 'appointment-reference')?.valueReference?.reference?.split('/') ?? []
  if (type !== 'Appointment' || id === undefined) return [badRequest('appointment-reference is missing')]
  const appointment = await repo.readResource<Appointment>('Appointment', id)
  if (!(await takeSlot(repo, slotOf(appointment), 'busy-tentative'))) return give({ ...appointment, status: 'cancelled' })
  return give(await repo.updateResource<Appointment>({ ...appointment, status: 'pending' }))
}

/** Books what is pending, moves what is booked, cancels what is cancelled. */
async function book(request: FhirRequest, repo: FhirRepository): Promise<FhirResponse> {
  const asked = read(request, 'appointment-resource')?.resource as Appointment | undefined
  if (asked?.id === undefined) return [badRequest('appointment-resource is missing')]
  const known = await repo.readResource<Appointment>('Appointment', asked.id)
  if (asked.status === 'cancelled') {
    await freeSlot(repo, slotOf(known))
    return give(await repo.updateResource<Appointment>(asked))
  }
  const isHeld = known.status === 'pending' && slotOf(known) === slotOf(asked)
  if (isHeld) await freeSlot(repo, slotOf(known))
  if (!(await takeSlot(repo, slotOf(asked), 'busy'))) return [conflict('The time is taken')]
  if (known.status === 'booked') await freeSlot(repo, slotOf(known))
  return give(await repo.updateResource<Appointment>({ ...asked, status: 'booked' }))
}

async function takeSlot(repo: FhirRepository, id: string, status: 'busy' | 'busy-tentative'): Promise<boolean> {
  const slot = await repo.readResource<Slot>('Slot', id)
  if (slot.status !== 'free') return false
  try {
    await repo.updateResource<Slot>({ ...slot, status }, { ifMatch: slot.meta?.versionId ?? '' })
    return true
  } catch {
    return false
  }
}

async function freeSlot(repo: FhirRepository, id: string): Promise<void> {
  const slot = await repo.readResource<Slot>('Slot', id)
  await repo.updateResource<Slot>({ ...slot, status: 'free' })
}
