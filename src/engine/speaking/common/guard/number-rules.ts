import { type CalendarDay, makeDay, readDay } from '../calendar.ts'
import { AMOUNT, readCurrency, readMoney } from '../money-value.ts'
import { sayCounts } from './count-rules.ts'
import type { GuardTables } from './guard-tables.ts'

const HOUR = '([01]?\\d|2[0-3])'
const MINUTE = '([0-5]\\d)'
const CLOCK = `${HOUR}[:.]${MINUTE}(?::[0-5]\\d)?`
const NOT_IN_NUMBER = '(?<![\\d.,:/])'
const NO_NUMBER_AFTER = '(?![.,:/]?\\d)'
/** The word before, if there is one. */
const WORD = "(?:(?<![\\p{L}\\p{M}])([\\p{L}\\p{M}']{1,30})\\s+)?"
const DAY_MONTH_YEAR = new RegExp(`${WORD}${NOT_IN_NUMBER}(\\d{1,2})([./-])(\\d{1,2})\\3(\\d{4})${NO_NUMBER_AFTER}`, 'gu')
const ISO_MOMENT = /(?<!\d)(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?!\d)/g
const ISO_DAY = new RegExp(`${WORD}(?<!\\d)(\\d{4}-\\d{2}-\\d{2})(?!\\d)`, 'gu')
const DAY_MONTH = new RegExp(`${WORD}${NOT_IN_NUMBER}(\\d{1,2})\\.(0[1-9]|1[0-2])(?:\\.(?=\\s|,|$))?${NO_NUMBER_AFTER}`, 'gu')
const TIME_RANGE = new RegExp(`(?<![\\d.,:])${CLOCK}\\s*[-–—]\\s*${CLOCK}(?!\\d)`, 'gu')
const TIME = new RegExp(`${WORD}(?<![\\d.,:])${HOUR}:${MINUTE}(?::[0-5]\\d)?(?!\\d)`, 'gu')
const FOREIGN_PHONE = /(?:\+|(?<!\d)00)[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)/g
const GROUPED_PHONE = /(?<![\d.,])\(?\d{1,5}\)?(?:[ -]{1,2}\(?\d{2,6}\)?){1,4}(?![.,]?\d)/g
const AMOUNT_WITH_SIGN = new RegExp(
  `(?<!\\d|\\d\\s?[-–—]\\s?)(${AMOUNT})\\s?(zł|zl|PLN|EUR|UAH|RUB|USD|GBP|грн|руб|[€₴₽$£])(?!\\p{L})\\.?`,
  'gu',
)
const SIGN_WITH_AMOUNT = new RegExp(`(PLN|EUR|UAH|RUB|USD|GBP|[€$£₴₽])\\s?(${AMOUNT})(?!\\d)`, 'gu')

/** Every number in a text becomes words, the most telling kinds first: dates, times, telephones, amounts, counts. */
export function createNumberRules<N>(tables: GuardTables<N>): (text: string) => string {
  const dotted = new RegExp(
    `(?<![\\p{L}\\p{M}])(${tables.clockWords.join('|')})\\s+${NOT_IN_NUMBER}${HOUR}\\.${MINUTE}${NO_NUMBER_AFTER}`,
    'giu',
  )
  const units = Object.keys(tables.units)
    .sort((one, other) => other.length - one.length)
    .map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const withUnit = new RegExp(
    `${WORD}(?<![\\d.,/]|\\d\\s?[-–—]\\s?)(-?\\d{1,9}(?:[.,]\\d{1,3})?)\\s?(${units.join('|')})(?!\\p{L})\\.?`,
    'gu',
  )
  return text => {
    let out = text
    for (const [pattern, words] of tables.special)
      out =
        typeof words === 'string'
          ? out.replace(pattern, words)
          : out.replace(pattern, (...found: string[]) => pad(words(...found)))
    if (!/\d/.test(out)) return out
    out = sayAmounts(sayClocks(sayDates(out, tables), tables, dotted), tables)
    return sayCounts(sayUnits(sayPhones(out, tables), tables, withUnit), tables)
  }
}

function sayDates<N>(text: string, { date, time, clockWords }: GuardTables<N>): string {
  const say = (whole: string, before: string | undefined, day: CalendarDay | undefined, withYear = true): string =>
    day === undefined ? whole : pad(date(day, withYear, before ?? ''))
  return text
    .replace(ISO_MOMENT, (whole, iso: string, hour: string, minute: string) => {
      const day = readDay(iso)
      return day === undefined ? whole : pad(`${date(day, true, '')} ${time(Number(hour), Number(minute), '')}`)
    })
    .replace(ISO_DAY, (whole, before: string | undefined, iso: string) => say(whole, before, readDay(iso)))
    .replace(DAY_MONTH_YEAR, (whole, before: string | undefined, day: string, _: string, month: string, year: string) =>
      say(whole, before, makeDay(Number(year), Number(month), Number(day))),
    )
    .replace(DAY_MONTH, (whole, before: string | undefined, day: string, month: string) =>
      // In "o 8.05" it is the hour. The year makes no difference here, but 29 February needs a leap year.
      before !== undefined && clockWords.includes(before.toLowerCase())
        ? whole
        : say(whole, before, makeDay(2024, Number(month), Number(day)), false),
    )
}

function sayClocks<N>(text: string, { time, timeRange }: GuardTables<N>, dotted: RegExp): string {
  const say = (_: string, before: string | undefined, hour: string, minute: string): string =>
    pad(time(Number(hour), Number(minute), before ?? ''))
  return text
    .replace(TIME_RANGE, (whole, fromHour: string, fromMinute: string, toHour: string, toMinute: string) =>
      whole.includes(':') ? pad(timeRange([Number(fromHour), Number(fromMinute)], [Number(toHour), Number(toMinute)])) : whole,
    )
    .replace(TIME, say)
    .replace(dotted, say)
}

function sayPhones<N>(text: string, { phone, bareNumber }: GuardTables<N>): string {
  return text
    .replace(FOREIGN_PHONE, found => pad(phone(found.startsWith('00') ? `+${found.slice(2)}` : found)))
    .replace(GROUPED_PHONE, found => {
      const digits = found.replace(/\D/g, '')
      return digits.length >= 9 && digits.length <= 11 ? pad(phone(digits)) : found
    })
    .replace(/(?<![\d.,])\d{9,11}(?!\d)/g, found => (bareNumber.test(found) ? pad(phone(found)) : found))
}

function sayAmounts<N>(text: string, { money }: GuardTables<N>): string {
  const say = (whole: string, amount: string, sign: string): string => {
    const value = readMoney({ amount, currency: readCurrency(sign) })
    return value === undefined ? whole : pad(money(value))
  }
  return text
    .replace(AMOUNT_WITH_SIGN, say)
    .replace(SIGN_WITH_AMOUNT, (whole, sign: string, amount: string) => say(whole, amount, sign))
}

function sayUnits<N>(text: string, { units, count, caseOf }: GuardTables<N>, withUnit: RegExp): string {
  return text.replace(withUnit, (whole, before: string | undefined, amount: string, name: string) => {
    const noun = units[name]
    if (noun === undefined) return whole
    return pad(`${before ?? ''} ${count(Number(amount.replace(',', '.')), noun, caseOf((before ?? '').toLowerCase(), ''))}`)
  })
}

/** What replaces a number stands by itself. */
function pad(words: string): string {
  return ` ${words} `
}
