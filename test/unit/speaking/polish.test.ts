import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import type { DataType } from '../../../src/scenarios/model/data-type.ts'
import { VALUE_FORMATS, type ValueFormat } from '../../../src/scenarios/texts/text.ts'

const zone = 'Europe/Warsaw'
const speaking = createSpeaking()
const moment: DataType = { kind: 'moment', optional: false }
const number: DataType = { kind: 'number', optional: false }
const text: DataType = { kind: 'text', optional: false }
const person: DataType = { kind: 'person', optional: false }
const at = (iso: string) => DateTime.fromISO(iso, { zone }).toMillis()
const say = (value: unknown, type: DataType, format?: ValueFormat) => speaking.format(value, type, format, 'pl', { now: 0, zone })
/** What may reach a Polish voice: letters, spaces and the marks of pauses. */
const SPEAKABLE = /^[a-ząćęłńóśźż ,-]*$/i

describe('Polish moments', () => {
  it.each<[string, ValueFormat | undefined, string]>([
    ['2026-05-05T08:30', undefined, 'we wtorek piątego maja o ósmej trzydzieści'],
    ['2026-05-06T08:00', 'day', 'w środę szóstego maja'],
    ['2026-05-06T08:00', 'weekday', 'w środę'],
    ['2026-05-06T08:00', 'time', 'o ósmej'],
    ['2026-05-06T22:22', 'time', 'o dwudziestej drugiej dwadzieścia dwie'],
    ['2026-05-06T08:05', 'time', 'o ósmej pięć'],
    ['2026-05-06T08:01', 'time', 'o ósmej jeden'],
    ['2026-05-06T08:21', 'time', 'o ósmej dwadzieścia jeden'],
    ['2026-05-06T00:00', 'time', 'o północy'],
    ['2026-05-06T00:30', 'time', 'o zerowej trzydzieści'],
    ['1972-05-03', 'date', 'trzeciego maja tysiąc dziewięćset siedemdziesiątego drugiego roku'],
    ['2026-10-31', 'date', 'trzydziestego pierwszego października dwa tysiące dwudziestego szóstego roku'],
    ['2000-02-29', 'date', 'dwudziestego dziewiątego lutego dwutysięcznego roku'],
    ['1900-01-02', 'date', 'drugiego stycznia tysiąc dziewięćsetnego roku'],
  ])('%s as %s', (iso, format, words) =>
    expect(say(iso.length === 10 ? iso : at(iso), iso.length === 10 ? { kind: 'date', optional: false } : moment, format)).toBe(
      words,
    ),
  )

  it('says every minute of every day of a leap year without digit or sign, weekday after its right preposition', () => {
    const first = at('2028-01-01T00:00')
    const times = new Map<string, string>()
    for (let minute = 0; minute < 1440; minute += 1) {
      const words = say(first + minute * 60_000, moment, 'time')
      expect(words).toMatch(SPEAKABLE)
      expect(words.startsWith('o ')).toBe(true)
      times.set(words, words)
    }
    expect(times.size).toBe(1440)
    const days = new Set<string>()
    for (let day = 0; day < 366; day += 1) {
      const date = DateTime.fromISO('2028-01-01T00:00', { zone }).plus({ days: day })
      const words = say(date.toMillis(), moment, 'day')
      expect(words).toMatch(SPEAKABLE)
      expect(words.startsWith(date.weekday === 2 ? 'we wtorek ' : 'w ')).toBe(true)
      expect(/^(w poniedziałek|we wtorek|w środę|w czwartek|w piątek|w sobotę|w niedzielę) /.test(words)).toBe(true)
      days.add(words)
    }
    expect(days.size).toBe(366)
  })

  it('says day and time as one after the other, over all minutes of the year', () => {
    const start = at('2028-01-01T00:00')
    let wrong = 0
    for (let minute = 0; minute < 366 * 1440; minute += 7) if (!SPEAKABLE.test(say(start + minute * 60_000, moment))) wrong += 1
    expect(wrong).toBe(0)
  })

  it('lists free times with "albo", the day only once', () => {
    const slots = [at('2026-05-05T08:30'), at('2026-05-06T09:00'), at('2026-05-06T15:15')]
    expect(say(slots, { kind: 'list', of: moment, optional: false })).toBe(
      'we wtorek piątego maja o ósmej trzydzieści, w środę szóstego maja o dziewiątej albo o piętnastej piętnaście',
    )
    expect(say(slots, { kind: 'list', of: moment, optional: false }, 'list of day')).toBe(
      'we wtorek piątego maja albo w środę szóstego maja',
    )
    expect(say([], { kind: 'list', of: moment, optional: false })).toBe('')
  })
})

describe('Polish numbers', () => {
  it.each<[number, ValueFormat, string]>([
    [0, 'number', 'zero'],
    [12, 'number', 'dwanaście'],
    [121, 'number', 'sto dwadzieścia jeden'],
    [2022, 'number', 'dwa tysiące dwadzieścia dwa'],
    [1000, 'number', 'tysiąc'],
    [5000, 'number', 'pięć tysięcy'],
    [38.5, 'number', 'trzydzieści osiem i pięć dziesiątych'],
    [36.6, 'number', 'trzydzieści sześć i sześć dziesiątych'],
    [0.25, 'number', 'zero i dwadzieścia pięć setnych'],
    [120, 'money', 'sto dwadzieścia złotych'],
    [1, 'money', 'jeden złoty'],
    [22, 'money', 'dwadzieścia dwa złote'],
    [12, 'money', 'dwanaście złotych'],
    [120.5, 'money', 'sto dwadzieścia złotych pięćdziesiąt groszy'],
    [0.02, 'money', 'dwa grosze'],
    [3, 'ordinal', 'trzeci'],
    [21, 'ordinal', 'dwudziesty pierwszy'],
  ])('%d as %s', (value, format, words) => expect(say(value, number, format)).toBe(words))

  it('says every number to 9 999 and its ordinal with letters alone, each differently', () => {
    for (const format of ['number', 'ordinal'] as const) {
      const all: Set<string> = new Set(Array.from({ length: 10_000 }, (_, n) => say(n, number, format)))
      expect(all.size).toBe(10_000)
      expect([...all].filter(words => !SPEAKABLE.test(words))).toEqual([])
    }
  })
})

