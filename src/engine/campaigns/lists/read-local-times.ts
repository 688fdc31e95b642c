import type { Cell, LocalTime } from './row.ts'

/** How `03/05/2026` is read. */
export type DateOrder = 'day first' | 'month first'

/** What a cell says of a time; undefined: it is none, or could be two. */
export type LocalTimeReading = LocalTime | { readonly kind: 'instant'; readonly iso: string } | undefined

/** Months as people write them in the five languages, by their first letters without accents. */
const MONTHS: readonly (readonly string[])[] = [
  ['stycz', 'jan', 'січ', 'янв', 'gen'],
  ['lut', 'feb', 'лют', 'фев', 'feb'],
  ['mar', 'mar', 'бер', 'мар', 'marc'],
  ['kwie', 'apr', 'квіт', 'апр', 'abr'],
  ['maj', 'may', 'трав', 'мая', 'mai', 'май'],
  ['czerw', 'jun', 'черв', 'июн', 'juny'],
  ['lip', 'jul', 'лип', 'июл', 'juli'],
  ['sierp', 'aug', 'серп', 'авг', 'ago'],
  ['wrze', 'sep', 'верес', 'сен', 'set'],
  ['paz', 'oct', 'жовт', 'окт'],
  ['list', 'nov', 'листоп', 'ноя'],
  ['grud', 'dec', 'груд', 'дек', 'des'],
]

/**
 * Reads a date, a time of day or both in the forms that lists have: `6.05.2026`, `06/05/26`, `2026-05-06 08:30`, `6 maja 2026 godz. 8.30`,
 * `8h30`, `2:30 PM`, a cell of a workbook. `thisYear`: of a birth date, after which nobody is born. ISO times with an offset come back as they are. Undefined: it is none, or could be two.
 */
export function readLocalTime(cell: Cell, order: DateOrder, thisYear?: number): LocalTimeReading {
  if (typeof cell === 'object') return cell
  if (typeof cell === 'boolean') return undefined
  const text = String(cell).replaceAll('\u00a0', ' ').trim().replaceAll(/\s+/g, ' ')
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text))
    return { kind: 'instant', iso: text.replace(' ', 'T') }
  const found = readDate(text, order, thisYear)
  const rest = (found === undefined ? text : found.rest)
    .replaceAll(/[T,]|(?<!\p{L})(?:r|roku|o|р|року|г|года|godz|godzina|год|година|час|ч|в|о|at|a les|les|h)(?!\p{L})\.?/giu, ' ')
    .trim()
  if (rest === '') return found === undefined ? undefined : { kind: 'local', date: found.date }
  const time = readTime(rest)
  // A sign too many: the whole is not understood.
  if (time === undefined) return undefined
  if (found === undefined) return { kind: 'local', time }
  return { kind: 'local', date: found.date, ...(time !== '00:00' || !/00[.:]00[.:]00/.test(rest) ? { time } : {}) }
}

interface FoundDate {
  readonly date: string
  readonly rest: string
}

const PATTERNS: readonly { readonly pattern: RegExp; readonly parts: 'ymd' | 'dmy' | 'named' }[] = [
  { pattern: /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/, parts: 'ymd' },
  { pattern: /^(\d{4})(\d{2})(\d{2})(?!\d)/, parts: 'ymd' },
  { pattern: /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})(?![\d:.])/, parts: 'dmy' },
  { pattern: /^(\d{1,2})\.? ?(?:de |d')?(\p{L}+)\.? ?(?:de |del )?(\d{4})/iu, parts: 'named' },
]

function readDate(text: string, order: DateOrder, thisYear: number | undefined): FoundDate | undefined {
  // "śr. 6.05.2026": the weekday says nothing that the date does not.
  const plain = text.replace(/^\p{L}+[.,]? (?=\d)/u, '')
  for (const { pattern, parts } of PATTERNS) {
    const match = pattern.exec(plain)
    if (match === null) continue
    const [whole, first = '', second = '', third = ''] = match
    const rest = plain.slice(whole.length)
    if (parts === 'ymd') return check(Number(first), Number(second), Number(third), rest)
    const year = third.length === 2 ? expandYear(Number(third), thisYear) : Number(third)
    if (parts === 'named') return check(year, findMonth(second), Number(first), rest)
    // The order that was said, unless only the other is a date: 05/31/2026.
    const [day, month] = order === 'day first' ? [Number(first), Number(second)] : [Number(second), Number(first)]
    return check(year, month, day, rest) ?? (month > 12 ? check(year, day, month, rest) : undefined)
  }
  return undefined
}

function check(year: number, month: number, day: number, rest: string): FoundDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  // 30 February would be the 2nd of March.
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!exists) return undefined
  const [years, months, days] = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')]
  return { date: `${years}-${months}-${days}`, rest: rest.trim() }
}

/** Two digits of a year: births lie behind (`thisYear` is given), visits near. */
function expandYear(year: number, thisYear: number | undefined): number {
  return thisYear !== undefined && 2000 + year > thisYear ? 1900 + year : 2000 + year
}

function findMonth(word: string): number {
  const folded = word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l')
  const cyrillic = word.toLowerCase()
  return MONTHS.findIndex(starts => starts.some(start => folded.startsWith(start) || cyrillic.startsWith(start))) + 1
}

function readTime(text: string): string | undefined {
  const [, hour, minute = '00', half] =
    /^(\d{1,2})(?: ?[:.h\- ] ?(\d{2})(?:[:.]\d{2}(?:\.\d+)?)?)? ?(am|pm|a\.m\.|p\.m\.)?$/i.exec(text) ?? []
  if (hour === undefined) return undefined
  const isAfternoon = half?.toLowerCase().startsWith('p') === true
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0)
  return hours > 23 || Number(minute) > 59 ? undefined : `${String(hours).padStart(2, '0')}:${minute}`
}
