import { sayDigitGroup } from './numbers.ts'

/** First digits of Polish mobile numbers (UKE numbering plan); these are said in threes, the others as area code 2-3-2-2. */
const MOBILE = /^(45|50|51|53|57|60|66|69|72|73|78|79|88)/

/** A telephone number in words, group by group with a pause: "sześćset, zero zero zero, sto dwadzieścia trzy". Country code only when foreign. */
export function sayPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^00/, '')
  const national = digits.length === 11 && digits.startsWith('48') ? digits.slice(2) : digits
  if (national.length !== 9)
    return `${phone.startsWith('+') ? 'plus ' : ''}${splitEvery(digits, [2, 3]).map(sayDigitGroup).join(', ')}`
  const sizes = MOBILE.test(national) ? [3, 3, 3] : [2, 3, 2, 2]
  return splitEvery(national, sizes).map(sayDigitGroup).join(', ')
}

/** Cuts digits into groups of the sizes given; the last size repeats. */
function splitEvery(digits: string, sizes: readonly number[]): string[] {
  const groups: string[] = []
  let at = 0
  for (let index = 0; at < digits.length; index += 1) {
    const size = sizes[Math.min(index, sizes.length - 1)] ?? 3
    groups.push(digits.slice(at, at + size))
    at += size
  }
  return groups
}
