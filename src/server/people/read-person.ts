import type { PersonData, Store } from '../../engine/store/index.ts'
import { findPatientOf } from './find-patient.ts'

/** Everything that is kept of a person, in campaigns and in the embedded clinic; undefined when there is none of this id. */
export async function readPerson(store: Store, id: string): Promise<PersonData | undefined> {
  const person = await store.people.find(id)
  const data = await store.readPersonData(id)
  const patient = person && (await findPatientOf(store, person))
  return data === undefined || patient === undefined ? data : { ...data, ...(await store.clinic.patients.readData(patient)) }
}
