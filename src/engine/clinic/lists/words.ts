import { foldName } from '../../campaigns/lists/index.ts'

/** Names of weekdays from Monday on, folded: what is shorter than three letters is the whole word, the rest its beginning. */
const WEEKDAYS: readonly (readonly string[])[] = [
  ['1', 'pn', 'pon', 'mon', 'пн', 'пон', 'dl', 'dill', 'lun'],
  ['2', 'wt', 'wto', 'tue', 'вт', 'вів', 'втор', 'dt', 'dimar', 'mar'],
  ['3', 'sr', 'sro', 'wed', 'ср', 'сер', 'сре', 'dc', 'dime', 'mie'],
  ['4', 'cz', 'czw', 'thu', 'чт', 'чет', 'dj', 'dij', 'jue'],
  ['5', 'pt', 'pia', 'fri', 'пт', 'пят', 'п ят', 'пятн', 'dv', 'div', 'vie'],
  ['6', 'so', 'sob', 'sat', 'сб', 'суб', 'ds', 'dis', 'sab'],
  ['7', 'nd', 'ndz', 'nie', 'sun', 'нд', 'нед', 'вс', 'вос', 'dg', 'diu', 'dom'],
]

/** Reads `pn-pt`, `mon, wed`, `пн–пт`, `1-5`: weekdays from Monday, 1. Undefined: a word is none. */
export function readWeekdays(text: string): readonly number[] | undefined {
  const days = new Set<number>()
  for (const part of text.split(/[,;/+]|\s+(?:i|and|та|и)\s+/iu)) {
    const [first, last = first, ...more] = part.split(/\s*[-–—]\s*/).map(findWeekday)
    if (first === undefined || last === undefined || more.length > 0) return undefined
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day)
      if (day === last) break
    }
  }
  return [...days].sort((left, right) => left - right)
}

function findWeekday(written: string): number | undefined {
  const word = foldName(written)
  const index = WEEKDAYS.findIndex(names => names.some(name => word === name || (name.length > 2 && word.startsWith(name))))
  return index < 0 ? undefined : index + 1
}

const PARTS = {
  morning: ['morning', 'rano', 'przed poludniem', 'poran', 'ранок', 'вранці', 'утро', 'утром', 'mati'],
  midday: ['midday', 'noon', 'poludnie', 'w poludnie', 'полудень', 'опівдні', 'днем', 'migdia'],
  afternoon: ['afternoon', 'po poludniu', 'popoludni', 'пополудні', 'після обіду', 'после обеда', 'tarda'],
  evening: ['evening', 'wieczor', 'вечір', 'ввечері', 'вечер', 'vespre'],
} as const

/** Reads `rano, po południu`: parts of the day; none when nothing is written. Undefined: a word is none. */
export function readPartsOfDay(text: string): readonly (keyof typeof PARTS)[] | undefined {
  const words = text
    .split(/[,;/|]/)
    .map(foldName)
    .filter(word => word !== '')
  const parts = words.map(word =>
    (Object.keys(PARTS) as (keyof typeof PARTS)[]).find(part => PARTS[part].some(start => word.startsWith(start))),
  )
  return parts.includes(undefined) ? undefined : parts.filter(part => part !== undefined)
}

const TOPIC_WORDS = {
  price: ['price', 'cen', 'koszt', 'oplat', 'цін', 'цен', 'стоим', 'вартіст', 'preu', 'cost'],
  place: ['place', 'address', 'adres', 'miejsce', 'dojazd', 'адрес', 'місце', 'место', 'adreca', 'lloc'],
  hours: ['hour', 'godzin', 'czas prac', 'czas otw', 'grafik', 'годин', 'графік', 'час', 'график', 'horari'],
  preparation: ['prepar', 'przygotow', 'підготов', 'подготов'],
  duration: ['duration', 'czas', 'trwani', 'dlugosc', 'тривал', 'длител', 'продолж', 'durada', 'duracio'],
  results: ['result', 'wynik', 'результ'],
  phone: ['phone', 'telefon', 'numer', 'телефон'],
} as const

/** What callers ask about: the topics of the shipped digressions. */
export const TOPICS = Object.keys(TOPIC_WORDS)

/** A topic by the word of a list; undefined: it is none that callers ask about. */
export function readTopic(written: string): string | undefined {
  const word = foldName(written)
  return Object.entries(TOPIC_WORDS).find(([, starts]) => starts.some(start => word.startsWith(start)))?.[0]
}

const STATUSES = {
  booked: [
    '',
    'booked',
    'planned',
    'scheduled',
    'umow',
    'zaplan',
    'zarejestr',
    'заплан',
    'запис',
    'програм',
    'program',
    'reserv',
  ],
  confirmed: ['confirm', 'potwierdz', 'підтвердж', 'подтвержд'],
  cancelled: ['cancel', 'odwol', 'anulow', 'скасов', 'отмен', 'anul'],
  done: ['done', 'completed', 'fulfilled', 'odbyt', 'zrealiz', 'заверш', 'відбув', 'состоя', 'feta', 'realitz'],
  missed: ['missed', 'no show', 'noshow', 'nieobecn', 'nie stawil', 'не прийш', 'не приш', 'неяв', 'absent'],
} as const

/** The status of a visit by the word of a list; undefined: it is none that is known. */
export function readStatus(written: string): keyof typeof STATUSES | undefined {
  const word = foldName(written)
  for (const [status, starts] of Object.entries(STATUSES) as [keyof typeof STATUSES, readonly string[]][])
    if (starts.some(start => (start === '' ? word === '' : word.startsWith(start)))) return status
  return undefined
}
