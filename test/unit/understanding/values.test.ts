import { describe, expect, it } from 'vitest'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import type { DataType } from '../../../src/scenarios/model/data-type.ts'
import { readBest, readValues } from '../../../src/engine/understanding/values/index.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'
import { at, hear, hearValue } from './hear.ts'

const date: DataType = { kind: 'date', optional: false }
const time: DataType = { kind: 'time', optional: false }
const moment: DataType = { kind: 'moment', optional: false }

describe('dates', () => {
  it.each([
    ['w czwartek', '2026-05-07'],
    ['w poniedziałek', '2026-05-11'],
    ['w przyszły czwartek', '2026-05-14'],
    ['za tydzień w środę', '2026-05-13'],
    ['jutro', '2026-05-05'],
    ['pojutrze', '2026-05-06'],
    ['za tydzień', '2026-05-11'],
    ['za dwa tygodnie', '2026-05-18'],
    ['za trzy dni', '2026-05-07'],
    ['piątego maja', '2026-05-05'],
    ['piąty maja', '2026-05-05'],
    ['5 maja', '2026-05-05'],
    ['trzeciego maja', '2027-05-03'],
    ['dwudziestego pierwszego czerwca', '2026-06-21'],
    ['we wtorek piątego maja', '2026-05-05'],
    ['w piątek piętnastego', '2026-05-15'],
    ['dwunastego', '2026-05-12'],
    ['trzeciego', '2026-06-03'],
    ['trzydziestego pierwszego', '2026-05-31'],
    ['12.05', '2026-05-12'],
    ['12.05.2026', '2026-05-12'],
    ['2026-05-12', '2026-05-12'],
    ['pierwszego stycznia dwa tysiące dwudziestego siódmego roku', '2027-01-01'],
    ['w czwartek, nie, w piątek', '2026-05-08'],
    ['trzydziestego lutego', undefined],
    ['mają rację', undefined],
    ['tak', undefined],
  ])('%s', (said, iso) => expect(hearValue(said, date)).toEqual(iso))

  it('gives both when two were said', () =>
    expect(hearValue('w czwartek albo w piątek', date)).toEqual(['2026-05-07', '2026-05-08']))
})

describe('birth dates', () => {
  it.each([
    ['trzeci maja siedemdziesiątego drugiego', '1972-05-03'],
    ['trzeciego maja tysiąc dziewięćset siedemdziesiątego drugiego roku', '1972-05-03'],
    ['trzeci maja siedemdziesiąt dwa', '1972-05-03'],
    ['trzeci maja dziewięćset siedemdziesiąty drugi', '1972-05-03'],
    ['trzeci piąty siedemdziesiąty drugi', '1972-05-03'],
    ['trzeci piąty siedemdziesiąt dwa', '1972-05-03'],
    ['03.05.1972', '1972-05-03'],
    ['3.05.72', '1972-05-03'],
    ['3 maja 1972', '1972-05-03'],
    ['03 05 1972', '1972-05-03'],
    ['0305 1972', '1972-05-03'],
    ['03 05 19 72', '1972-05-03'],
    ['urodzona trzydziestego pierwszego grudnia dwa tysiące piątego', '2005-12-31'],
    ['pierwszego marca dwutysięcznego', '2000-03-01'],
    ['czy w sobotę pracujecie', undefined],
    ['trzeciego maja', undefined],
    ['trzydziestego lutego siedemdziesiąt dwa', undefined],
  ])('%s', (said, iso) => {
    expect(hearValue(said, date, 'born')).toEqual(iso)
    expect(hearValue(said, date, 'heard_born')).toEqual(iso)
  })
})

