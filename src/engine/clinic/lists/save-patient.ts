import type { PersonValue } from '../../../scenarios/model/data-type.ts'
import { findLanguage, type RowProblem, sortWords } from '../../campaigns/lists/index.ts'
import type { ClinicPatient, Store } from '../../store/index.ts'
import { readCell, type RowToSave, type Saved } from './row-to-save.ts'
import { hash } from './save-times.ts'

type Data = Readonly<Record<string, unknown>>

/**
 * A patient, known again by the clinic's number, else by name and birth date or telephone. A list renews what is known of a patient; a further
 * row of the same list adds to it, since many lists have a row for each telephone.
 */
export async function savePatient({ data, phones, into, now, seen }: RowToSave): Promise<Saved> {
  const own = (data['patient'] ?? {}) as Data
  const id = makePatientId(own, phones)
  if (id === undefined) return NOBODY
  const { street, building, flat, code, city } = (own['address'] ?? {}) as Readonly<Record<string, string>>
  const parts = Object.entries({ street, building, flat, code, city }).filter(
    (part): part is [string, string] => part[1] !== undefined,
  )
  const patient: ClinicPatient = {
    id,
    name: readName(own),
    born: readCell(own, 'born'),
    gender: (own['name'] as PersonValue | undefined)?.gender ?? null,
    language: findLanguage(readCell(own, 'language') ?? '') ?? null,
    address: parts.length === 0 ? null : Object.fromEntries(parts),
    phones,
  }
  const [before] = seen.has(id) ? await into.clinic.patients.find([id]) : []
  seen.add(id)
  return into.clinic.patients.save(before === undefined ? patient : add(before, patient), now)
}

/** What the first row said stands; the second one says the rest. */
function add(before: ClinicPatient, more: ClinicPatient): ClinicPatient {
  return {
    id: before.id,
    name: before.name,
    born: before.born ?? more.born,
    gender: before.gender ?? more.gender,
    language: before.language ?? more.language,
    address: before.address ?? more.address,
    phones: [...new Set([...before.phones, ...more.phones])],
  }
}

const NOBODY: RowProblem = {
  at: 'patient',
  reason: 'The row does not say who the patient is.',
  remedy: "Give the clinic's number, or the name with the birth date or a telephone.",
}
const UNKNOWN: RowProblem = {
  at: 'patient.id',
  reason: 'There is no patient of this number.',
  remedy: 'Import the patients too, or give the name beside the number.',
}
const SEVERAL: RowProblem = {
  at: 'patient',
  reason: 'Several patients have this name and this telephone.',
  remedy: "Give the clinic's number of the patient, or the birth date.",
}

/** The patient of a row, whose record begins where the row says enough; why not where it does not. */
export async function findOrAddPatient(
  own: Data,
  phones: readonly string[],
  into: Store,
  now: number,
): Promise<string | RowProblem> {
  const id = makePatientId(own, phones)
  if (id === undefined) return NOBODY
  const [known] = await into.clinic.patients.find([id])
  if (known !== undefined) return id
  const [namesake, ...more] = await findNamesakes(own, phones, into)
  if (more.length > 0) return SEVERAL
  if (namesake !== undefined) return namesake.id
  const name = readName(own)
  if (name === '') return UNKNOWN
  await into.clinic.patients.save(
    { id, name, born: readCell(own, 'born'), gender: null, language: null, address: null, phones },
    now,
  )
  return id
}

/**
 * Who has the name and a telephone of the row: a list of visits often has the telephone and not the birth date. Father and son have both in
 * common, so who was born on another day is somebody else; and so is, for a row with a number of the clinic's, who has another number.
 */
async function findNamesakes(own: Data, phones: readonly string[], into: Store): Promise<readonly ClinicPatient[]> {
  const words = sortWords(readName(own))
  const born = readCell(own, 'born')
  const hasId = readCell(own, 'id') !== null
  const found = new Map<string, ClinicPatient>()
  for (const phone of phones)
    for (const other of await into.clinic.patients.listByPhone(phone)) {
      const mayBe = born === null || other.born === null || other.born === born
      if (sortWords(other.name) === words && mayBe && !(hasId && !hasMadeId(other))) found.set(other.id, other)
    }
  const same = [...found.values()].filter(other => born !== null && other.born === born)
  return same.length > 0 ? same : [...found.values()]
}

function makePatientId(own: Data, phones: readonly string[]): string | undefined {
  const id = readCell(own, 'id')
  if (id !== null) return id
  const name = readName(own)
  const besides = readCell(own, 'born') ?? phones[0]
  return name === '' || besides === undefined ? undefined : makeId(name, besides)
}

/** The id of a patient of whom no list has told the clinic's number. */
function makeId(name: string, besides: string): string {
  return hash(['patient', sortWords(name), besides])
}

function hasMadeId({ id, name, born, phones }: ClinicPatient): boolean {
  return [...(born === null ? [] : [born]), ...phones].some(besides => makeId(name, besides) === id)
}

function readName(own: Data): string {
  return (own['name'] as PersonValue | undefined)?.name ?? ''
}
