import { type Language, LANGUAGES } from '../../../scenarios/model/documents.ts'

/** Days of the week from Monday, 0, to Sunday, 6. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** When somebody is in, or a place is open. Without times: the whole day. */
export interface OpenHours {
  readonly days: readonly Weekday[]
  /** `8:30`. */
  readonly from?: string
  readonly until?: string
  /** Where, as the place is called, when that is not the same for all. */
  readonly place?: string
}

/** How a language tells days and hours; digits of times are spoken by the guard of its voice. */
interface HoursLanguage {
  /** Each day as one that comes every week: "on Mondays". */
  readonly days: readonly string[]
  readonly join: string
  /** Before a list of days, by its first. */
  prefix(first: Weekday): string
  readonly everyDay: string
  readonly allDay: string
  fromDay(first: Weekday, last: Weekday): string
  between(from: string, until: string): string
  doctor(name: string, hours: string): string
  place(name: string, hours: string): string
  address(name: string, address: string, phone: string | undefined): string
}

const PL_FROM = ['poniedziałku', 'wtorku', 'środy', 'czwartku', 'piątku', 'soboty', 'niedzieli']
const RU_FROM = ['понедельника', 'вторника', 'среды', 'четверга', 'пятницы', 'субботы', 'воскресенья']
const RU_TO = ['понедельник', 'вторник', 'среду', 'четверг', 'пятницу', 'субботу', 'воскресенье']
const UK_OF = ['понеділка', 'вівторка', 'середи', 'четверга', "п'ятниці", 'суботи', 'неділі']
const CA = ['dilluns', 'dimarts', 'dimecres', 'dijous', 'divendres', 'dissabte', 'diumenge']
const EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const TELLING: Readonly<Record<Language, HoursLanguage>> = {
  pl: {
    days: ['poniedziałki', 'wtorki', 'środy', 'czwartki', 'piątki', 'soboty', 'niedziele'],
    join: ' i ',
    prefix: first => (first === 1 ? 'we ' : 'w '),
    everyDay: 'codziennie',
    allDay: 'przez całą dobę',
    fromDay: (first, last) => `od ${PL_FROM[first]} do ${PL_FROM[last]}`,
    between: (from, until) => `od ${from} do ${until}`,
    doctor: (name, hours) => `${name} przyjmuje ${hours}.`,
    place: (name, hours) => `${name}, godziny otwarcia: ${hours}.`,
    address: (name, address, phone) => `${name}, adres: ${address}${phone === undefined ? '' : `, telefon: ${phone}`}.`,
  },
  ru: {
    days: ['понедельникам', 'вторникам', 'средам', 'четвергам', 'пятницам', 'субботам', 'воскресеньям'],
    join: ' и ',
    prefix: () => 'по ',
    everyDay: 'ежедневно',
    allDay: 'круглосуточно',
    fromDay: (first, last) => `${first === 1 || first === 2 ? 'со' : 'с'} ${RU_FROM[first]} по ${RU_TO[last]}`,
    between: (from, until) => `с ${from} до ${until}`,
    doctor: (name, hours) => `${name} принимает ${hours}.`,
    place: (name, hours) => `${name}, часы работы: ${hours}.`,
    address: (name, address, phone) => `${name}, адрес: ${address}${phone === undefined ? '' : `, телефон: ${phone}`}.`,
  },
  uk: {
    days: UK_OF.map(day => `що${day}`),
    join: ' і ',
    prefix: () => '',
    everyDay: 'щодня',
    allDay: 'цілодобово',
    fromDay: (first, last) => `${first === 2 ? 'із' : 'з'} ${UK_OF[first]} до ${UK_OF[last]}`,
    between: (from, until) => `з ${from} до ${until}`,
    doctor: (name, hours) => `${name} приймає ${hours}.`,
    place: (name, hours) => `${name}, години роботи: ${hours}.`,
    address: (name, address, phone) => `${name}, адреса: ${address}${phone === undefined ? '' : `, телефон: ${phone}`}.`,
  },
  ca: {
    days: CA.map(day => `els ${day}${day === 'dissabte' || day === 'diumenge' ? 's' : ''}`),
    join: ' i ',
    prefix: () => '',
    everyDay: 'cada dia',
    allDay: 'les vint-i-quatre hores',
    fromDay: (first, last) => `de ${CA[first]} a ${CA[last]}`,
    between: (from, until) => `de les ${from} a les ${until}`,
    doctor: (name, hours) => `${name} visita ${hours}.`,
    place: (name, hours) => `${name}, horari: ${hours}.`,
    address: (name, address, phone) => `${name}, adreça: ${address}${phone === undefined ? '' : `, telèfon: ${phone}`}.`,
  },
  en: {
    days: EN.map(day => `${day}s`),
    join: ' and ',
    prefix: () => 'on ',
    everyDay: 'every day',
    allDay: 'around the clock',
    fromDay: (first, last) => `from ${EN[first]} to ${EN[last]}`,
    between: (from, until) => `from ${from} to ${until}`,
    doctor: (name, hours) => `${name} sees patients ${hours}.`,
    place: (name, hours) => `${name} is open ${hours}.`,
    address: (name, address, phone) =>
      `The address of ${name} is ${address}${phone === undefined ? '' : `, telephone: ${phone}`}.`,
  },
}

type Told = Readonly<Record<Language, string>>

/** When a doctor is in, in every language: "Ewa Lis sees patients on Tuesdays and Thursdays from 9:00 to 14:00." */
export function tellDoctorsHours(name: string, hours: readonly OpenHours[]): Told {
  return tell(language => language.doctor(name, tellHours(language, hours)))
}

/** When a place or a service is open, in every language. */
export function tellOpenHours(name: string, hours: readonly OpenHours[]): Told {
  return tell(language => language.place(name, tellHours(language, hours)))
}

/** Where a place is, in every language. */
export function tellAddress(name: string, address: string, phone?: string): Told {
  return tell(language => language.address(name, address, phone))
}

function tell(say: (language: HoursLanguage) => string): Told {
  return Object.fromEntries(LANGUAGES.map(language => [language, say(TELLING[language])])) as Told
}

function tellHours(language: HoursLanguage, hours: readonly OpenHours[]): string {
  return hours
    .map(({ days, from, until, place }) => {
      const when = from === undefined || until === undefined ? language.allDay : language.between(from, until)
      return [`${tellDays(language, days)} ${when}`, place].filter(part => part !== undefined).join(', ')
    })
    .join(', ')
}

/** Three days or more in a row are told by the first and the last. */
function tellDays(language: HoursLanguage, given: readonly Weekday[]): string {
  const days = [...new Set(given)].sort((a, b) => a - b)
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  if (days.length === 7) return language.everyDay
  if (days.length > 2 && last - first === days.length - 1) return language.fromDay(first, last)
  const names = days.map(day => language.days[day] ?? '')
  const listed = [names.slice(0, -1).join(', '), names.at(-1)].filter(part => part !== '').join(language.join)
  return `${language.prefix(first)}${listed}`
}