describe('times', () => {
  it.each([
    ['o ósmej trzydzieści', '08:30'],
    ['o ósmej', '08:00'],
    ['ósma piętnaście', '08:15'],
    ['o ósmej zero pięć', '08:05'],
    ['o trzeciej', '15:00'],
    ['o siódmej wieczorem', '19:00'],
    ['o szóstej rano', '06:00'],
    ['rano o szóstej', '06:00'],
    ['wpół do dziewiątej', '08:30'],
    ['w pół do pierwszej', '12:30'],
    ['wpół do czwartej', '15:30'],
    ['za kwadrans dziewiąta', '08:45'],
    ['za pięć ósma', '07:55'],
    ['kwadrans po ósmej', '08:15'],
    ['dziesięć po ósmej', '08:10'],
    ['o dwudziestej pięć', '20:05'],
    ['o siedemnastej czterdzieści pięć', '17:45'],
    ['8:30', '08:30'],
    ['o 8', '08:00'],
    ['o 8.30', '08:30'],
    ['17:05', '17:05'],
    ['na dziewiątą', '09:00'],
    ['godzina dwunasta', '12:00'],
    ['o północy', '00:00'],
    ['tak', undefined],
  ])('%s', (said, clock) => expect(hearValue(said, time)).toEqual(clock))
})

describe('moments', () => {
  it.each([
    ['jutro o ósmej', '2026-05-05T08:00'],
    ['w czwartek o wpół do dziewiątej', '2026-05-07T08:30'],
    ['o dziewiątej w piątek', '2026-05-08T09:00'],
    ['piątego maja o piętnastej', '2026-05-05T15:00'],
    ['jutro po południu o trzeciej', '2026-05-05T15:00'],
    ['za godzinę', '2026-05-04T11:00'],
    ['za pół godziny', '2026-05-04T10:30'],
    ['za piętnaście minut', '2026-05-04T10:15'],
    ['dzisiaj o siedemnastej', '2026-05-04T17:00'],
  ])('%s', (said, iso) => expect(hearValue(said, moment)).toEqual(at(iso)))

  it('makes a doubtful moment of half of one, to be read back', () => {
    for (const [said, iso] of [
      ['jutro', '2026-05-05T10:00'],
      ['jutro po południu', '2026-05-05T15:00'],
      ['o ósmej', '2026-05-05T08:00'],
      ['o siedemnastej', '2026-05-04T17:00'],
    ] as const)
      expect(hear(said, { expect: { at: moment } }).values.filter(({ name }) => name === 'at')).toMatchObject([
        { value: at(iso), confidence: 0.5 },
      ])
  })

  it('is found unasked, with the part of the day', () => {
    expect(hear('tak, ale wolę czwartek po południu').values.map(({ kind, value, name }) => [kind, value, name])).toEqual([
      ['date', '2026-05-07', undefined],
      ['part', 'afternoon', undefined],
    ])
    expect(hear('tylko rano, przed dziesiątą').values.map(({ value }) => value)).toEqual(['morning', { to: '10:00' }])
    expect(hear('po dziewiątej').values).toMatchObject([{ kind: 'interval', value: { from: '09:00' } }])
  })

  it('knows what was denied', () => {
    const denied = (said: string) => hear(said).values.map(({ value, denied }) => [value, denied === true])
    expect(denied('nie, nie czwartek')).toEqual([['2026-05-07', true]])
    expect(denied('nie czwartek tylko piątek')).toEqual([
      ['2026-05-07', true],
      ['2026-05-08', false],
    ])
    expect(denied('nie, w czwartek')).toEqual([['2026-05-07', false]])
    expect(denied('w czwartek mi nie pasuje')).toEqual([['2026-05-07', true]])
    expect(denied('nie mogę jutro, w czwartek mogę')).toEqual([
      ['2026-05-05', true],
      ['2026-05-07', false],
    ])
    expect(hear('nie, nie czwartek').meanings.map(({ meaning }) => meaning)).toEqual(['decline'])
  })

  it('fills a day and a part of the day together', () => {
    const heard = hear('w środę po południu', {
      expect: { day: date, part: { kind: 'choice', of: ['morning', 'afternoon', 'evening'], optional: true } },
    })
    expect(heard.values.map(({ name, kind, value }) => [name, kind, value])).toEqual([
      ['day', 'date', '2026-05-06'],
      ['part', 'choice', 'afternoon'],
    ])
  })
})

