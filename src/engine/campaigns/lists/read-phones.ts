import {
  type CountryCode,
  findPhoneNumbersInText,
  type NumberType,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from 'libphonenumber-js/max'
import { showCell, type Cell } from './row.ts'

/** A number that may be called. */
export interface ListPhone {
  /** E.164. */
  readonly number: string
  /** `mobile`, `fixed`, `other`. */
  readonly kind: string
  /** A plus or the country was missing and could only be this. */
  readonly isMended: boolean
}

/** Numbers of a cell, and what is wrong with those that may not be called. */
export interface PhonesReading {
  readonly phones: readonly ListPhone[]
  readonly problems: readonly PhoneProblem[]
}

/** Why a number is refused; the number itself is personal and not repeated. */
export type PhoneProblem = 'digits_lost' | 'premium' | 'emergency' | 'clinics_own' | 'not_a_number' | 'too_short' | 'too_long'

/** What each problem means, and what to do. */
export const PHONE_PROBLEMS: Readonly<Record<PhoneProblem, readonly [string, string]>> = {
  digits_lost: [
    'A spreadsheet has shortened the number, and its last digits are gone.',
    'Export the list anew, with the column of numbers formatted as text.',
  ],
  premium: ['Calls to this number cost extra.', 'Give a number of the person’s own.'],
  emergency: ['This is an emergency number.', 'Give a number of the person’s own.'],
  clinics_own: ['This is a number of the clinic itself.', 'Give a number of the person’s own.'],
  not_a_number: ['This is no telephone number of any country.', 'Write it with its country: +48 600 000 001.'],
  too_short: ['The number has too few digits.', 'See whether a digit is missing; write the country too: +48 600 000 001.'],
  too_long: ['The number has too many digits.', 'Put a comma between two numbers; write the country too: +48 600 000 001.'],
}

/** Countries whose numbers are tried, the clinic's own first. */
export interface PhoneOptions {
  readonly countries: readonly CountryCode[]
  readonly emergencyNumbers: ReadonlySet<string>
  /** E.164: numbers that the clinic is called at, or calls from; whoever enters patients puts them where there is no other. Absent: none are known. */
  readonly ownNumbers?: ReadonlySet<string>
}

/** What people write where there is no number. */
const NOTHING = /^(-+|0+|x+|n\/?a|brak|nie ma|nie podano|null|none|нет|немає|відсутній|no|cap|sense)\.?$/i
/** Between two numbers. */
const BETWEEN =
  /[;,\n\r|]|\s\/\s|\/(?=\s*\+?\d{7})|\b(?:lub|albo|oraz|i|or|and|o|i)\b(?=\s*\+?\d)|(?<=\d)\s+(?:або|чи|или|и|та)\s+/iu
/** A number as most lists have it: nothing stands around it, and nothing between two. */
const PLAIN = /^\+?\d[\d ]*$/
const SCIENTIFIC = /^\+?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i

/** Reads the numbers of a cell: several are split, words around them are passed over, premium and emergency ones are refused. */
export function readPhones(cell: Cell | undefined, options: PhoneOptions): PhonesReading {
  // A sheet that was made safe for spreadsheets has an apostrophe before a plus.
  const written = showCell(cell).replaceAll('\u00a0', ' ').replace(/^'/, '').trim()
  if (written === '' || NOTHING.test(written)) return { phones: [], problems: [] }
  if (PLAIN.test(written)) {
    const read = refuseOwn(readPhone(written, options), options)
    return typeof read === 'string' ? { phones: [], problems: [read] } : { phones: unique(read), problems: [] }
  }
  const phones: ListPhone[] = []
  const problems: PhoneProblem[] = []
  // The comma of 6,0E+08 separates nothing.
  const parts = SCIENTIFIC.test(written.replaceAll(/\s/g, '')) ? [written] : written.split(BETWEEN)
  for (const part of parts) {
    const text = part?.trim() ?? ''
    if (text === '' || NOTHING.test(text) || !/\d/.test(text)) continue
    const read = refuseOwn(readPhone(text, options), options)
    if (typeof read === 'string') problems.push(read)
    else phones.push(...read)
  }
  if (phones.length === 0 && problems.length === 0) problems.push('not_a_number')
  return { phones: unique(phones), problems }
}

function refuseOwn(read: readonly ListPhone[] | PhoneProblem, { ownNumbers }: PhoneOptions): readonly ListPhone[] | PhoneProblem {
  if (typeof read === 'string' || ownNumbers === undefined) return read
  const others = read.filter(({ number }) => !ownNumbers.has(number))
  return others.length === 0 ? 'clinics_own' : others
}

function unique(phones: readonly ListPhone[]): readonly ListPhone[] {
  return phones.filter(({ number }, index) => phones.findIndex(other => other.number === number) === index)
}

function readPhone(text: string, { countries, emergencyNumbers }: PhoneOptions): readonly ListPhone[] | PhoneProblem {
  const restored = restoreScientific(text.replaceAll(/\s/g, ''))
  if (restored === undefined) return 'digits_lost'
  const digits = restored.replaceAll(/\D/g, '')
  if (emergencyNumbers.has(digits)) return 'emergency'
  const plain = PLAIN.test(restored) ? restored : stripWords(restored)
  const found = parseAnyhow(plain, countries)
  if (found !== undefined) return judge(found, found.isMended)
  const [country] = countries
  // Two numbers with nothing but spaces between them.
  const several =
    digits.length < 14 ? [] : findPhoneNumbersInText(plain, country === undefined ? {} : { defaultCountry: country })
  const read = several.map(({ number }) => judge({ phone: number, type: number.getType() }, false))
  const phones = read.flatMap(one => (typeof one === 'string' ? [] : one))
  if (phones.length > 0) return phones
  const halves = splitHalves(digits, country)
  if (halves !== undefined) return halves
  return digits.length < 7 ? 'too_short' : digits.length > 15 ? 'too_long' : 'not_a_number'
}

/** `4,8600000001E+10` holds all its digits, `6,0E+08` does not. Undefined: they are gone. */
function restoreScientific(text: string): string | undefined {
  const [, first, fraction = '', exponent] = SCIENTIFIC.exec(text) ?? []
  if (first === undefined) return text
  return fraction.length >= Number(exponent) ? first + fraction.slice(0, Number(exponent)) : undefined
}

/** What stands around a number: "tel.", "(córka)", an extension, the `.0` of a number that was a number. */
function stripWords(text: string): string {
  return text
    .replace(/(\d)[.,]0$/, '$1')
    .replace(/(?:w\.|wew\.?|ext\.?|вн\.?|доб\.?)\s*\d+.*$/iu, '')
    .replaceAll(/\([^)\d]*\)/g, ' ')
    .replaceAll(/\p{L}+[.:]?/gu, ' ')
    .replaceAll(/[\u2010-\u2015]/g, '-')
    .trim()
}

/** A number that exists. */
interface Parsed {
  readonly phone: PhoneNumber
  readonly type: NumberType
}

function parse(written: string, country?: CountryCode): Parsed | undefined {
  const phone = parsePhoneNumberFromString(
    written,
    country === undefined ? { extract: false } : { defaultCountry: country, extract: false },
  )
  if (phone === undefined) return undefined
  const type = phone.getType()
  // Only where the library knows no types of a country is a number without one valid; looking for the type is the dear part.
  return type !== undefined || phone.isValid() ? { phone, type } : undefined
}

function parseAnyhow(text: string, countries: readonly CountryCode[]): (Parsed & { readonly isMended: boolean }) | undefined {
  const tidy = text.replaceAll(/[^\d+]/g, '').replace(/^00(?=[1-9])/, '+')
  if (tidy.startsWith('+')) {
    // +48 (0) 600 …: the zero of the trunk was left in.
    const found = parse(tidy) ?? parse(tidy.replace(/^(\+\d{1,3})0/, '$1'))
    return found && { ...found, isMended: found.phone.number !== tidy }
  }
  const [home, ...others] = countries
  const own = home === undefined ? undefined : parse(tidy, home)
  // 48600000001: the country is there, its plus is not.
  if (own !== undefined) return { ...own, isMended: own.phone.nationalNumber.length < tidy.replace(/^0/, '').length }
  // A spreadsheet takes the plus for a sign and drops it.
  const withPlus = tidy.length >= 10 ? parse(`+${tidy}`) : undefined
  if (withPlus !== undefined) return { ...withPlus, isMended: true }
  const candidates = others.flatMap(country => parse(tidy, country) ?? [])
  const [only, ...more] = candidates
  return only !== undefined && more.every(({ phone }) => phone.number === only.phone.number)
    ? { ...only, isMended: true }
    : undefined
}

function judge({ phone, type }: Parsed, isMended: boolean): readonly ListPhone[] | PhoneProblem {
  if (type === 'PREMIUM_RATE' || type === 'SHARED_COST') return 'premium'
  if (type === 'PAGER' || type === 'VOICEMAIL' || type === 'UAN' || type === 'TOLL_FREE') return 'not_a_number'
  const kind = type === 'MOBILE' ? 'mobile' : type === 'FIXED_LINE' ? 'fixed' : 'other'
  return [{ number: phone.number, kind, isMended }]
}

/** 18 digits in a row may be two numbers of nine. */
function splitHalves(digits: string, country: CountryCode | undefined): readonly ListPhone[] | undefined {
  if (digits.length < 14 || digits.length % 2 !== 0 || country === undefined) return undefined
  const half = digits.length / 2
  const read = [digits.slice(0, half), digits.slice(half)].map(part => {
    const found = parse(part, country)
    return found === undefined ? 'not_a_number' : judge(found, true)
  })
  return read.some(one => typeof one === 'string') ? undefined : (read.flat() as ListPhone[])
}
