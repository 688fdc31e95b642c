import type { Language } from '../../scenarios/model/documents.ts'

/** How a country numbers its telephones. */
interface NumberPlan {
  /** Of the country, without the plus. */
  readonly code: string
  /** A number as it is said at home, from its first digit on. */
  readonly national: RegExp
  /** Said before it at home, and not from abroad. */
  readonly trunk?: string
}

const POLAND: NumberPlan = { code: '48', national: /^[1-9]\d{8}$/ }
const SPAIN: NumberPlan = { code: '34', national: /^[6-9]\d{8}$/ }
const ANDORRA: NumberPlan = { code: '376', national: /^[3-8]\d{5}$/ }
const UKRAINE: NumberPlan = { code: '380', national: /^[3-9]\d{8}$/, trunk: '0' }
const RUSSIA: NumberPlan = { code: '7', national: /^[3489]\d{9}$/, trunk: '8' }
const BRITAIN: NumberPlan = { code: '44', national: /^[1-37]\d{8,9}$/, trunk: '0' }
const IRELAND: NumberPlan = { code: '353', national: /^[1-9]\d{7,8}$/, trunk: '0' }
const PLANS = [POLAND, SPAIN, ANDORRA, UKRAINE, RUSSIA, BRITAIN, IRELAND]

/** Of the clinic, by its zone. */
const BY_ZONE: Readonly<Record<string, NumberPlan>> = {
  'Europe/Warsaw': POLAND,
  'Europe/Madrid': SPAIN,
  'Atlantic/Canary': SPAIN,
  'Africa/Ceuta': SPAIN,
  'Europe/Andorra': ANDORRA,
  'Europe/Kyiv': UKRAINE,
  'Europe/Kiev': UKRAINE,
  'Europe/Moscow': RUSSIA,
  'Europe/Kaliningrad': RUSSIA,
  'Europe/Samara': RUSSIA,
  'Asia/Yekaterinburg': RUSSIA,
  'Asia/Novosibirsk': RUSSIA,
  'Asia/Krasnoyarsk': RUSSIA,
  'Asia/Vladivostok': RUSSIA,
  'Europe/London': BRITAIN,
  'Europe/Dublin': IRELAND,
}
/** Of the country whose language the caller speaks, where the clinic's has no such number. */
const BY_LANGUAGE: Readonly<Record<Language, NumberPlan>> = { pl: POLAND, uk: UKRAINE, ru: RUSSIA, ca: SPAIN, en: BRITAIN }
const ABROAD = /^[1-9]\d{7,14}$/
const FEWEST_DIGITS = 9

/** A telephone number as it can be dialled. */
export interface PhoneNumber {
  /** E.164 where it is known; else the digits as they were said. */
  readonly value: string
  /** Nothing had to be guessed. */
  readonly isWhole: boolean
}

/**
 * Digits as they were said, in E.164: by the plus or the two zeros before the country's code, else by the country of the clinic, with or without
 * its code. Another country's is a guess: that of the caller's language, or one whose code was said. Undefined when there are too few digits for
 * a number: one was lost, and has to be said again.
 */
export function completePhone(said: string, zone: string, language: Language): PhoneNumber | undefined {
  const digits = said.replace(/\D/g, '')
  const abroad = said.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : undefined
  if (abroad !== undefined) return ABROAD.test(abroad) ? { value: `+${abroad}`, isWhole: true } : undefined
  const home = BY_ZONE[zone]
  if (home === undefined) return { value: digits, isWhole: true }
  const national = completeNational(digits, home) ?? completeCoded(digits, [home])
  if (national !== undefined) return { value: national, isWhole: true }
  // A digit too many would make a number of another country: it is read back.
  const guess = completeNational(digits, BY_LANGUAGE[language]) ?? completeCoded(digits, PLANS)
  if (guess !== undefined) return { value: guess, isWhole: false }
  return digits.length < FEWEST_DIGITS ? undefined : { value: digits, isWhole: false }
}

function completeNational(digits: string, { code, national, trunk }: NumberPlan): string | undefined {
  const hasTrunk = trunk !== undefined && digits.startsWith(trunk) && national.test(digits.slice(trunk.length))
  if (hasTrunk) return `+${code}${digits.slice(trunk.length)}`
  return national.test(digits) ? `+${code}${digits}` : undefined
}

/** "czterdzieści osiem, sześćset …": the code without its plus. */
function completeCoded(digits: string, plans: readonly NumberPlan[]): string | undefined {
  const isOf = ({ code, national }: NumberPlan): boolean => digits.startsWith(code) && national.test(digits.slice(code.length))
  return plans.some(isOf) ? `+${digits}` : undefined
}
