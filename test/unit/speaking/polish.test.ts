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
    ['2026-05-06T05:00', 'time', 'o piątej rano'],
    ['2026-05-06T01:30', 'time', 'o pierwszej trzydzieści w nocy'],
    ['2026-05-06T07:00', 'time', 'o siódmej'],
    ['2026-05-06T13:01', 'time', 'o trzynastej jeden'],
    ['2026-05-06T23:59', 'time', 'o dwudziestej trzeciej pięćdziesiąt dziewięć'],
    ['1972-05-03', 'date', 'trzeciego maja tysiąc dziewięćset siedemdziesiątego drugiego roku'],
    ['2026-10-31', 'date', 'trzydziestego pierwszego października dwa tysiące dwudziestego szóstego roku'],
    ['2000-02-29', 'date', 'dwudziestego dziewiątego lutego dwutysięcznego roku'],
    ['1900-01-02', 'date', 'drugiego stycznia tysiąc dziewięćsetnego roku'],
  ])('%s as %s', (iso, format, words) =>
    expect(say(iso.length === 10 ? iso : at(iso), iso.length === 10 ? { kind: 'date', optional: false } : moment, format)).toBe(
      words,
    ),
  )

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
    [120, 'number', 'sto dwadzieścia'],
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
      'plus czterdzieści dziewięć, sto siedemdziesiąt, sto dwadzieścia trzy, czterdzieści pięć, sześćdziesiąt siedem',
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
    [
      'al. Jana Pawła II 25, II piętro, pok. 201',
      'aleja Jana Pawła drugiego dwadzieścia pięć, drugie piętro, pokój dwieście jeden',
    ],
    ['na 3 piętrze, gab. nr 7', 'na trzecim piętrze, gabinet numer siedem'],
    ['dr n. med. Jan Kowalski', 'doktor nauk medycznych Jan Kowalski'],
    ['pn.-pt. 8:00-18:00', 'od poniedziałku do piątku od ósmej do osiemnastej'],
    ['w godz. 8–16', 'w godzinach od ósmej do szesnastej'],
    ['od godz. 20', 'od godziny dwudziestej'],
    ['5.05.2026 godz. 8.30', 'piątego maja dwa tysiące dwudziestego szóstego roku godzina ósma trzydzieści'],
    ['temp. 38,5°C', 'temperatura trzydzieści osiem i pięć dziesiątych stopnia'],
    ['do 38°C', 'do trzydziestu ośmiu stopni'],
    ['za 1 godz.', 'za jedną godzinę'],
    ['przez 5-10 min', 'przez pięć do dziesięciu minut'],
    ['ok. 15 min', 'około piętnastu minut'],
    ['140/90', 'sto czterdzieści na dziewięćdziesiąt'],
    ['1/2 tabletki 2 x dziennie', 'pół tabletki dwa razy dziennie'],
    ['2 tabletki po 0,125 mg', 'dwie tabletki po zero i sto dwadzieścia pięć tysięcznych miligrama'],
    ['EKG, USG i RTG', 'e ka gie, u es gie i er te gie'],
    ['100-150 zł', 'od stu do stu pięćdziesięciu złotych'],
    ['1.200,50 zł', 'tysiąc dwieście złotych pięćdziesiąt groszy'],
    ['od 18 do 65 lat', 'od osiemnastu do sześćdziesięciu pięciu lat'],
    ['w 2026 r.', 'w dwa tysiące dwudziestym szóstym roku'],
    ['info@klinika.pl', 'info małpa klinika kropka pl'],
    ['Длугая & Nowak (№ 5)', 'Длугая i Nowak, numer pięć'],
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

describe('what is written', () => {
  it('keeps digits in what is written for messages', () => {
    expect(say(at('2026-05-05T08:30'), moment, 'as written')).toBe('05.05.2026 08:30')
    expect(say('+48600000000', { kind: 'phone', optional: false }, 'as written')).toBe('+48600000000')
  })
})
