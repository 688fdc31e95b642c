import type { Erasure, Store } from '../../engine/store/index.ts'
import { maskNumber } from '../mask-number.ts'
import { deleteJournals } from './delete-journals.ts'
import { findPatientOf } from './find-patient.ts'

/**
 * Erases a person with the journals of their calls in the data folder, and says so in the audit log. With `alsoPatient` what the embedded clinic
 * keeps of them goes too, but for its documentation. Undefined when there is none of this id, or a call is under way.
 */
export async function erasePerson(
  store: Store,
  dataFolder: string,
  person: string,
  { actor, now, alsoPatient = false }: { readonly actor: string; readonly now: number; readonly alsoPatient?: boolean },
): Promise<Erasure | undefined> {
  const erasure = await store.transaction(async inside => {
    const known = await inside.people.find(person)
    const patient = known && alsoPatient ? await findPatientOf(inside, known) : undefined
    const erased = await inside.erasePerson(person, now)
    if (erased === undefined || patient === undefined) return erased
    const { counts, kept } = await inside.clinic.patients.erase(patient, now)
    return { ...erased, counts: { ...erased.counts, ...counts }, kept }
  })
  if (erasure === undefined) return undefined
  deleteJournals(dataFolder, erasure.journals)
  await store.audit.append({ at: now, actor, action: 'person.erase', subject: person, details: erasure.counts })
  return erasure
}

/** Erases a patient of the embedded clinic whom no campaign knows, and says so in the audit log. */
export async function erasePatient(
  store: Store,
  patient: string,
  { actor, now }: { readonly actor: string; readonly now: number },
): Promise<Erasure> {
  const { counts, kept } = await store.clinic.patients.erase(patient, now)
  await store.audit.append({ at: now, actor, action: 'patient.erase', subject: patient, details: counts })
  return { counts, kept, journals: [] }
}

/** Erases what is entered under a number and no person, with journals of calls, and says so in the audit log. */
export async function eraseNumber(
  store: Store,
  dataFolder: string,
  number: string,
  { actor, now }: { readonly actor: string; readonly now: number },
): Promise<Erasure> {
  const erasure = await store.eraseNumber(number)
  deleteJournals(dataFolder, erasure.journals)
  await store.audit.append({ at: now, actor, action: 'number.erase', subject: maskNumber(number), details: erasure.counts })
  return erasure
}
