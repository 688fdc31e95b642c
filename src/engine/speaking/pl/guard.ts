import type { CalendarDay } from '../common/calendar.ts'
import { type Gender, type GrammarCase, noun, type SlavicNoun } from '../common/grammar.ts'
import { createGuard } from '../common/guard/create-guard.ts'
import type { GuardRule } from '../common/guard/guard-tables.ts'
import { readRoman } from '../common/guard/roman.ts'
import type { OrdinalForm } from '../common/slavic-numbers.ts'
import { ABBREVIATIONS, ACRONYMS } from './abbreviations.ts'
import { sayBareTime, sayDate, sayDayMonth, sayGenitiveTime, sayTime } from './dates.ts'
import { CURRENCY_NOUNS, sayMoney } from './money.ts'
import { saySpelled } from './names.ts'
import { NOUNS } from './nouns.ts'
import { sayCardinal, sayCount, sayDigitGroup, sayDigits, sayNumber, sayOrdinal } from './numbers.ts'
import { sayPhone } from './phone.ts'

const DEGREE = noun('masculine', 'stopień', 'stopnie', 'stopni', 'stopnia')
const TIMES = noun('masculine', 'raz', 'razy', 'razy', 'razu')
const UNITS: Readonly<Record<string, SlavicNoun>> = {
  min: NOUNS.minute,
  godz: NOUNS.hour,
  h: NOUNS.hour,
  s: NOUNS.second,
  sek: NOUNS.second,
  tyg: NOUNS.week,
  mies: NOUNS.month,
  tabl: NOUNS.tablet,
  tab: NOUNS.tablet,
  mg: noun('masculine', 'miligram', 'miligramy', 'miligramów', 'miligrama'),
  g: noun('masculine', 'gram', 'gramy', 'gramów', 'grama'),
  kg: noun('masculine', 'kilogram', 'kilogramy', 'kilogramów', 'kilograma'),
  ml: noun('masculine', 'mililitr', 'mililitry', 'mililitrów', 'mililitra'),
  l: noun('masculine', 'litr', 'litry', 'litrów', 'litra'),
  mm: noun('masculine', 'milimetr', 'milimetry', 'milimetrów', 'milimetra'),
  cm: noun('masculine', 'centymetr', 'centymetry', 'centymetrów', 'centymetra'),
  km: noun('masculine', 'kilometr', 'kilometry', 'kilometrów', 'kilometra'),
  m: noun('masculine', 'metr', 'metry', 'metrów', 'metra'),
  '%': noun('masculine', 'procent', 'procent', 'procent', 'procenta'),
  '°C': DEGREE,
  '°': DEGREE,
  x: TIMES,
  '×': TIMES,
  zł: CURRENCY_NOUNS.PLN[0],
  PLN: CURRENCY_NOUNS.PLN[0],
  EUR: CURRENCY_NOUNS.EUR[0],
  '€': CURRENCY_NOUNS.EUR[0],
}

const GENITIVE_AFTER = new Set(['od', 'do', 'około', 'koło', 'bez', 'powyżej', 'poniżej', 'dla', 'ciągu'])
const ACCUSATIVE_AFTER = new Set(['za', 'przez', 'na', 'po', 'trwa', 'ponad'])
const CLOCK_GENITIVE = new Set(['od', 'do', 'po', 'około', 'koło', 'godziny', 'godzinie'])
const FEMININE =
  /^(?:minut|godzin|tablet|kapsuł|sekund|os[oó]b|wizyt|łyż|daw[ek]|krop|ampuł|dob|porcj|szklan|stron|prób[ek]|chwil|fiol|saszet)/
const NEUTER = /^(?:pytani|badani|zdjęci|ok[ie]?n|miejsc|piętr|dzieck|skierowani|zaświadczeni|opakowani)/

function genderBefore(after: string): Gender {
  if (FEMININE.test(after)) return 'feminine'
  return NEUTER.test(after) ? 'neuter' : 'masculine'
}