describe('numbers', () => {
  const scale: DataType = { kind: 'scale', from: 0, to: 10, optional: false }
  it.each([
    ['dziewięć', 9],
    ['dziesiątka', 10],
    ['piątka z plusem', 5],
    ['9', 9],
    ['dziewięć na dziesięć', 9],
    ['na dziewięć', 9],
    ['zero', 0],
    ['powiedzmy osiem', 8],
    ['siedem albo osiem', [7, 8]],
    ['siedem, nie, osiem', 8],
    ['dwanaście', undefined],
    ['dziesięć na dziesięć', 10],
  ])('%s on a scale', (said, mark) => expect(hearValue(said, scale)).toEqual(mark))

  const temperature: DataType = { kind: 'number', from: 34, to: 43, optional: true }
  it.each([
    ['trzydzieści osiem i pięć', 38.5],
    ['trzydzieści osiem i pół', 38.5],
    ['trzydzieści osiem pięć', 38.5],
    ['38,5', 38.5],
    ['38.5', 38.5],
    ['trzydzieści dziewięć', 39],
    ['trzydzieści siedem przecinek dwa', 37.2],
    ['miała wczoraj trzydzieści osiem i osiem', 38.8],
    ['nie mierzyłam', undefined],
  ])('%s degrees', (said, degrees) => expect(hearValue(said, temperature, 'temperature')).toEqual(degrees))

  const place = { now: 0, zone: 'Europe/Warsaw' }

  it('reads every number to 9 999 as the robot says it', () => {
    const number: DataType = { kind: 'number', optional: false }
    const wrong = Array.from({ length: 10_000 }, (_, n) => ({
      n,
      words: createSpeaking().format(n, number, 'number', 'pl', place),
    }))
    expect(wrong.filter(({ n, words }) => hearValue(words, number) !== n)).toEqual([])
  })

  it('reads every minute as the robot says it', () => {
    const wrong = Array.from({ length: 1440 }, (_, minute) => {
      const iso = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      return { expected: iso, words: createSpeaking().format(iso, time, 'time', 'pl', place) }
    })
    expect(wrong.filter(({ expected, words }) => hearValue(words, time) !== expected)).toEqual([])
  })

  it('reads every day of the year ahead as the robot says it', () => {
    const wrong = Array.from({ length: 365 }, (_, day) => {
      const iso = new Date(Date.UTC(2026, 4, 4 + day)).toISOString().slice(0, 10)
      return { iso, words: createSpeaking().format(iso, date, 'day', 'pl', place) }
    })
    expect(wrong.filter(({ iso, words }) => hearValue(words, date) !== iso)).toEqual([])
  })
})

describe('what a recogniser wrote in parts', () => {
  it.each([
    ['27-200 11', '27-211'],
    ['70 80 31', '78-031'],
    ['10 928 10 928', '10-928'],
    ['27 211', '27-211'],
    ['27-200 111', undefined],
  ])('postcode %s', (said, code) => {
    const found = readValues(said, { language: 'pl', now: Date.now(), zone: 'Europe/Warsaw', expect: 'postcode' })
    expect(found.find(({ kind }) => kind === 'postcode')?.value).toBe(code)
  })

  it.each<[Language, string]>([
    ['pl', 'dzień 05 miesiąc 03 rok 1948'],
    ['ru', 'день пятый месяц третий год сорок восьмой'],
    ['en', 'day five month three year nineteen forty eight'],
  ])('%s: %s', (language, said) =>
    expect(readBest([said], { language, now: Date.now(), zone: 'Europe/Warsaw', expect: 'date', past: true })?.value).toBe(
      '1948-03-05',
    ),
  )
})

