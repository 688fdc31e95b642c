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
import { sayCardinal, sayCount, sayDigits, sayNumber, sayOrdinal } from './numbers.ts'
import { sayPhone } from './phone.ts'

const DEGREE = noun('masculine', 'градус', 'градуси', 'градусів', 'градуса')
const TIMES = noun('masculine', 'раз', 'рази', 'разів', 'разу')
const UNITS: Readonly<Record<string, SlavicNoun>> = {
  хв: NOUNS.minute,
  год: NOUNS.hour,
  г: noun('masculine', 'грам', 'грами', 'грамів', 'грама'),
  с: NOUNS.second,
  сек: NOUNS.second,
  дн: NOUNS.day,
  тиж: NOUNS.week,
  міс: NOUNS.month,
  табл: NOUNS.tablet,
  таб: NOUNS.tablet,
  мг: noun('masculine', 'міліграм', 'міліграми', 'міліграмів', 'міліграма'),
  кг: noun('masculine', 'кілограм', 'кілограми', 'кілограмів', 'кілограма'),
  мл: noun('masculine', 'мілілітр', 'мілілітри', 'мілілітрів', 'мілілітра'),
  л: noun('masculine', 'літр', 'літри', 'літрів', 'літра'),
  мм: noun('masculine', 'міліметр', 'міліметри', 'міліметрів', 'міліметра'),
  см: noun('masculine', 'сантиметр', 'сантиметри', 'сантиметрів', 'сантиметра'),
  км: noun('masculine', 'кілометр', 'кілометри', 'кілометрів', 'кілометра'),
  м: noun('masculine', 'метр', 'метри', 'метрів', 'метра'),
  '%': noun('masculine', 'відсоток', 'відсотки', 'відсотків', 'відсотка'),
  '°C': DEGREE,
  '°С': DEGREE,
  '°': DEGREE,
  x: TIMES,
  х: TIMES,
  '×': TIMES,
  грн: CURRENCY_NOUNS.UAH[0],
  '₴': CURRENCY_NOUNS.UAH[0],
  руб: CURRENCY_NOUNS.RUB[0],
  zł: CURRENCY_NOUNS.PLN[0],
  PLN: CURRENCY_NOUNS.PLN[0],
  EUR: CURRENCY_NOUNS.EUR[0],
  '€': CURRENCY_NOUNS.EUR[0],
}

