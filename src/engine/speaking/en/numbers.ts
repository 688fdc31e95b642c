import { splitDecimal, writeDigits } from '../common/decimals.ts'
import type { PlainNoun } from '../common/grammar.ts'

const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const TEENS = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const MOST = 999_999_999

function sayBelowHundred(n: number): string {
  if (n < 10) return UNITS[n] ?? ''
  if (n < 20) return TEENS[n - 10] ?? ''
  return `${TENS[Math.floor(n / 10)] ?? ''}${n % 10 === 0 ? '' : `-${UNITS[n % 10] ?? ''}`}`
}

function sayBelowThousand(n: number): string {
  if (n < 100) return sayBelowHundred(n)
  const rest = n % 100
  return `${UNITS[Math.floor(n / 100)] ?? ''} hundred${rest === 0 ? '' : ` and ${sayBelowHundred(rest)}`}`
}

/** A whole number 0 to 999 999 999: "one hundred and twenty-one". Larger or broken numbers come out digit by digit. */
export function sayCardinal(n: number): string {
  if (n < 0) return `minus ${sayCardinal(-n)}`
  if (!Number.isInteger(n) || n > MOST) return sayDigits(writeDigits(n))
  if (n === 0) return 'zero'
  const rest = n % 1000
  const words: string[] = []
  for (const [unit, name] of [
    [1_000_000, 'million'],
    [1000, 'thousand'],
  ] as const) {
    const many = Math.floor(n / unit) % 1000
    if (many > 0) words.push(`${sayBelowThousand(many)} ${name}`)
  }
  if (rest > 0) words.push(`${words.length > 0 && rest < 100 ? 'and ' : ''}${sayBelowThousand(rest)}`)
  return words.join(' ')
}

/** A number with its noun: "one tablet", "half an hour", "one and a half hours". */
export function sayCount(n: number, { one, other }: PlainNoun): string {
  if (n === 0.5) return `half ${/^(?:[aeiou]|hour)/.test(one) ? 'an' : 'a'} ${one}`
  if (n === 1.5) return `one and a half ${other}`
  return `${sayNumber(n)} ${Math.abs(n) === 1 ? one : other}`
}

const IRREGULAR: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

/** 0 to 999 999 999 as an ordinal: "twenty-first". Others come out as cardinals. */
export function sayOrdinal(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > MOST) return sayNumber(n)
  return sayCardinal(n).replace(/[a-z]+$/, last => IRREGULAR[last] ?? `${last.replace(/y$/, 'ie')}th`)
}

/** A year as it is said: "nineteen seventy-two", "two thousand and five", "twenty twenty-six", "nineteen oh five". */
export function sayYear(year: number): string {
  const century = Math.floor(year / 100)
  const rest = year % 100
  if (year < 1000 || year > 9999 || (century % 10 === 0 && rest < 10)) return sayCardinal(year)
  if (rest === 0) return `${sayBelowHundred(century)} hundred`
  return `${sayBelowHundred(century)} ${rest < 10 ? `oh ${UNITS[rest] ?? ''}` : sayBelowHundred(rest)}`
}

/** A number that may have decimals: "thirty-eight point five". */
export function sayNumber(n: number): string {
  if (!Number.isFinite(n)) return ''
  if (Number.isInteger(n)) return sayCardinal(n)
  const { minus, whole, fraction } = splitDecimal(n)
  const before = `${minus ? 'minus ' : ''}${sayCardinal(whole)}`
  return fraction === '' ? before : `${before} point ${sayDigits(fraction)}`
}

/** Every digit by itself; other characters are left out: "zero zero nine". */
export function sayDigits(text: string): string {
  return [...text].flatMap(digit => (digit >= '0' && digit <= '9' ? [UNITS[Number(digit)] ?? ''] : [])).join(' ')
}
