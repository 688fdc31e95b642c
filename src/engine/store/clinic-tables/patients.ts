import type { Selectable } from 'kysely'
import type { Database } from '../database.ts'
import { inChunks } from '../in-chunks.ts'
import type { PersonData } from '../personal-data.ts'
import { erasePatient, type PatientErasure, readPatientData } from './patient-data.ts'
import type { PatientRow } from './rows.ts'

/** A patient of the embedded clinic. */
export interface ClinicPatient {
  readonly id: string
  readonly name: string
  /** `YYYY-MM-DD`. */
  readonly born: string | null
  readonly gender: string | null
  readonly language: string | null
  readonly address: Readonly<Record<string, string>> | null
  /** E.164, in the order in which they are tried. */
  readonly phones: readonly string[]
}

/** Patients of the embedded clinic. */
export interface ClinicPatientStore {
  find(ids: readonly string[]): Promise<readonly (ClinicPatient & { readonly version: number })[]>
  listByPhone(phone: string): Promise<readonly ClinicPatient[]>
  listBornOn(date: string): Promise<readonly ClinicPatient[]>
  /** Adds a patient, or renews one; nothing is written, and the version stays, where nothing has changed. @returns what was done */
  save(patient: ClinicPatient, at: number): Promise<'added' | 'changed' | 'same'>
  count(): Promise<number>
  /** Everything that is kept of a patient here and on the waiting list, by kind of record. */
  readData(id: string): Promise<PersonData>
  /** Erases a patient but for what the clinic has to keep; see patient-data.ts. */
  erase(id: string, at: number): Promise<PatientErasure>
}

/** @internal */
export function createClinicPatientStore(database: Database): ClinicPatientStore {
  const read = async (rows: readonly Selectable<PatientRow>[]) => {
    const phones = new Map<string, string[]>()
    for (const chunk of inChunks(rows.map(row => row.id)))
      for (const { patient, phone } of await database
        .selectFrom('clinicPhones')
        .select(['patient', 'phone'])
        .where('patient', 'in', chunk)
        .orderBy('position')
        .execute())
        phones.set(patient, [...(phones.get(patient) ?? []), phone])
    return rows.map(({ address, ...row }) => ({
      ...row,
      address: address === null ? null : (JSON.parse(address) as Record<string, string>),
      phones: phones.get(row.id) ?? [],
    }))
  }
  const find: ClinicPatientStore['find'] = async ids => {
    const rows: Selectable<PatientRow>[] = []
    for (const chunk of inChunks(ids))
      rows.push(...(await database.selectFrom('clinicPatients').selectAll().where('id', 'in', chunk).execute()))
    return read(rows)
  }
  return {
    find,
    async listByPhone(phone) {
      const owners = await database.selectFrom('clinicPhones').select('patient').where('phone', '=', phone).execute()
      return find(owners.map(({ patient }) => patient))
    },
    async listBornOn(date) {
      return read(await database.selectFrom('clinicPatients').selectAll().where('born', '=', date).orderBy('id').execute())
    },
    async save({ phones, ...patient }, at) {
      const [before] = await find([patient.id])
      const row = { ...patient, address: patient.address === null ? null : JSON.stringify(patient.address) }
      if (before !== undefined && isSame(before, { ...patient, phones })) return 'same'
      if (before === undefined)
        await database
          .insertInto('clinicPatients')
          .values({ ...row, version: 1, createdAt: at, changedAt: at })
          .execute()
      else
        await database
          .updateTable('clinicPatients')
          .set({ ...row, version: before.version + 1, changedAt: at })
          .where('id', '=', patient.id)
          .execute()
      await database.deleteFrom('clinicPhones').where('patient', '=', patient.id).execute()
      for (const chunk of inChunks(phones.map((phone, position) => ({ phone, patient: patient.id, position }))))
        await database.insertInto('clinicPhones').values(chunk).execute()
      return before === undefined ? 'added' : 'changed'
    },
    async count() {
      const { count } = await database
        .selectFrom('clinicPatients')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    readData: id => readPatientData(database, id),
    erase: (id, at) => erasePatient(database, id, at),
  }
}

function isSame(before: ClinicPatient, next: ClinicPatient): boolean {
  const strip = ({ id, name, born, gender, language, address, phones }: ClinicPatient) =>
    JSON.stringify([id, name, born, gender, language, address, phones])
  return strip(before) === strip(next)
}