const GENITIVE_AFTER = new Set(['від', 'до', 'близько', 'без', 'після', 'для', 'протягом', 'впродовж', 'з', 'із'])
const ACCUSATIVE_AFTER = new Set(['за', 'через', 'на', 'по', 'в', 'у', 'понад', 'триває'])
const CLOCK_GENITIVE = new Set(['з', 'із', 'від', 'до', 'після', 'близько', 'години'])
const FEMININE =
  /^(?:хвилин|годин|таблет|капсул|секунд|ложк|ложок|доз|крап|ампул|порці|сторін|тисяч|ос[оі]б|консультаці|процедур|ін'єкці|точ[ок]|кімнат|дитин)/
const NEUTER = /^(?:місц|відділенн|вік[оно]|запитан|питан|обстеженн|дослідженн|відвідуванн)/

function genderBefore(after: string): Gender {
  if (FEMININE.test(after)) return 'feminine'
  return NEUTER.test(after) ? 'neuter' : 'masculine'
}

function caseOf(before: string, after: string): GrammarCase {
  if (GENITIVE_AFTER.has(before)) return 'gen'
  return ACCUSATIVE_AFTER.has(before) || (/[ую]$/.test(after) && FEMININE.test(after)) ? 'acc' : 'nom'
}

function sayDateIn(day: CalendarDay, withYear: boolean, before: string): string {
  return `${before} ${withYear ? sayDate(day) : sayDayMonth(day)}`
}

function sayTimeIn(hour: number, minute: number, before: string): string {
  const word = before.toLowerCase()
  // "о" is a part of the time, and "об" before eleven.
  if (word === 'о' || word === 'об' || word === 'в' || word === 'у') {
    const said = sayTime(hour, minute)
    return /^\p{Lu}/u.test(before) ? `О${said.slice(1)}` : said
  }
  if (word === 'годині') return `${before} ${sayTime(hour, minute).replace(/^об? /, '')}`
  return `${before} ${CLOCK_GENITIVE.has(word) ? sayGenitiveTime(hour, minute) : sayBareTime(hour, minute)}`
}

function sayRange(from: number, to: number, unit: SlavicNoun | undefined, around: { before: string; after: string }): string {
  const gender = unit?.gender ?? genderBefore(around.after)
  const last = unit === undefined ? sayCardinal(to, gender, 'gen') : sayCount(to, unit, 'gen')
  // "через п'ять-десять хвилин"
  if (ACCUSATIVE_AFTER.has(around.before))
    return `${sayCardinal(from, gender, 'acc')}-${unit === undefined ? sayCardinal(to, gender, 'acc') : sayCount(to, unit, 'acc')}`
  return `${around.before === 'від' ? '' : 'від '}${sayCardinal(from, gender, 'gen')} до ${last}`
}

/** "3-й", "3-тя", "5-та", "3-го", "3-му", "8-ї", "8-ій": the last letters of the word that is meant. */
function readEnding(ending: string): OrdinalForm {
  if (/^(?:т?[яа]|ша|га|ма)$/.test(ending)) return 'feminine'
  if (/^(?:т?[єе]|ше|ге|ме)$/.test(ending)) return 'neuter'
  if (ending.endsWith('го')) return 'genitive'
  if (ending.endsWith('му')) return 'locative'
  if (ending.endsWith('ї')) return 'feminine_genitive'
  return ending === 'ій' ? 'feminine_locative' : 'masculine'
}

const MONTH = 'січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня'
const FLOOR = '(\\d{1,2}|[IVX]{1,4})(?:-?(?:й|му))?'
const SPECIAL: readonly GuardRule[] = [
  // "о 8-й ранку"
  [
    /(?<!\p{L})об?\s+(\d{1,2})-(?:й|ій)(?!\p{L})/gu,
    (_, n = '') => `${n === '11' ? 'об' : 'о'} ${sayOrdinal(Number(n), 'feminine_locative')}`,
  ],
  [
    new RegExp(`(?<!\\p{L})на\\s+${FLOOR}\\s+поверсі(?!\\p{L})`, 'gu'),
    (_, n = '') => `на ${sayOrdinal(readRoman(n), 'locative')} поверсі`,
  ],
  [new RegExp(`(?<![\\d\\p{L}-])${FLOOR}\\s+поверх(?!\\p{L})`, 'gu'), (_, n = '') => `${sayOrdinal(readRoman(n))} поверх`],
  [
    /(?<![\d\p{L}])(\d{1,4})-(ий|ій|й|тя|та|ша|га|ма|а|я|тє|те|ше|ге|ме|е|є|ого|го|ому|му|ої|ї)(?!\p{L})/gu,
    (_, n = '', ending = '') => sayOrdinal(Number(n), readEnding(ending)),
  ],
  // "Катерини II" and "Іван II".
  [
    /(?<=(\p{L})\s+)(I[IVX]|VI{0,3}|III|VIII)(?![\p{L}\p{N}])/gu,
    (_, last = '', n = '') =>
      sayOrdinal(readRoman(n), 'аяо'.includes(last) ? 'genitive' : 'иі'.includes(last) ? 'feminine_genitive' : 'masculine'),
  ],
  [
    new RegExp(`(?<![\\d.])(\\d{1,2})\\s+(${MONTH})(?!\\p{L})`, 'giu'),
    (whole = '', n = '', month = '') => (Number(n) > 31 ? whole : `${sayOrdinal(Number(n), 'genitive')} ${month}`),
  ],
  [
    new RegExp(`(?<=(?:${MONTH})\\s+)(\\d{4})(?:\\s*(?:року|р\\.?))?(?!\\p{L}|\\d)`, 'giu'),
    (_, year = '') => `${sayOrdinal(Number(year), 'genitive')} року`,
  ],
  [
    /(?<!\p{L})([ву])\s+(\d{4})\s*(?:р\.|році(?!\p{L}))/giu,
    (_, within = '', year = '') => `${within} ${sayOrdinal(Number(year), 'locative')} році`,
  ],
  [/(?<!\d)(\d{4})\s*(?:р\.|року(?!\p{L}))/giu, (_, year = '') => `${sayOrdinal(Number(year), 'genitive')} року`],
  // "з 8 до 16 год": hours, not a sum of them.
  [
    /(?<!\p{L})(з|із|від)\s+(\d|1\d|2[0-3])\s+до\s+(\d|1\d|2[0-3])\s*год(?:ин|ини)?\.?(?!\p{L})/gu,
    (_, word = '', from = '', to = '') => `${word} ${sayGenitiveTime(Number(from), 0)} до ${sayGenitiveTime(Number(to), 0)}`,
  ],
]

/** The last step before a value is spoken: digits, signs and abbreviations become words. Text that has none comes back as it is. */
export const guardSpoken: (text: string) => string = createGuard<SlavicNoun>({
  plain: /^[абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ ,;:!?'-]*$/,
  abbreviated: /(?<!\p{L})(?:д-р|б-р|пр-т|р-н)(?!\p{L})|\p{Lu}{2}|(?<!\p{L})-|-(?!\p{L})/u,
  abbreviations: ABBREVIATIONS,
  acronyms: ACRONYMS,
  vowels: /[АЕЄИІЇОУЮЯЫЭAEIOUY]/,
  spelled: saySpelled,
  words: { at: 'равлик', dot: 'крапка', slash: 'дріб', over: 'на', half: 'пів', quarter: 'чверть' },
  signs: [
    [/\s*&\s*/g, ' і '],
    [/\s*\+\s*/g, ' плюс '],
    [/\s*@\s*/g, ' равлик '],
    [/\s*№\s*/g, ' номер '],
    [/\s*§\s*/g, ' параграф '],
    [/\s*=\s*/g, ' дорівнює '],
    [/\s*%\s*/g, ' відсотків '],
    [/\s*°[CС]?\s*/g, ' градусів '],
    [/\s*€/g, ' євро'],
    [/\s*₴|(?<!\p{L})грн\.?(?!\p{L})/gu, ' гривень'],
    [/\s*₽|(?<!\p{L})руб\.?(?!\p{L})/gu, ' рублів'],
    [/(?<!\p{L})zł\.?(?!\p{L})/gu, 'злотих'],
    [/\s*\$/g, ' доларів'],
    [/(?<=\p{L})\s?\/\s?(?=\p{L})/gu, ' або '],
  ],
  special: SPECIAL,
  units: UNITS,
  bareNumber: /^(?:0\d{9}|\d{9})$/,
  clockWords: ['о', 'об'],
  weekdays: [
    ['пон|пн', 'понеділок', 'з понеділка', 'до понеділка'],
    ['вт', 'вівторок', 'з вівторка', 'до вівторка'],
    ['ср', 'середа', 'із середи', 'до середи'],
    ['чт', 'четвер', 'з четверга', 'до четверга'],
    ['пт', "п'ятниця", "з п'ятниці", "до п'ятниці"],
    ['сб', 'субота', 'із суботи', 'до суботи'],
    ['нд', 'неділя', 'з неділі', 'до неділі'],
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
  timeRange: (from, to) => `з ${sayGenitiveTime(...from)} до ${sayGenitiveTime(...to)}`,
  range: sayRange,
})
