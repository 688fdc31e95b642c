import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { ClinicSystem, Deed, Patient, PatientHint } from '../system.ts'
import type { SearchParams } from './connection.ts'
import { keepOnce, markNew } from './keep-record.ts'
import { readId } from './marks.ts'
import { isReachable, readPatient } from './read-patient.ts'
import { recordOf } from './read-visit.ts'
import type { Kept } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** Patients whom a hint fits. */
export async function findPatients(world: FhirWorld, hint: PatientHint): Promise<readonly Patient[]> {
  const { mapping } = world
  const read = (record: Kept<'Patient'>): Patient => readPatient(record, world)
  switch (hint.kind) {
    case 'id': {
      const record = await readStandingPatient(world, hint.id)
      if (record !== undefined) return isReachable(record) ? [read(record)] : []
      const { patient } = mapping.identifiers
      return patient === undefined ? [] : (await search(world, { identifier: `${patient}|${hint.id}` })).map(read)
    }
    case 'identity':
      // Only by the date: how names are heard and how they are written is judged by who asks.
      return (await search(world, { birthdate: hint.born })).map(read)
    case 'phone': {
      const found = await search(world, { phone: listSpellings(hint.phone, mapping.country).join(',') })
      return found.map(read).filter(({ phones }) => phones.includes(hint.phone))
    }
  }
}

/** Begins a record for somebody without one. */
export async function registerPatient(
  world: FhirWorld,
  { key, name, born, phones, language }: Parameters<ClinicSystem['register']>[0],
): Promise<Deed<{ readonly patient: Patient }>> {
  const words = name.trim().split(/\s+/)
  const written = await keepOnce<'Patient'>(world, key, {
    resourceType: 'Patient',
    identifier: markNew(world, key),
    active: true,
    name: [
      {
        text: name,
        ...(words.length > 1 && { given: words.slice(0, -1) }),
        ...(words.at(-1) !== undefined && { family: words.at(-1) }),
      },
    ],
    ...(born !== undefined && { birthDate: born }),
    telecom: phones.map(value => ({ system: 'phone', value })),
    ...(language !== undefined && { communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: language }] } }] }),
  })
  if (written.kind === 'written')
    return { kind: 'done', record: recordOf(written.resource), patient: readPatient(written.resource, world) }
  return written.kind === 'refused' ? written : { kind: 'refused', reason: '412' }
}

/** A record by its id; of two that were made one, the one that stands now. */
async function readStandingPatient({ connection }: FhirWorld, id: string): Promise<Kept<'Patient'> | undefined> {
  const record = await connection.read('Patient', id)
  const other = readId(record?.link?.find(({ type }) => type === 'replaced-by')?.other, 'Patient')
  return other === undefined ? record : connection.read('Patient', other)
}

async function search({ connection }: FhirWorld, params: SearchParams): Promise<readonly Kept<'Patient'>[]> {
  const found: Kept<'Patient'>[] = []
  for await (const record of connection.search('Patient', params)) if (isReachable(record)) found.push(record)
  return found
}

/** A number as records may have it: servers compare telephones letter by letter. */
function listSpellings(phone: string, country: string): readonly string[] {
  const number = parsePhoneNumberFromString(phone, country as CountryCode)
  if (number === undefined) return [phone]
  const national = number.formatNational()
  return [
    ...new Set([
      phone,
      phone.slice(1),
      number.formatInternational(),
      number.nationalNumber as string,
      national,
      national.replaceAll(/\s/g, '-'),
    ]),
  ]
}
