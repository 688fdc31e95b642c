import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Patient } from '../system.ts'
import { readHumanName } from './read-names.ts'
import type { Kept, Resource } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** Whether somebody of this record may be called: a record that is in use, of somebody alive, and not replaced by another. */
export function isReachable({ active, deceasedBoolean, deceasedDateTime, link }: Resource<'Patient'>): boolean {
  const isReplaced = link?.some(({ type }) => type === 'replaced-by') ?? false
  return active !== false && deceasedBoolean !== true && deceasedDateTime === undefined && !isReplaced
}

/** A Patient as calls know one. Numbers that are none, and old ones, are left out. */
export function readPatient(record: Kept<'Patient'>, { mapping, now }: Pick<FhirWorld, 'mapping' | 'now'>): Patient {
  const language = (record.communication?.find(one => one.preferred === true) ?? record.communication?.[0])?.language
  const code = language?.coding?.[0]?.code
  const address = readAddress(record)
  return {
    id: record.id,
    name: readHumanName(record.name) ?? '',
    ...(record.birthDate !== undefined && { born: record.birthDate }),
    phones: listPhones(record, mapping.country, now()),
    ...(record.gender !== undefined && { gender: readGender(record.gender) }),
    ...(code !== undefined && { language: code }),
    ...(address !== undefined && { address }),
  }
}

function readGender(written: string): 'female' | 'male' | 'other' {
  return written === 'female' || written === 'male' ? written : 'other'
}

/** E.164, mobiles first, since they are asked for first. */
function listPhones(record: Resource<'Patient'>, country: string, now: number): readonly string[] {
  const numbers = (record.telecom ?? [])
    .filter(one => (one.system === 'phone' || one.system === 'sms') && one.use !== 'old')
    .filter(({ period }) => !(Date.parse(period?.end ?? '') < now))
    .sort((left, right) => rank(left) - rank(right))
    .flatMap(({ value }) => {
      const number = parsePhoneNumberFromString(value ?? '', country as CountryCode)
      return number?.isValid() === true ? [number.number as string] : []
    })
  return [...new Set(numbers)]
}

function rank({ use, rank: own }: NonNullable<Resource<'Patient'>['telecom']>[number]): number {
  return own ?? (use === 'mobile' ? 100 : 101)
}

/** Parts as the language's type `address` has them. `line` is the street with the building and, after a slash, the flat. */
function readAddress(record: Resource<'Patient'>): Readonly<Record<string, string>> | undefined {
  const written = record.address?.find(one => one.use === 'home') ?? record.address?.find(one => one.use !== 'old')
  const [, street, building, flat] =
    /^(.*?)\s+(\d+\p{L}?)(?:\s*(?:\/|m\.?)\s*(\d+\p{L}?))?$/iu.exec(written?.line?.[0] ?? '') ?? []
  const parts = {
    street: street ?? written?.line?.[0],
    building,
    flat,
    code: written?.postalCode,
    city: written?.city,
  }
  const known = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined && part[1] !== '')
  return known.length === 0 ? undefined : Object.fromEntries(known)
}
