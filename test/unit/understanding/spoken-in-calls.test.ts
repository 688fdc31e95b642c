import { describe, expect, it } from 'vitest'
import type { HearingContext } from '../../../src/engine/call/ports.ts'
import type { DataType } from '../../../src/scenarios/model/data-type.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'
import { at, hear } from './hear.ts'

const type = (kind: string, rest = {}) => ({ kind, optional: false, ...rest }) as DataType
const value = (language: Language, said: string, expected: DataType, name = 'value') =>
  hear(said, { language, own: [], expect: { [name]: expected } })
    .values.filter(found => found.name === name && found.denied !== true)
    .at(-1)

/** Now is Monday, the fourth of May 2026. */
describe('values in calls', () => {
  it.each<[Language, string, DataType, unknown, string?]>([
    ['ru', 'третьего мая тысяча девятьсот семьдесят второго', type('date'), '1972-05-03', 'born'],
    ['uk', "дванадцяте квітня п'ятдесят восьмого", type('date'), '1958-04-12', 'heard_born'],
    ['ca', 'el tres de maig del mil nou-cents setanta-dos', type('date'), '1972-05-03', 'born'],
    ['en', 'third of may nineteen seventy two', type('date'), '1972-05-03', 'born'],
    ['en', 'on friday at ten', type('moment'), at('2026-05-08T10:00')],
    ['ru', 'завтра в полпятого', type('moment'), at('2026-05-05T16:30')],
    ['uk', 'о пів на восьму ранку', type('time'), '07:30'],
    ['ca', 'a dos quarts de nou', type('time'), '08:30'],
    ['en', 'thirty eight point five', type('number'), 38.5, 'temperature'],
    ['ru', 'девять', type('scale', { from: 0, to: 10 }), 9],
    ['uk', 'двадцять', type('scale', { from: 0, to: 10 }), undefined],
    ['en', 'in the afternoon', type('choice', { of: ['morning', 'afternoon'] }), 'afternoon'],
  ])('%s: %s', (language, said, expected, wanted, name) => expect(value(language, said, expected, name)?.value).toEqual(wanted))

  it('guesses a moment of half of it, so unsure that it is read back', () => {
    const afternoon = value('en', 'tomorrow afternoon', type('moment'))
    expect([afternoon?.value, afternoon?.confidence]).toEqual([at('2026-05-05T15:00'), 0.5])
  })

  const moments = ['2026-05-07T09:00', '2026-05-08T14:00', '2026-05-12T14:30'].map(at)
  const options: HearingContext['options'] = { values: moments, type: type('moment') }
  const choose = (language: Language, said: string) =>
    hear(said, { language, own: ['chosen'], options })
      .values.filter(found => found.kind === 'option' && found.denied !== true)
      .map(found => found.value)
  it.each<[Language, string, readonly number[]]>([
    ['en', 'the second one', [1]],
    ['en', 'thursday', [0]],
    ['en', 'the last one please', [2]],
    ['ru', 'второй', [1]],
    ['ru', 'в пятницу', [1]],
    ['uk', 'давайте перший', [0]],
    ['uk', 'у вівторок', [2]],
    ['ca', 'el tercer', [2]],
    ['ca', 'el divendres', [1]],
    ['en', 'at two', [1]],
    ['en', 'wednesday', []],
  ])('%s: of what was offered, %s', (language, said, wanted) => expect(choose(language, said)).toEqual(wanted))
})
