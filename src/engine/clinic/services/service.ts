import type { ServiceAnswer, ServiceRequest } from '../../call/ports.ts'
import { OperationalError } from '../../operational-error.ts'
import { choosePatient, type NameMatcher } from '../choose-patient.ts'
import { readName, readOptionalText } from '../read-input.ts'
import type { ClinicSystem, Deed, DoneDeed, Patient, Visit } from '../system.ts'

/** What a service works with. */
export interface ServiceTools {
  readonly system: ClinicSystem
  readonly names: NameMatcher
  /** The clinic's, IANA. */
  readonly zone: string
  now(): number
}

/** One service of the clinic, by its contract. */
export type ClinicService = (request: ServiceRequest, tools: ServiceTools) => Promise<ServiceAnswer>

/**
 * The answer to a deed. What the system refuses, or leaves to its staff, is the contract's `refused` if it has that. Else a service that may
 * wait is done once the staff has it, and everything else fails, with the reason in `facts`.
 */
export function answerDeed(deed: Deed<DoneDeed>, request: ServiceRequest): ServiceAnswer {
  const { contract } = request
  switch (deed.kind) {
    case 'done':
      return { result: 'done', values: giveDone(deed, contract), record: deed.record }
    case 'taken':
      return { result: 'taken', values: {} }
    case 'for_staff':
      if (contract.results.includes('refused')) return { result: 'refused', values: {}, record: deed.record }
      if (contract.mayWait === true) return { result: 'done', values: {}, record: deed.record }
      throw new OperationalError('clinic/for_staff', "The clinic's system leaves this to its staff.")
    case 'refused':
      if (contract.results.includes('refused')) return { result: 'refused', values: {} }
      throw new OperationalError('clinic/refused', "The clinic's system refused it.", { facts: { reason: deed.reason } })
  }
}

/** What the contract gives of what a deed left. */
function giveDone(
  { visit, patient, hold, number }: DoneDeed,
  { gives }: ServiceRequest['contract'],
): Readonly<Record<string, unknown>> {
  const left = { ...(visit && describeVisit(visit)), patient_id: patient?.id, hold, number }
  return Object.fromEntries(Object.entries(left).filter(([name, value]) => value !== undefined && Object.hasOwn(gives, name)))
}

/** A visit by the names that contracts use; a doctor is a person. */
export function describeVisit({ id, at, specialty, doctor, place, prep }: Visit): Readonly<Record<string, unknown>> {
  const known = { id, at, specialty, doctor: doctor === undefined ? undefined : { name: doctor }, place, prep }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
}

/** The patient whom a request means: by the clinic's number, else by name among those who have the telephone or were born that day. */
export async function findMeant(
  input: Readonly<Record<string, unknown>>,
  { system, names }: ServiceTools,
): Promise<Patient | undefined> {
  const id = readOptionalText(input['patient_id'])
  if (id !== undefined) return (await system.findPatients({ kind: 'id', id }))[0]
  const person = input['patient'] ?? input['name']
  if (person === undefined) return undefined
  const name = readName(person)
  const phone = readOptionalText(input['phone'])
  const born = readOptionalText(input['born'])
  const byBirth = born === undefined ? [] : await system.findPatients({ kind: 'identity', name, born })
  const found = choosePatient(byBirth, name, names)
  if (found !== undefined || phone === undefined || born !== undefined) return found
  return choosePatient(await system.findPatients({ kind: 'phone', phone }), name, names)
}