describe('telephones', () => {
  const phone: DataType = { kind: 'phone', optional: false }
  it.each([
    ['600 000 123', '+48600000123'],
    ['600000123', '+48600000123'],
    ['+48 600 000 123', '+48600000123'],
    ['sześćset zero zero zero sto dwadzieścia trzy', '+48600000123'],
    ['sześćset, trzy zera, sto dwadzieścia trzy', '+48600000123'],
    ['sześć zero zero zero zero zero jeden dwa trzy', '+48600000123'],
    ['plus czterdzieści osiem sześćset sto dwadzieścia trzy czterysta pięćdziesiąt sześć', '+48600123456'],
    ['dwadzieścia dwa sto dwadzieścia trzy czterdzieści pięć sześćdziesiąt siedem', '+48221234567'],
    ['+49 170 1234567', '+491701234567'],
    ['mój numer to 600 000 123 dziękuję', '+48600000123'],
    ['600 000', undefined],
  ])('%s', (said, number) => expect(hearValue(said, phone)).toEqual(number))
})

describe('people, places, words', () => {
  const person: DataType = { kind: 'person', optional: false }
  it.each([
    ['Anna Nowak', 'Anna Nowak'],
    ['nazywam się anna nowak', 'Anna Nowak'],
    ['tak, jestem Anna Nowak-Kowalska', 'Anna Nowak-Kowalska'],
    ['dzień dobry, Jan Żak przy telefonie', 'Jan Żak'],
    ['Nowak', 'Nowak'],
  ])('%s is a person', (said, name) => expect(hearValue(said, person)).toMatchObject({ name }))
  it('finds nobody where nobody is', () => {
    expect(hearValue('tak', person)).toBeUndefined()
    expect(hearValue('kto mówi', person)).toBeUndefined()
  })
  it('takes name and birth date from one utterance', () => {
    const heard = hear('Anna Nowak, trzeci maja siedemdziesiątego drugiego', { expect: { name: person, born: date }, own: [] })
    expect(heard.values.filter(({ name }) => name !== undefined).map(({ name, value }) => [name, value])).toEqual([
      ['born', '1972-05-03'],
      ['name', { name: 'Anna Nowak', first: 'Anna', last: 'Nowak' }],
    ])
  })

  const address: DataType = { kind: 'address', optional: false }
  it.each([
    ['ulica Długa dwanaście mieszkania pięć', { street: 'Długa', building: '12', flat: '5' }],
    ['Długa 12 przez 5', { street: 'Długa', building: '12', flat: '5' }],
    [
      'Długa 12a, klatka druga, trzecie piętro, kod czterdzieści dwa',
      { street: 'Długa', building: '12a', entrance: '2', floor: '3', code: '42' },
    ],
    ['ulica Trzeciego Maja dwanaście', { street: 'Trzeciego Maja', building: '12' }],
    ['klatka B, parter', { entrance: 'B', floor: '0' }],
    ['piętro 4 kod do domofonu 0042', { floor: '4', code: '0042' }],
    ['Długa 12 w Warszawie', { street: 'Długa', building: '12', city: 'Warszawa' }],
    ['nie mam teraz czasu', undefined],
  ])('%s is an address', (said, parts) => expect(hearValue(said, address)).toEqual(parts))

  it('keeps words as they were said, but not an answer for the call', () => {
    const text: DataType = { kind: 'text', optional: false }
    expect(hearValue('Boli mnie brzuch, od rana.', text)).toBe('Boli mnie brzuch, od rana.')
    expect(hearValue('nie', text)).toBeUndefined()
    expect(hearValue('nie wiem', text)).toBeUndefined()
    expect(hearValue('kto mówi', text)).toBeUndefined()
  })
  it('doubts words more than the recogniser does', () => {
    const doubted = hear([{ text: 'brm szur', confidence: 0.5 }], { expect: { why: { kind: 'text', optional: false } } })
    expect(doubted.values[0]?.confidence).toBeCloseTo(0.225)
  })
  it('knows yes and no, and choices by meaning, by their own words', () => {
    expect(hearValue('tak', { kind: 'yes_no', optional: false })).toBe(true)
    expect(hearValue('nie', { kind: 'yes_no', optional: false })).toBe(false)
    const reason: DataType = { kind: 'choice', of: ['ill', 'travelling', 'feels_better'], optional: true }
    expect(hearValue('bo jestem chora', reason)).toBe('ill')
    expect(hearValue('feels better', reason)).toBe('feels_better')
    expect(hearValue('nie powiem', reason)).toBeUndefined()
  })
})
