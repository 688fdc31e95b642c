import { describe, expect, it } from 'vitest'
import { chooseSpokenMoment } from '../../../src/engine/understanding/choose-spoken.ts'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import { at, hear } from './hear.ts'

const slots = [at('2026-05-07T09:00'), at('2026-05-08T14:30'), at('2026-05-11T14:00')]
const pick = (said: string, values: readonly unknown[] = slots, kind: 'moment' | 'text' | 'person' = 'moment') =>
  hear(said, { node: 'pick', own: ['chosen', 'none'], options: { values, type: { kind, optional: false } } })
    .values.filter(({ kind }) => kind === 'option')
    .map(({ value, denied }) => (denied === true ? `not ${String(value)}` : value))

describe('choosing a time on offer', () => {
  it.each([
    ['pierwszy', [0]],
    ['ten drugi', [1]],
    ['trzeci proszę', [2]],
    ['ostatni', [2]],
    ['środkowy', [1]],
    ['nie środkowy', ['not 1']],
    ['numer dwa', [1]],
    ['dwójka', [1]],
    ['2', [1]],
    ['w czwartek', [0]],
    ['piątek', [1]],
    ['w poniedziałek', [2]],
    ['ósmego maja', [1]],
    ['siódmego', [0]],
    ['jedenastego', [2]],
    ['o dziewiątej', [0]],
    ['ten o wpół do trzeciej', [1]],
    ['o czternastej', [2]],
    ['ta o drugiej', [2]],
    ['rano', [0]],
    ['po południu', [1, 2]],
    ['w piątek po południu', [1]],
    ['czwartek albo piątek', [0, 1]],
    ['nie czwartek', ['not 0']],
    ['nie w czwartek, w piątek', ['not 0', 1]],
    ['najwcześniejszy', [0]],
    ['po dwunastej', [1, 2]],
    ['w środę', []],
    ['w czwartek po południu', []],
    ['czwarty', []],
    ['tak', []],
    ['nie pierwszy', ['not 0']],
  ])('%s', (said, chosen) => expect(pick(said)).toEqual(chosen))

  it.each([
    ['en', 'the last one', '30 1 2', [2]],
    ['pl', 'pierwszy', '1 1 1', [0]],
    ['pl', 'pierwszy', '30 1 1', [0]],
    ['pl', 'pierwszego', '30 1 2', [0, 1]],
    ['pl', 'drugi', '2 3 4', [1]],
    ['ru', 'второй', '2 3 4', [1]],
    ['ru', 'второе', '2 3 4', [0, 1]],
    ['uk', 'перший', '30 1 1', [0]],
    ['uk', 'другого', '2 3 4', [0, 1]],
    ['ca', 'el segon', '2 3 4', [1]],
    ['en', 'the first', '1 1 1', [0]],
    ['en', 'the second', '2 3 4', [0, 1]],
  ] as const)('%s: "%s" of days %s, by its form a place in the row or a day of the month', (language, said, days, chosen) => {
    const moments = days
      .split(' ')
      .map((day, hour) => at(`2026-${day === '30' ? '11' : '12'}-${day.padStart(2, '0')}T${9 + hour}:00`.replace('T9', 'T09')))
    const values = chooseSpokenMoment(said, moments, { language, now: at('2026-11-28T20:00'), zone: 'Europe/Warsaw' })
    expect(values.map(({ value }) => value).sort()).toEqual(chosen)
  })
  it.each([
    ['pl', 'żadna z trzech', []],
    ['ru', 'ни одна из трёх', []],
    ['uk', 'жодна з трьох', []],
    ['ca', 'cap de les tres', []],
    ['ca', 'cap dels dos', []],
    ['en', 'none of the three', []],
    ['pl', 'druga z tych trzech', [1]],
    ['ca', 'el segon dels tres', [1]],
    ['uk', 'ні перший ні другий', []],
    ['uk', 'ні перший, ні, другий', [1]],
    ['pl', 'w południe', [2]],
    ['pl', 'po południu', []],
    ['ca', 'no en té cap de tarda', []],
    ['en', 'anything in the afternoon', []],
  ] as const)('%s: "%s" of eight, ten and noon', (language, said, chosen) => {
    const moments = ['08', '10', '12'].map(hour => at(`2026-12-03T${hour}:00`))
    const values = chooseSpokenMoment(said, moments, { language, now: at('2026-11-28T20:00'), zone: 'Europe/Warsaw' })
    expect(values.filter(({ denied }) => denied !== true).map(({ value }) => value)).toEqual(chosen)
  })
  it('doubts each of several that fit', () => {
    const heard = hear('po południu', { options: { values: slots, type: { kind: 'moment', optional: false } } })
    expect(heard.values.filter(({ kind }) => kind === 'option').map(({ confidence }) => confidence)).toEqual([0.5, 0.5])
  })
  it('uses a day up that picked an option', () => {
    const kinds = (said: string) =>
      hear(said, { options: { values: slots, type: { kind: 'moment', optional: false } } }).values.map(({ kind }) => kind)
    expect(kinds('w czwartek o dziewiątej')).toEqual(['option'])
    expect(kinds('w środę')).toEqual(['date'])
  })
  it('takes yes for the only one', () => expect(pick('tak', [slots[0]])).toEqual([0]))
  it('chooses what it names itself', () => {
    for (const [index, slot] of slots.entries())
      for (const format of ['day', 'time', 'day and time', 'weekday'] as const)
        expect(
          pick(
            createSpeaking().format(slot, { kind: 'moment', optional: false }, format, 'pl', { now: 0, zone: 'Europe/Warsaw' }),
          ),
        ).toEqual([index])
  })
})

describe('choosing among words', () => {
  it('goes by the label, its endings aside, or by the place in the row', () => {
    expect(pick('do kardiologa', ['kardiolog', 'okulista'], 'text')).toEqual([0])
    expect(pick('do doktor Nowak', [{ name: 'Anna Nowak' }, { name: 'Jan Kowalski' }], 'person')).toEqual([0])
    expect(pick('ten drugi', ['kardiolog', 'okulista'], 'text')).toEqual([1])
    expect(pick('żaden', ['kardiolog', 'okulista'], 'text')).toEqual([])
  })
})
