import type { CalendarDay } from '../common/calendar.ts'
import type { Gender, PlainNoun } from '../common/grammar.ts'
import { createGuard } from '../common/guard/create-guard.ts'
import type { GuardRule } from '../common/guard/guard-tables.ts'
import { readRoman } from '../common/guard/roman.ts'
import { ABBREVIATIONS, ACRONYMS } from './abbreviations.ts'
import { sayBareDayMonth, sayBareTime, sayDate, sayDayMonth } from './dates.ts'
import { CURRENCY_NOUNS, sayMoney } from './money.ts'
import { saySpelled } from './names.ts'
import { NOUNS } from './nouns.ts'
import { type CatalanGender, sayCardinal, sayCount, sayDigits, sayNumber, sayOrdinal } from './numbers.ts'
import { sayPhone } from './phone.ts'

const masculine = (one: string, other: string): PlainNoun => ({ gender: 'masculine', one, other })
const DEGREE = masculine('grau', 'graus')
const UNITS: Readonly<Record<string, PlainNoun>> = {
  min: NOUNS.minute,
  h: NOUNS.hour,
  s: NOUNS.second,
  seg: NOUNS.second,
  comp: masculine('comprimit', 'comprimits'),
  mg: masculine('mil·ligram', 'mil·ligrams'),
  g: masculine('gram', 'grams'),
  kg: masculine('quilo', 'quilos'),
  ml: masculine('mil·lilitre', 'mil·lilitres'),
  l: masculine('litre', 'litres'),
  mm: masculine('mil·límetre', 'mil·límetres'),
  cm: masculine('centímetre', 'centímetres'),
  km: masculine('quilòmetre', 'quilòmetres'),
  m: masculine('metre', 'metres'),
  '%': masculine('per cent', 'per cent'),
  '°C': DEGREE,
  '°': DEGREE,
  x: { gender: 'feminine', one: 'vegada', other: 'vegades' },
  '×': { gender: 'feminine', one: 'vegada', other: 'vegades' },
  EUR: CURRENCY_NOUNS.EUR[0],
  '€': CURRENCY_NOUNS.EUR[0],
  PLN: CURRENCY_NOUNS.PLN[0],
  zł: CURRENCY_NOUNS.PLN[0],
}

const FEMININE =
  /^(?:hor[ae]|setman|pastill|càpsul|culler|dosi|got[ae]|vegad|persone?s?|preguntes|pregunta|pàgin|ampoll|ampoll|injecci|visit|proves|prova|nit|unitat|consult|mil·lèsim|plant|port[ae]|escal)/
const MASCULINE =
  /^(?:minut|segon|di[ae]|mes|any|comprimit|pacient|euro|grau|quilo|gram|litre|metre|centímetre|mil|pis|cop|got|sobre|punt|per|resultat|consultori|xarop)/

/** A number before a noun is "un"; alone it is "u". */
function genderBefore(after: string): CatalanGender {
  if (FEMININE.test(after)) return 'feminine'
  return MASCULINE.test(after) ? 'masculine' : 'alone'
}

function sayDateIn(day: CalendarDay, withYear: boolean, before: string): string {
  const word = before.toLowerCase()
  if (word === 'el' || word === 'dia' || word === 'del' || word === 'al') {
    const year = withYear ? ` de ${sayCardinal(day.year)}` : ''
    return word === 'dia' || day.day !== 11
      ? `${before} ${sayBareDayMonth(day)}${year}`
      : `${word === 'el' ? '' : word === 'del' ? 'de ' : 'a '}${sayDayMonth(day)}${year}`
  }
  return `${before} ${withYear ? sayDate(day) : sayDayMonth(day)}`
}

function sayTimeIn(hour: number, minute: number, before: string): string {
  const word = before.toLowerCase()
  // The time brings its own article, or none: "a les 8:30" is "a dos quarts de nou".
  return `${word === 'les' || word === 'la' ? '' : before} ${sayBareTime(hour, minute)}`
}

function sayRange(from: number, to: number, unit: PlainNoun | undefined, around: { before: string; after: string }): string {
  const gender = unit === undefined ? genderBefore(around.after) : unit.gender === 'feminine' ? 'feminine' : 'masculine'
  const first = sayCardinal(from, gender)
  return `${/^[aeiou]|^onze/.test(first) ? "d'" : 'de '}${first} a ${unit === undefined ? sayCardinal(to, gender) : sayCount(to, unit)}`
}

