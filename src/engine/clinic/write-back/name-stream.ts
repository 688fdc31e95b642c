import type { ServiceRequest } from '../../call/ports.ts'
import type { Store } from '../../store/index.ts'

/** Begins the keys of persons whose number at the clinic is known; it follows. */
const BY_CLINIC = 'id '

/** The clinic's number of a person, where a list or the clinic itself gave one. */
export function readPatientId(key: string): string | undefined {
  return key.startsWith(BY_CLINIC) ? key.slice(BY_CLINIC.length) : undefined
}

/** What the letters of one patient have in common: they leave in order. */
export const nameStream = {
  ofPatient: (id: string): string => `clinic patient ${id}`,
  ofPerson: ({ id, key }: { readonly id: string; readonly key: string }): string => {
    const patient = readPatientId(key)
    return patient === undefined ? `clinic person ${id}` : nameStream.ofPatient(patient)
  },
}

/**
 * The stream of a service's request: that of the patient, whom the request names, or whose visit it is, or who was called or wrote. Only where
 * none of these is known, a visit or a call has an order of its own.
 */
export async function findStream(store: Store, { input, callId }: ServiceRequest): Promise<string> {
  const { patient_id: patient, id: visit } = input
  if (typeof patient === 'string' && patient !== '') return nameStream.ofPatient(patient)
  const isVisit = typeof visit === 'string' && visit !== ''
  const own = isVisit ? await store.clinic.visits.find(visit) : undefined
  if (own !== undefined) return nameStream.ofPatient(own.patient)
  const person = await findPerson(store, callId)
  if (person !== undefined) return nameStream.ofPerson(person)
  return isVisit ? `clinic visit ${visit}` : `clinic call ${callId}`
}

/** Who is called by the call, or wrote the message, of this id. */
async function findPerson(store: Store, callId: string) {
  const id = (await store.attempts.findByCallSid(callId))?.person ?? (await store.messages.find(callId))?.person
  return id === undefined || id === null ? undefined : store.people.find(id)
}
