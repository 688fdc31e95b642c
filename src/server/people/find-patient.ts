import { sortWords } from '../../engine/campaigns/lists/index.ts'
import { readPatientId } from '../../engine/clinic/write-back/index.ts'
import type { ClinicPatient, PersonRecord, Store } from '../../engine/store/index.ts'

/**
 * The patient of the embedded clinic who a person is: by the clinic's number of theirs; of a person whose list had none, the only patient who has
 * the same name and one of the person's telephones, or the birth date. Undefined when there is none, or more than one: nobody is guessed.
 */
export async function findPatientOf(store: Store, person: PersonRecord): Promise<string | undefined> {
  const known = readPatientId(person.key)
  if (known !== undefined) return known
  const { patients } = store.clinic
  const born = readBirthday(person)
  const found = born === undefined ? [] : [...(await patients.listBornOn(born))]
  for (const number of await store.people.listNumbers(person.id)) found.push(...(await patients.listByPhone(number)))
  return onlyId(found.filter(patient => isSame(person, patient)))
}

/** The only person without the clinic's number who has a patient's name and one of their telephones; of the embedded clinic. */
export async function findPersonOf(store: Store, patient: ClinicPatient): Promise<PersonRecord | undefined> {
  const found: PersonRecord[] = []
  for (const number of patient.phones)
    for (const person of await store.people.listByNumber(number))
      if (readPatientId(person.key) === undefined && isSame(person, patient)) found.push(person)
  const id = onlyId(found)
  return found.find(person => person.id === id)
}

function isSame(person: PersonRecord, { name, born }: ClinicPatient): boolean {
  const birthday = readBirthday(person)
  const isContrary = birthday !== undefined && born !== null && birthday !== born
  return person.name !== null && sortWords(person.name) === sortWords(name) && !isContrary
}

/** Whom a list told apart by name and birth date is known by both. */
function readBirthday({ key }: PersonRecord): string | undefined {
  return /^name .* (\d{4}-\d{2}-\d{2})$/.exec(key)?.[1]
}

function onlyId(found: readonly { readonly id: string }[]): string | undefined {
  const [id, ...others] = new Set(found.map(one => one.id))
  return others.length === 0 ? id : undefined
}
