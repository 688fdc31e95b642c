/** Where a number without its country is said: the country's code, and its numbers. */
interface NumberPlan {
  readonly code: string
  readonly national: RegExp
}

const POLAND: NumberPlan = { code: '48', national: /^[1-9]\d{8}$/ }
const SPAIN: NumberPlan = { code: '34', national: /^[6-9]\d{8}$/ }
/** Number plans by the zone of the clinic. */
const PLANS: Readonly<Record<string, NumberPlan>> = {
  'Europe/Warsaw': POLAND,
  'Europe/Madrid': SPAIN,
  'Atlantic/Canary': SPAIN,
  'Africa/Ceuta': SPAIN,
}
const ABROAD = /^[1-9]\d{7,14}$/

/** A telephone number as it can be dialled. */
export interface PhoneNumber {
  /** E.164 where it is known; else the digits as they were said. */
  readonly value: string
  readonly isWhole: boolean
}

/**
 * Digits as they were said, in E.164: by the plus or the two zeros before the country's code, else by the country of the clinic. Undefined
 * when there are too few for a number of that country: a digit was lost, and has to be said again.
 */
export function completePhone(said: string, zone: string): PhoneNumber | undefined {
  const digits = said.replace(/\D/g, '')
  const plan = PLANS[zone]
  const abroad = said.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : undefined
  if (abroad !== undefined) return ABROAD.test(abroad) ? { value: `+${abroad}`, isWhole: true } : undefined
  if (plan === undefined) return { value: digits, isWhole: true }
  if (plan.national.test(digits)) return { value: `+${plan.code}${digits}`, isWhole: true }
  if (digits.startsWith(plan.code) && plan.national.test(digits.slice(plan.code.length)))
    return { value: `+${digits}`, isWhole: true }
  return digits.length < 9 ? undefined : { value: digits, isWhole: false }
}
