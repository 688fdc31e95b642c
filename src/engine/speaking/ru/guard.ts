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

const DEGREE = noun('masculine', 'градус', 'градуса', 'градусов', 'градуса')
const TIMES = noun('masculine', 'раз', 'раза', 'раз', 'раза')
const UNITS: Readonly<Record<string, SlavicNoun>> = {
  мин: NOUNS.minute,
  ч: NOUNS.hour,
  час: NOUNS.hour,
  с: NOUNS.second,
  сек: NOUNS.second,
  дн: NOUNS.day,
  нед: NOUNS.week,
  мес: NOUNS.month,
  табл: NOUNS.tablet,
  таб: NOUNS.tablet,
  мг: noun('masculine', 'миллиграмм', 'миллиграмма', 'миллиграммов', 'миллиграмма'),
  г: noun('masculine', 'грамм', 'грамма', 'граммов', 'грамма'),
  гр: noun('masculine', 'грамм', 'грамма', 'граммов', 'грамма'),
  кг: noun('masculine', 'килограмм', 'килограмма', 'килограммов', 'килограмма'),
  мл: noun('masculine', 'миллилитр', 'миллилитра', 'миллилитров', 'миллилитра'),
  л: noun('masculine', 'литр', 'литра', 'литров', 'литра'),
  мм: noun('masculine', 'миллиметр', 'миллиметра', 'миллиметров', 'миллиметра'),
  см: noun('masculine', 'сантиметр', 'сантиметра', 'сантиметров', 'сантиметра'),
  км: noun('masculine', 'километр', 'километра', 'километров', 'километра'),
  м: noun('masculine', 'метр', 'метра', 'метров', 'метра'),
  '%': noun('masculine', 'процент', 'процента', 'процентов', 'процента'),
  '°C': DEGREE,
  '°С': DEGREE,
  '°': DEGREE,
  x: TIMES,
  х: TIMES,
  '×': TIMES,
  руб: CURRENCY_NOUNS.RUB[0],
  '₽': CURRENCY_NOUNS.RUB[0],
  грн: CURRENCY_NOUNS.UAH[0],
  zł: CURRENCY_NOUNS.PLN[0],
  PLN: CURRENCY_NOUNS.PLN[0],
  EUR: CURRENCY_NOUNS.EUR[0],
  '€': CURRENCY_NOUNS.EUR[0],
}

const GENITIVE_AFTER = new Set([
  'от',
  'до',
  'около',
  'без',
  'после',
  'для',
  'более',
  'менее',
  'больше',
  'меньше',
  'свыше',
  'не позднее',
  'течение',
  'из',
])
const ACCUSATIVE_AFTER = new Set(['за', 'через', 'на', 'по', 'в', 'спустя'])
const CLOCK_GENITIVE = new Set(['с', 'со', 'от', 'до', 'после', 'около'])
const FEMININE =
  /^(?:минут|таблет|капсул|секунд|недел|ложк|ложек|доз|капл|капель|ампул|порци|страниц|тысяч|персон|консультаци|процедур|инъекци|точ[ек]|комнат)/
const NEUTER = /^(?:мест|отделени|окн|окон|обследовани|исследовани|посещени)/

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
  // "в" is a part of the time.
  if (word === 'в' || word === 'на') return before + sayTime(hour, minute).slice(1)
  return `${before} ${CLOCK_GENITIVE.has(word) ? sayGenitiveTime(hour, minute) : sayBareTime(hour, minute)}`
}

function sayRange(from: number, to: number, unit: SlavicNoun | undefined, around: { before: string; after: string }): string {
  const gender = unit?.gender ?? genderBefore(around.after)
  const last = unit === undefined ? sayCardinal(to, gender, 'gen') : sayCount(to, unit, 'gen')
  // "через пять-десять минут"
  if (ACCUSATIVE_AFTER.has(around.before))
    return `${sayCardinal(from, gender, 'acc')}-${unit === undefined ? sayCardinal(to, gender, 'acc') : sayCount(to, unit, 'acc')}`
  return `${around.before === 'от' ? '' : 'от '}${sayCardinal(from, gender, 'gen')} до ${last}`
}