describe('Polish telephones, names, addresses', () => {
  it('groups telephones as they are said', () => {
    const phone: DataType = { kind: 'phone', optional: false }
    expect(say('+48600000123', phone)).toBe('sześćset, zero zero zero, sto dwadzieścia trzy')
    expect(say('+48221234567', phone)).toBe('dwadzieścia dwa, sto dwadzieścia trzy, czterdzieści pięć, sześćdziesiąt siedem')
    expect(say('+491701234567', phone)).toBe(
      'plus czterdzieści dziewięć, sto siedemdziesiąt, sto dwadzieścia trzy, czterysta pięćdziesiąt sześć, siedem',
    )
  })
  it('takes case forms from the datum and the name as given without them', () => {
    const anna = { name: 'Anna Nowak', cases: { dative: 'Annie Nowak' } }
    expect(say(anna, person)).toBe('Anna Nowak')
    expect(say(anna, person, 'first name')).toBe('Anna')
    expect(say(anna, person, 'dative')).toBe('Annie Nowak')
    expect(say(anna, person, 'genitive')).toBe('Anna Nowak')
    expect(say({ name: 'dr n. med. Jan Kowalski' }, person, 'first name')).toBe('Jan')
    expect(say({ name: 'dr Jan Kowalski' }, person)).toBe('doktor Jan Kowalski')
    expect(say('Nowak-Żak', text, 'spelled')).toBe('en, o, wu, a, ka, myślnik, żet, a, ka')
  })
  it('says an address part by part', () => {
    const address: DataType = { kind: 'address', optional: false }
    expect(say({ street: 'Długa', building: '12a', flat: '5', entrance: '2', floor: '3', code: '0042' }, address)).toBe(
      'ulica Długa dwanaście a, mieszkanie pięć, klatka dwa, trzecie piętro, kod zero zero cztery dwa',
    )
    expect(say({ street: 'ul. Długa', building: '12/5', floor: '0' }, address)).toBe(
      'ulica Długa dwanaście łamane przez pięć, parter',
    )
  })
  it('says choices, marks and consent', () => {
    expect(say('feels_better', { kind: 'choice', of: ['feels_better'], optional: false })).toBe('feels better')
    expect(say(7, { kind: 'scale', from: 0, to: 10, optional: false })).toBe('siedem')
    expect(say(true, { kind: 'yes_no', optional: false })).toBe('tak')
  })
})

describe('the guard of Polish', () => {
  it.each([
    ['gabinet 12, ul. Długa 3', 'gabinet dwanaście, ulica Długa trzy'],
    [
      'badanie trwa 22 min i kosztuje 120,50 zł',
      'badanie trwa dwadzieścia dwie minuty i kosztuje sto dwadzieścia złotych pięćdziesiąt groszy',
    ],
    ['od 8:30, nie jeść po 20:00', 'od ósmej trzydzieści, nie jeść po dwudziestej'],
    ['tel. +48 600 000 000', 'telefon sześćset, zero zero zero, zero zero zero'],
    ['00-950 Warszawa', 'zero zero, dziewięćset pięćdziesiąt Warszawa'],
    ['dnia 2026-05-05 o 8:30', 'dnia piątego maja dwa tysiące dwudziestego szóstego roku o ósmej trzydzieści'],
    ['5.05 o 8:30', 'piątego maja o ósmej trzydzieści'],
    ['Tak, dobrze.', 'Tak, dobrze.'],
  ])('%s', (written, words) => expect(say(written, text)).toBe(words))

  it('lets no digit out of any value, text or format, and never throws', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[0-9 .,:/+%a-z-]{0,30}$/),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer()),
      fc.object(),
    )
    const types: DataType[] = [
      moment,
      number,
      text,
      person,
      { kind: 'address', optional: false },
      { kind: 'list', of: moment, optional: true },
    ]
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom(...types),
        fc.constantFrom(undefined, ...VALUE_FORMATS.filter(format => format !== 'as written')),
        (value, type, format) => {
          expect(say(value, type, format)).not.toMatch(/\p{N}/u)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('what is written and what other languages say', () => {
  it('keeps digits in what is written for messages', () => {
    expect(say(at('2026-05-05T08:30'), moment, 'as written')).toBe('05.05.2026 08:30')
    expect(say('+48600000000', { kind: 'phone', optional: false }, 'as written')).toBe('+48600000000')
  })
  it('speaks every format in the other languages without throwing', () => {
    for (const language of ['ru', 'uk', 'ca', 'en'] as const)
      for (const format of VALUE_FORMATS)
        expect(typeof speaking.format(at('2026-05-05T08:30'), moment, format, language, { now: 0, zone })).toBe('string')
    expect(speaking.format(at('2026-05-05T08:30'), moment, 'day', 'en', { now: 0, zone })).toBe('Tuesday, May 5')
  })
})