function caseOf(before: string, after: string): GrammarCase {
  if (GENITIVE_AFTER.has(before)) return 'gen'
  return ACCUSATIVE_AFTER.has(before) || (after.endsWith('ę') && FEMININE.test(after)) ? 'acc' : 'nom'
}

function sayDateIn(day: CalendarDay, withYear: boolean, before: string): string {
  return `${before} ${withYear ? sayDate(day) : sayDayMonth(day)}`
}

function sayTimeIn(hour: number, minute: number, before: string): string {
  const word = before.toLowerCase()
  // "o" is a part of the time.
  if (word === 'o') return before + sayTime(hour, minute).slice(1)
  return `${before} ${CLOCK_GENITIVE.has(word) ? sayGenitiveTime(hour, minute) : sayBareTime(hour, minute)}`
}

function sayRange(from: number, to: number, unit: SlavicNoun | undefined, around: { before: string; after: string }): string {
  const gender = unit?.gender ?? genderBefore(around.after)
  const last = unit === undefined ? sayCardinal(to, gender, 'gen') : sayCount(to, unit, 'gen')
  // "przez pięć do dziesięciu minut"
  if (ACCUSATIVE_AFTER.has(around.before)) return `${sayCardinal(from, gender, 'acc')} do ${last}`
  return `${around.before === 'od' ? '' : 'od '}${sayCardinal(from, gender, 'gen')} do ${last}`
}

/** The last letters of the ordinal that is meant. */
function readEnding(ending: string): OrdinalForm {
  if (ending.endsWith('go')) return 'genitive'
  if (ending.endsWith('ej')) return 'feminine_genitive'
  if (/[yi]m$/.test(ending)) return 'locative'
  if (ending.endsWith('a')) return 'feminine'
  return ending === 'e' ? 'neuter' : 'masculine'
}

const MONTH = 'stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia'
const FLOOR = '(\\d{1,2}|[IVX]{1,4})\\.?'
const SPECIAL: readonly GuardRule[] = [
  // A postcode.
  [
    /(?<![\d-])(\d{2})-(\d{3})(?!\d)(?=\s+\p{Lu}|\s*[,.]|\s*$)/gu,
    (_, first = '', second = '') => `${sayDigitGroup(first)}, ${sayDigitGroup(second)}`,
  ],
  [
    new RegExp(`(?<!\\p{L})na\\s+${FLOOR}\\s+piętrze(?!\\p{L})`, 'gu'),
    (_, n = '') => `na ${sayOrdinal(readRoman(n), 'locative')} piętrze`,
  ],
  [
    new RegExp(`(?<![\\d\\p{L}-])${FLOOR}\\s+piętro(?!\\p{L})`, 'gu'),
    (_, n = '') => `${sayOrdinal(readRoman(n), 'neuter')} piętro`,
  ],
  // "Jana Pawła II" and "Jan Paweł II".
  [
    /(?<=(\p{L})\s+)(I[IVX]|VI{0,3}|III|VIII)(?![\p{L}\p{N}])/gu,
    (_, last = '', n = '') => sayOrdinal(readRoman(n), last === 'a' || last === 'o' ? 'genitive' : 'masculine'),
  ],
  [
    /(?<!\p{L})(godzin(?:a|ie|y))\s+(\d|1\d|2[0-3])(?![\d:.,])/giu,
    (_, word = '', n = '') =>
      `${word} ${word.toLowerCase().endsWith('a') ? sayBareTime(Number(n), 0) : sayGenitiveTime(Number(n), 0)}`,
  ],
  [
    /(?<!\p{L})(godzinach)\s+(\d|1\d|2[0-3])\s*[-–]\s*(\d|1\d|2[0-3])(?![\d:.,])/giu,
    (_, word = '', from = '', to = '') => `${word} od ${sayGenitiveTime(Number(from), 0)} do ${sayGenitiveTime(Number(to), 0)}`,
  ],
  [
    new RegExp(`(?<![\\d.])(\\d{1,2})\\s+(${MONTH})(?!\\p{L})`, 'giu'),
    (whole = '', n = '', month = '') => (Number(n) > 31 ? whole : `${sayOrdinal(Number(n), 'genitive')} ${month}`),
  ],
  [
    new RegExp(`(?<=(?:${MONTH})\\s+)(\\d{4})(?:\\s*(?:roku|r\\.?))?(?!\\p{L}|\\d)`, 'giu'),
    (_, year = '') => `${sayOrdinal(Number(year), 'genitive')} roku`,
  ],
  [
    /(?<!\p{L})(w)\s+(\d{4})\s*(?:r\.|roku(?!\p{L}))/giu,
    (_, within = '', year = '') => `${within} ${sayOrdinal(Number(year), 'locative')} roku`,
  ],
  // "o 8-ej", "5-go"
  [
    /(?<![\d\p{L}])(\d{1,4})-(ego|go|ej|ta|tej|tego|ty|szy|sza|gi|ga|ci|cia|my|ma|ym|im|a|y|e)(?!\p{L})/gu,
    (_, n = '', ending = '') => sayOrdinal(Number(n), readEnding(ending)),
  ],
  [/(?<!\d)(\d{4})\s*(?:r\.|roku(?!\p{L}))/giu, (_, year = '') => `${sayOrdinal(Number(year), 'genitive')} roku`],
]