/** "3-й", "3-я", "3-е", "3-го", "3-м": the last letters of the word that is meant. */
const ORDINAL_ENDINGS: Readonly<Record<string, OrdinalForm>> = {
  й: 'masculine',
  ый: 'masculine',
  ой: 'masculine',
  я: 'feminine',
  ая: 'feminine',
  е: 'neuter',
  ое: 'neuter',
  го: 'genitive',
  ого: 'genitive',
  м: 'locative',
  ом: 'locative',
}
const MONTH = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря'
const FLOOR = '(\\d{1,2}|[IVX]{1,4})(?:-?(?:й|м))?'
const SPECIAL: readonly GuardRule[] = [
  [
    new RegExp(`(?<!\\p{L})на\\s+${FLOOR}\\s+этаже(?!\\p{L})`, 'gu'),
    (_, n = '') => `на ${sayOrdinal(readRoman(n), 'locative')} этаже`,
  ],
  [new RegExp(`(?<![\\d\\p{L}-])${FLOOR}\\s+этаж(?!\\p{L})`, 'gu'), (_, n = '') => `${sayOrdinal(readRoman(n))} этаж`],
  [
    /(?<![\d\p{L}])(\d{1,4})-?(ый|ой|й|ая|я|ое|е|ого|го|ом|м)(?!\p{L})/gu,
    (whole = '', n = '', ending = '') =>
      whole.includes('-') ? sayOrdinal(Number(n), ORDINAL_ENDINGS[ending] ?? 'masculine') : whole,
  ],
  // "Екатерины II" and "Николай II".
  [
    /(?<=(\p{L})\s+)(I[IVX]|VI{0,3}|III|VIII)(?![\p{L}\p{N}])/gu,
    (_, last = '', n = '') =>
      sayOrdinal(
        readRoman(n),
        'аяо'.includes(last) ? 'genitive' : last === 'ы' || last === 'и' ? 'feminine_genitive' : 'masculine',
      ),
  ],
  [
    new RegExp(`(?<![\\d.])(\\d{1,2})\\s+(${MONTH})(?!\\p{L})`, 'giu'),
    (whole = '', n = '', month = '') => (Number(n) > 31 ? whole : `${sayOrdinal(Number(n), 'genitive')} ${month}`),
  ],
  [
    new RegExp(`(?<=(?:${MONTH})\\s+)(\\d{4})(?:\\s*(?:года|г\\.?))?(?!\\p{L}|\\d)`, 'giu'),
    (_, year = '') => `${sayOrdinal(Number(year), 'genitive')} года`,
  ],
  [
    /(?<!\p{L})(в)\s+(\d{4})\s*(?:г\.|году(?!\p{L}))/giu,
    (_, within = '', year = '') => `${within} ${sayOrdinal(Number(year), 'locative')} году`,
  ],
  [/(?<!\d)(\d{4})\s*(?:г\.|года(?!\p{L}))/giu, (_, year = '') => `${sayOrdinal(Number(year), 'genitive')} года`],
  // "с 8 до 16 ч": hours, not a sum of them.
  [
    /(?<!\p{L})с\s+(\d|1\d|2[0-3])\s+до\s+(\d|1\d|2[0-4])(?:\s*ч(?:асов)?\.?)?(?![\p{L}\d:.,])/gu,
    (_, from = '', to = '') => `с ${sayCardinal(Number(from), 'masculine', 'gen')} до ${sayCount(Number(to), NOUNS.hour, 'gen')}`,
  ],
]

/** The last step before a value is spoken: digits, signs and abbreviations become words. Text that has none comes back as it is. */
export const guardSpoken: (text: string) => string = createGuard<SlavicNoun>({
  plain: /^[а-яёА-ЯЁ ,;:!?'-]*$/,
  abbreviated: /(?<!\p{L})(?:д-р|б-р|пр-т|пр-кт|пл-дь|р-н|кмн|дмн)(?!\p{L})|\p{Lu}{2}|(?<!\p{L})-|-(?!\p{L})/u,
  abbreviations: ABBREVIATIONS,
  acronyms: ACRONYMS,
  vowels: /[АЕЁИОУЫЭЮЯІЇЄAEIOUY]/,
  spelled: saySpelled,
  words: { at: 'собака', dot: 'точка', slash: 'дробь', over: 'на', half: 'половина', quarter: 'четверть' },
  signs: [
    [/\s*&\s*/g, ' и '],
    [/\s*\+\s*/g, ' плюс '],
    [/\s*@\s*/g, ' собака '],
    [/\s*№\s*/g, ' номер '],
    [/\s*§\s*/g, ' параграф '],
    [/\s*=\s*/g, ' равно '],
    [/\s*%\s*/g, ' процентов '],
    [/\s*°[CС]?\s*/g, ' градусов '],
    [/\s*€/g, ' евро'],
    [/\s*₽|(?<!\p{L})руб\.?(?!\p{L})/gu, ' рублей'],
    [/\s*₴|(?<!\p{L})грн\.?(?!\p{L})/gu, ' гривен'],
    [/\s*\$/g, ' долларов'],
    [/(?<!\p{L})zł\.?(?!\p{L})/gu, 'злотых'],
    [/(?<=\p{L})\s?\/\s?(?=\p{L})/gu, ' или '],
  ],
  special: SPECIAL,
  units: UNITS,
  bareNumber: /^(?:[78]\d{10}|9\d{9}|\d{9})$/,
  clockWords: ['в'],
  weekdays: [
    ['пон|пн', 'понедельник', 'с понедельника', 'по понедельник'],
    ['вт', 'вторник', 'со вторника', 'по вторник'],
    ['ср', 'среда', 'со среды', 'по среду'],
    ['чт', 'четверг', 'с четверга', 'по четверг'],
    ['пт', 'пятница', 'с пятницы', 'по пятницу'],
    ['сб', 'суббота', 'с субботы', 'по субботу'],
    ['вс', 'воскресенье', 'с воскресенья', 'по воскресенье'],
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
  timeRange: (from, to) => `с ${sayGenitiveTime(...from)} до ${sayGenitiveTime(...to)}`,
  range: sayRange,
})