const MONTH = 'gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre'
const MONTHS = new RegExp(`(?<![\\d./])(\\d{1,2})\\s+(d['e] ?(?:${MONTH}))(?!\\p{L})`, 'giu')
const ordinalOf = (n: string, ending: string): string => sayOrdinal(Number(n), /^[aª]$/.test(ending) ? 'feminine' : 'masculine')
const SPECIAL: readonly GuardRule[] = [
  [/(?<![\d\p{L}.,/])(\d{1,3})\.?(r|n|t|è|é|º|a|ª)(?![\p{L}\d])/gu, (_, n = '', ending = '') => ordinalOf(n, ending)],
  [
    MONTHS,
    (whole = '', n = '', month = '') => (Number(n) > 31 ? whole : `${n === '1' ? 'primer' : sayCardinal(Number(n))} ${month}`),
  ],
  // "Jaume I", "segle XXI" are said by their ordinals up to ten.
  [/(?<=\p{Lu}\p{L}+\s+)(I[IVX]|VI{0,3}|III|VIII|I|V|X)(?![\p{L}\p{N}'.])/gu, (_, n = '') => sayOrdinal(readRoman(n))],
  // "8.30 h" and "8:30 h": the h is in the time.
  [/(?<![\d.,:])([01]?\d|2[0-3])[.:]([0-5]\d)\s?h(?:\.|ores|(?!\p{L}))/gu, (_, hour = '', minute = '') => `${hour}:${minute}`],
  [
    /(?<![\d.,:])(?:les\s+)(\d|1\d|2[0-3])(?:\s?h(?:\.|ores|(?!\p{L})))?(?![\d:.,]|\s*(?:i|del|de)\s)/gu,
    (_, hour = '') => sayBareTime(Number(hour), 0),
  ],
]

/** The last step before a value is spoken: digits, signs and abbreviations become words. Text that has none comes back as it is. */
export const guardSpoken: (text: string) => string = createGuard<PlainNoun>({
  plain: /^[a-zàèéíïòóúüçA-ZÀÈÉÍÏÒÓÚÜÇ ,;:!?'·-]*$/,
  abbreviated:
    /(?<!\p{L})(?:[Aa]vd?a|[Pp]ça|[Pp]g|[Pp]tge|[Rr]bla|[Cc]tra|[Pp]ral|[Bb]xs?|[Tt]elf)(?!\p{L})|\p{Lu}{2}|(?<!\p{L})[-·]|[-·](?!\p{L})/u,
  abbreviations: ABBREVIATIONS,
  acronyms: ACRONYMS,
  vowels: /[AEIOUÀÈÉÍÏÒÓÚÜ]/,
  spelled: saySpelled,
  words: { at: 'arrova', dot: 'punt', slash: 'barra', over: 'sobre', half: 'mitja', quarter: 'un quart de' },
  signs: [
    // What was a number after an article stands by itself.
    [/(?<=(?<!\p{L})[ldLD])'\s+(?=\p{L})/gu, "'"],
    // "de les 8:15" is "d'un quart de nou".
    [/(?<=(?<!\p{L})[dD])e\s+(?=un quart de )/gu, "'"],
    [/\s*&\s*/g, ' i '],
    [/\s*\+\s*/g, ' més '],
    [/\s*@\s*/g, ' arrova '],
    [/\s*№\s*/g, ' número '],
    [/\s*§\s*/g, ' paràgraf '],
    [/\s*=\s*/g, ' igual a '],
    [/\s*%\s*/g, ' per cent '],
    [/\s*°C?\s*/g, ' graus '],
    [/\s*€/g, ' euros'],
    [/\s*\$/g, ' dòlars'],
    [/(?<!\p{L})zł\.?(?!\p{L})/gu, 'zlotys'],
    [/(?<=\p{L})\s?\/\s?(?=\p{L})/gu, ' o '],
  ],
  special: SPECIAL,
  units: UNITS,
  bareNumber: /^[6-9]\d{8}$/,
  clockWords: ['les', 'la'],
  weekdays: [
    ['dl', 'dilluns', 'de dilluns', 'a dilluns'],
    ['dt', 'dimarts', 'de dimarts', 'a dimarts'],
    ['dc', 'dimecres', 'de dimecres', 'a dimecres'],
    ['dj', 'dijous', 'de dijous', 'a dijous'],
    ['dv', 'divendres', 'de divendres', 'a divendres'],
    ['ds', 'dissabte', 'de dissabte', 'a dissabte'],
    ['dg', 'diumenge', 'de diumenge', 'a diumenge'],
  ],
  caseOf: () => 'nom',
  genderBefore: after => genderBefore(after) as Gender,
  cardinal: (n, gender) => sayCardinal(n, gender as CatalanGender),
  number: n => sayNumber(n),
  count: (n, noun) => sayCount(n, noun),
  digits: sayDigits,
  money: sayMoney,
  phone: sayPhone,
  date: sayDateIn,
  time: sayTimeIn,
  timeRange: (from, to) => `de ${sayBareTime(...from)} a ${sayBareTime(...to)}`,
  range: sayRange,
})
