import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../../src/scenarios/model/documents.ts'
import { pickBest, readValues } from '../../../../src/engine/understanding/values/index.ts'
import { dateOf, dayOf, instantOf, readLocal, weekdayOf, writeDay } from '../../../../src/engine/understanding/values/calendar.ts'
import { spellNumber } from './spell-numbers.ts'

const zone = 'Europe/Warsaw'
const MONTHS: Readonly<Record<Language, string>> = {
  pl: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  uk: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  ca: 'gener febrer març abril maig juny juliol agost setembre octubre novembre desembre',
  en: 'january february march april may june july august september october november december',
}
const WEEKDAYS: Readonly<Record<Language, string>> = {
  pl: 'poniedziałek wtorek środę czwartek piątek sobotę niedzielę',
  ru: 'понедельник вторник среду четверг пятницу субботу воскресенье',
  uk: "понеділок вівторок середу четвер п'ятницю суботу неділю",
  ca: 'dilluns dimarts dimecres dijous divendres dissabte diumenge',
  en: 'monday tuesday wednesday thursday friday saturday sunday',
}
const ORDINALS: Readonly<Partial<Record<Language, string>>> = {
  pl: 'pierwszego drugiego trzeciego czwartego piątego szóstego siódmego ósmego dziewiątego dziesiątego jedenastego dwunastego trzynastego czternastego piętnastego szesnastego siedemnastego osiemnastego dziewiętnastego dwudziestego trzydziestego',
  ru: 'первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого двадцатого тридцатого',
  uk: "першого другого третього четвертого п'ятого шостого сьомого восьмого дев'ятого десятого одинадцятого дванадцятого тринадцятого чотирнадцятого п'ятнадцятого шістнадцятого сімнадцятого вісімнадцятого дев'ятнадцятого двадцятого тридцятого",
  en: 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth',
}
const TENS: Readonly<Partial<Record<Language, readonly [string, string]>>> = {
  pl: ['dwudziestego', 'trzydziestego'],
  ru: ['двадцать', 'тридцать'],
  uk: ['двадцять', 'тридцять'],
  en: ['twenty', 'thirty'],
}

function sayOrdinal(n: number, language: Language): string {
  const words = ORDINALS[language]?.split(' ')
  if (words === undefined) return spellNumber(n, language)
  if (n <= 20) return words[n - 1] ?? ''
  if (n === 30) return words[20] ?? ''
  return `${TENS[language]?.[n < 30 ? 0 : 1]} ${words[(n % 10) - 1]}`
}

/** A date as the language says it, in several ways. */
function sayDate(iso: string, language: Language): readonly string[] {
  const [, month = 1, date = 1] = iso.split('-').map(Number)
  const day = dayOf(...(iso.split('-').map(Number) as [number, number, number]))
  const name = MONTHS[language].split(' ')[month - 1] ?? ''
  const weekday = WEEKDAYS[language].split(' ')[weekdayOf(day) - 1] ?? ''
  const ordinal = sayOrdinal(date, language)
  switch (language) {
    case 'ca': {
      const of = /^[ao]/.test(name) ? `d'${name}` : `de ${name}`
      return [`${ordinal} ${of}`, `el ${date} ${of}`, `${weekday} ${ordinal} ${of}`, `el dia ${ordinal} ${of}`]
    }
    case 'en':
      return [
        `the ${ordinal} of ${name}`,
        `${name} ${ordinal}`,
        `${name} the ${ordinal}`,
        `${date} ${name}`,
        `${weekday} the ${ordinal} of ${name}`,
      ]
    case 'pl':
    case 'ru':
    case 'uk':
      return [
        `${ordinal} ${name}`,
        `${date} ${name}`,
        `w ${weekday} ${ordinal} ${name}`,
        `${date}.${String(month).padStart(2, '0')}.${iso.slice(0, 4)}`,
      ]
  }
}

describe.each<Language>(['pl', 'ru', 'uk', 'ca', 'en'])('a leap year in %s', language => {
  const first = dayOf(2028, 1, 1)
  const now = instantOf(first, 480, zone)
  const days = Array.from({ length: 366 }, (_, index) => writeDay(first + index))
  it('reads every day back', () => {
    const wrong = days.flatMap(iso =>
      sayDate(iso, language)
        .map(said => ({ said, iso, read: pickBest(readValues(said, { language, now, zone, expect: 'date' }), 'date')?.value }))
        .filter(({ read }) => read !== iso),
    )
    expect(wrong).toEqual([])
  })
  it('reads every birth date back', () => {
    const wrong = days.flatMap((iso, index) => {
      const year = 1910 + (index % 110)
      const birth = DateTime.fromISO(iso).set({ year })
      if (birth.day !== Number(iso.slice(8))) return []
      const dated = birth.toISODate() ?? ''
      const said = `${sayDate(dated, language)[0]} ${spellNumber(year, language)}`
      const read = pickBest(readValues(said, { language, now, zone, expect: 'date', past: true }), 'date')?.value
      return read === dated ? [] : [{ said, dated, read }]
    })
    expect(wrong).toEqual([])
  })
})

describe('the calendar', () => {
  it('agrees with luxon for four centuries', () => {
    for (let day = dayOf(1890, 1, 1); day < dayOf(2290, 1, 1); day += 17) {
      const date = DateTime.fromMillis(day * 86_400_000, { zone: 'utc' })
      expect(dateOf(day)).toEqual({ year: date.year, month: date.month, date: date.day })
      expect(weekdayOf(day)).toBe(date.weekday)
    }
  })
  it('knows the clocks: every half hour of the two days on which they change', () => {
    for (const iso of ['2026-03-29', '2026-10-25'])
      for (let minutes = 0; minutes < 1440; minutes += 30) {
        const at = DateTime.fromISO(iso, { zone }).set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
        const [year = 0, month = 0, date = 0] = iso.split('-').map(Number)
        expect(instantOf(dayOf(year, month, date), minutes, zone)).toBe(at.toMillis())
        expect(readLocal(at.toMillis(), zone).minutes).toBe(at.hour * 60 + at.minute)
      }
  })
})