/** The last step before a value is spoken: digits, signs and abbreviations become words. Text that has none comes back as it is. */
export const guardSpoken: (text: string) => string = createGuard<SlavicNoun>({
  plain: /^[a-ząćęłńóśźżA-ZĄĆĘŁŃÓŚŹŻ ,;:!?'-]*$/,
  abbreviated: /(?<!\p{L})(?:[dD]r|[mM]gr|[nN]r|zł|hab|płk|wg)(?!\p{L})|\p{Lu}{2}|(?<!\p{L})-|-(?!\p{L})/u,
  abbreviations: ABBREVIATIONS,
  acronyms: ACRONYMS,
  vowels: /[AEIOUYĄĘÓ]/,
  spelled: saySpelled,
  words: { at: 'małpa', dot: 'kropka', slash: 'łamane przez', over: 'na', half: 'pół', quarter: 'ćwierć' },
  signs: [
    [/\s*&\s*/g, ' i '],
    [/\s*\+\s*/g, ' plus '],
    [/\s*@\s*/g, ' małpa '],
    [/\s*№\s*/g, ' numer '],
    [/\s*§\s*/g, ' paragraf '],
    [/\s*=\s*/g, ' równa się '],
    [/\s*%\s*/g, ' procent '],
    [/\s*°C?\s*/g, ' stopni '],
    [/\s*€/g, ' euro'],
    [/\s*\$/g, ' dolarów'],
    [/(?<!\p{L})zł\.?(?!\p{L})/gu, 'złotych'],
    [/(?<=\p{L})\s?\/\s?(?=\p{L})/gu, ' albo '],
  ],
  special: SPECIAL,
  units: UNITS,
  bareNumber: /^\d{9}$/,
  clockWords: ['o', 'godzina', 'godzinie', 'godziny'],
  weekdays: [
    ['pon|pn', 'poniedziałek', 'od poniedziałku', 'do poniedziałku'],
    ['wt', 'wtorek', 'od wtorku', 'do wtorku'],
    ['śr', 'środa', 'od środy', 'do środy'],
    ['czw', 'czwartek', 'od czwartku', 'do czwartku'],
    ['piąt|pt', 'piątek', 'od piątku', 'do piątku'],
    ['sob|sb', 'sobota', 'od soboty', 'do soboty'],
    ['niedz|ndz|nd', 'niedziela', 'od niedzieli', 'do niedzieli'],
  ],
  caseOf,
  genderBefore,
  cardinal: sayCardinal,
  number: sayNumber,
  count: sayCount,
  digits: sayDigits,
  money: sayMoney,
  phone: sayPhone,
  date: sayDateIn,
  time: sayTimeIn,
  timeRange: (from, to) => `od ${sayGenitiveTime(...from)} do ${sayGenitiveTime(...to)}`,
  range: sayRange,
})
