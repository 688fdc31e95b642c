import type { CalendarDay } from '../common/calendar.ts'
import type { PlainNoun } from '../common/grammar.ts'
import { createGuard } from '../common/guard/create-guard.ts'
import type { GuardRule } from '../common/guard/guard-tables.ts'
import { readRoman } from '../common/guard/roman.ts'
import { ABBREVIATIONS, ACRONYMS } from './abbreviations.ts'
import { sayBareDayMonth, sayBareTime, sayDate } from './dates.ts'
import { CURRENCY_NOUNS, sayMoney } from './money.ts'
import { saySpelled } from './names.ts'
import { name, NOUNS } from './nouns.ts'
import { sayCardinal, sayCount, sayDigits, sayNumber, sayOrdinal, sayYear } from './numbers.ts'
import { sayPhone } from './phone.ts'

const DEGREE = name('degree')
const UNITS: Readonly<Record<string, PlainNoun>> = {
  min: NOUNS.minute,
  mins: NOUNS.minute,
  h: NOUNS.hour,
  hr: NOUNS.hour,
  hrs: NOUNS.hour,
  s: NOUNS.second,
  sec: NOUNS.second,
  wk: NOUNS.week,
  wks: NOUNS.week,
  yrs: NOUNS.year,
  tab: NOUNS.tablet,
  tabs: NOUNS.tablet,
  mg: name('milligram'),
  mcg: name('microgram'),
  g: name('gram'),
  kg: name('kilogram'),
  lb: name('pound'),
  lbs: name('pound'),
  ml: name('millilitre'),
  l: name('litre'),
  mm: name('millimetre'),
  cm: name('centimetre'),
  km: name('kilometre'),
  m: name('metre'),
  ft: name('foot', 'feet'),
  '%': name('per cent', 'per cent'),
  '°C': DEGREE,
  '°F': DEGREE,
  '°': DEGREE,
  x: name('time'),
  '×': name('time'),
  GBP: CURRENCY_NOUNS.GBP[0],
  EUR: CURRENCY_NOUNS.EUR[0],
  '€': CURRENCY_NOUNS.EUR[0],
  PLN: CURRENCY_NOUNS.PLN[0],
  zł: CURRENCY_NOUNS.PLN[0],
}

function sayDateIn(day: CalendarDay, withYear: boolean, before: string): string {
  const said = withYear ? sayDate(day) : sayBareDayMonth(day)
  return before.toLowerCase() === 'the' ? `${before} ${said.slice('the '.length)}` : `${before} ${said}`
}

const MONTH = 'January|February|March|April|May|June|July|August|September|October|November|December'
const YEAR = '(?:,?\\s+(\\d{4})(?!\\d))?'
const sayDayOf = (whole: string, n: string, month: string, year: string | undefined, before: string): string =>
  Number(n) < 1 || Number(n) > 31
    ? whole
    : `${before || 'the '}${sayOrdinal(Number(n))} of ${month}${/^\d{4}$/.test(year ?? '') ? ` ${sayYear(Number(year))}` : ''}`
const SPECIAL: readonly GuardRule[] = [
  [
    new RegExp(`(?<![\\d./])(the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${MONTH})${YEAR}`, 'gu'),
    (whole = '', the?: string, n = '', month = '', year?: string) => sayDayOf(whole, n, month, year, the ?? ''),
  ],
  [
    new RegExp(`(?<!\\p{L})(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])${YEAR}`, 'gu'),
    (whole = '', month = '', n = '', year?: string) => sayDayOf(whole, n, month, year, ''),
  ],
  [/(?<![\d.,])(\d{1,6})(?:st|nd|rd|th)(?!\p{L})/giu, (_, n = '') => sayOrdinal(Number(n))],
  // "8 pm", "8:30 a.m.", "8.30pm"
  [
    /(?<![\d.,:])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s?([ap])\.?\s?m(?:\.(?=\s|,|$)|(?!\p{L}))/giu,
    (_, hour = '', minute = '0', half = '') =>
      sayBareTime((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0), Number(minute)),
  ],
  [/(?<=\p{Lu}\p{L}+\s+)(I[IVX]|VI{0,3}|III|VIII)(?![\p{L}\p{N}'])/gu, (_, n = '') => `the ${sayOrdinal(readRoman(n))}`],
  [/(?<=(?:in|since|of|year)\s)(1[89]\d\d|20\d\d)(?![\d.,:-])/gu, (_, year = '') => sayYear(Number(year))],
]

/** The last step before a value is spoken: digits, signs and abbreviations become words. Text that has none comes back as it is. */
export const guardSpoken: (text: string) => string = createGuard<PlainNoun>({
  plain: /^[a-zA-Z ,;:!?'-]*$/,
  abbreviated:
    /(?<!\p{L})(?:[Dd]r|[Mm]rs?|[Ss]t|[Rr]d|[Aa]ve|[Bb]lvd|[Bb]ldg|[Dd]ept|[Tt]el|vs|[Jj]r)(?!\p{L})|\p{Lu}{2}|(?<!\p{L})-|-(?!\p{L})/u,
  abbreviations: ABBREVIATIONS,
  acronyms: ACRONYMS,
  vowels: /[AEIOUY]/,
  spelled: saySpelled,
  words: { at: 'at', dot: 'dot', slash: 'slash', over: 'over', half: 'half a', quarter: 'a quarter of a' },
  signs: [
    [/\s*&\s*/g, ' and '],
    [/\s*\+\s*/g, ' plus '],
    [/\s*@\s*/g, ' at '],
    [/\s*[№#]\s*/g, ' number '],
    [/\s*§\s*/g, ' section '],
    [/\s*=\s*/g, ' equals '],
    [/\s*%\s*/g, ' per cent '],
    [/\s*°[CF]?\s*/g, ' degrees '],
    [/\s*€/g, ' euros'],
    [/\s*£/g, ' pounds'],
    [/\s*\$/g, ' dollars'],
    [/(?<!\p{L})zł\.?(?!\p{L})/gu, 'zlotys'],
    [/(?<=\p{L})\s?\/\s?(?=\p{L})/gu, ' or '],
  ],
  special: SPECIAL,
  units: UNITS,
  bareNumber: /^0\d{9,10}$/,
  clockWords: ['at'],
  weekdays: [
    ['mon', 'Monday', 'from Monday', 'to Monday'],
    ['tues?', 'Tuesday', 'from Tuesday', 'to Tuesday'],
    ['wed', 'Wednesday', 'from Wednesday', 'to Wednesday'],
    ['thu(?:rs?)?', 'Thursday', 'from Thursday', 'to Thursday'],
    ['fri', 'Friday', 'from Friday', 'to Friday'],
    ['sat', 'Saturday', 'from Saturday', 'to Saturday'],
    ['sun', 'Sunday', 'from Sunday', 'to Sunday'],
  ],
  caseOf: () => 'nom',
  genderBefore: () => 'neuter',
  cardinal: n => sayCardinal(n),
  number: n => sayNumber(n),
  count: (n, noun) => sayCount(n, noun),
  digits: sayDigits,
  money: sayMoney,
  phone: sayPhone,
  date: sayDateIn,
  time: (hour, minute, before) => `${before} ${sayBareTime(hour, minute)}`,
  timeRange: (from, to) => `from ${sayBareTime(...from)} to ${sayBareTime(...to)}`,
  range: (from, to, unit) => `${sayCardinal(from)} to ${unit === undefined ? sayCardinal(to) : sayCount(to, unit)}`,
})
