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
    ['pl', 'w czerwcu', type('date'), '2026-06-01'],
    ['ca', 'al juny', type('date'), '2026-06-01'],
    ['ru', 'в мае', type('date'), '2026-05-04'],
    ['en', 'next week', type('date'), '2026-05-11'],
    ['pl', 'w czerwcu', type('date'), undefined, 'born'],
    ['uk', 'завтра за двадцять третя', type('moment'), at('2026-05-05T14:40')],
    ['ca', 'demà a quart de dotze', type('moment'), at('2026-05-05T11:15')],
    ['uk', "дев'яносто кілограмів чотириста грам", type('number', { from: 2.5, to: 249.9 }), 90.4],
    ['ca', 'vuitanta quilos i dos-cents grams', type('number', { from: 2.5, to: 249.9 }), 80.2],
    ['ca', 'la màxima', type('scale', { from: 0, to: 10 }), 10],
    ['pl', 'najwyższą', type('scale', { from: 1, to: 5 }), 5],
    ['pl', 'nie najwyższą', type('scale', { from: 1, to: 5 }), undefined],
    ['pl', 'na sto procent', type('number', { from: 25, to: 220 }), undefined],
    ['ca', 'al cent per cent', type('number', { from: 25, to: 220 }), undefined],
    ['en', 'a hundred percent', type('number', { from: 25, to: 220 }), undefined],
    ['en', 'the very one', type('moment'), undefined],
    ['en', 'top marks', type('scale', { from: 1, to: 5 }), 5],
    ['ru', 'кол', type('scale', { from: 1, to: 5 }), 1],
    ['en', 'on friday at ten', type('moment'), at('2026-05-08T10:00')],
    ['ru', 'завтра в полпятого', type('moment'), at('2026-05-05T16:30')],
    ['uk', 'о пів на восьму ранку', type('time'), '07:30'],
    ['ca', 'a dos quarts de nou', type('time'), '08:30'],
    ['en', 'thirty eight point five', type('number'), 38.5, 'temperature'],
    ['ru', 'девять', type('scale', { from: 0, to: 10 }), 9],
    ['pl', 'czekałam trzy godziny', type('scale', { from: 0, to: 10 }), undefined],
    ['ru', 'минут десять ждала, тройка', type('scale', { from: 0, to: 10 }), 3],
    ['uk', 'зателефонуйте через два тижні', type('scale', { from: 0, to: 10 }), undefined],
    ['en', 'my little one is ill again', type('moment'), undefined],
    ['uk', 'двадцять', type('scale', { from: 0, to: 10 }), undefined],
    ['pl', 'sto czterdzieści na dziewięćdziesiąt', type('pressure'), { systolic: 140, diastolic: 90 }],
    ['uk', "сто тридцять п'ять на вісімдесят", type('pressure'), { systolic: 135, diastolic: 80 }],
    ['ru', 'верхнее сто сорок нижнее девяносто', type('pressure'), { systolic: 140, diastolic: 90 }],
    ['ca', 'catorze i nou', type('pressure'), { systolic: 140, diastolic: 90 }],
    ['en', 'one forty over ninety', type('pressure'), { systolic: 140, diastolic: 90 }],
    ['pl', 'rano o ósmej 150 na 95 puls 80', type('pressure'), { systolic: 150, diastolic: 95 }],
    ['pl', 'sto czterdzieści', type('pressure'), undefined],
    ['pl', 'siedem i dwa', type('number', { from: 1, to: 33.3 }), 7.2],
    ['ru', 'пять и шесть', type('number', { from: 1, to: 33.3 }), 5.6],
    ['en', 'one twenty', type('number', { from: 20, to: 600 }), 120],
    ['en', 'one oh five', type('number', { from: 30, to: 220 }), 105],
    ['en', 'one', type('number', { from: 1, to: 120 }), 1],
    ['pl', 'dziewięćdziesiąt na sto czterdzieści', type('pressure'), undefined],
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
    ['ru', 'я этого два месяца ждала', []],
    ['ca', 'hi serem tots dos', []],
    ['en', 'number two please', [1]],
    ['ru', 'давайте два', [1]],
  ])('%s: of what was offered, %s', (language, said, wanted) => expect(choose(language, said)).toEqual(wanted))

  const offered: HearingContext['options'] = {
    values: ['2026-05-07T08:30', '2026-05-08T14:30', '2026-05-11T14:00'].map(at),
    type: type('moment'),
  }
  const chosen = (language: Language, said: string, given = offered) =>
    hear(said, { language, own: ['chosen'], options: given })
      .values.filter(({ kind }) => kind === 'option')
      .map(found => `${found.denied === true ? 'not ' : ''}${String(found.value)}${found.confidence > 0.5 ? '' : '?'}`)
  it.each<[Language, string, readonly string[]]>([
    ['pl', 'ta o ósmej', ['0']],
    ['ru', 'в восемь', ['0']],
    ['uk', 'о восьмій', ['0']],
    ['ca', 'a les vuit', ['0']],
    ['en', 'at eight', ['0']],
    ['pl', 'najpóźniejszy', ['2']],
    ['ru', 'самый ранний', ['0']],
    ['uk', 'найпізніший', ['2']],
    ['ca', 'la primera que tingui', ['0']],
    ['ca', 'la més tard', ['2']],
    ['en', 'the earliest one please', ['0']],
    ['pl', 'po południu, najwcześniej jak się da', ['1']],
    ['pl', 'najwcześniej w piątek', ['1?', '2?']],
    ['pl', 'nie ten pierwszy', ['not 0']],
    ['pl', 'pierwszy mi nie pasuje', ['not 0']],
    ['ru', 'не первый', ['not 0']],
    ['uk', 'перший мені не підходить', ['not 0']],
    ['ca', 'el primer no', ['not 0']],
    ['en', "not the first one, i can't", ['not 0']],
    ['en', "i can't do the first one", ['not 0']],
    ['pl', 'pierwszy albo drugi', ['0?', '1?']],
    // The second, or at two: it has to be asked which.
    ['pl', 'druga', ['1?', '2?']],
    ['pl', 'ta druga', ['1']],
    ['pl', 'w przyszłym tygodniu', ['2']],
    // What is not on offer is no place in the row.
    ['en', 'wednesday at two', []],
    ['pl', 'piątego maja', []],
  ])('%s: of what was offered, %s', (language, said, wanted) => expect(chosen(language, said)).toEqual(wanted))

  it.each<[Language, string]>([
    ['pl', 'w czwartek'],
    ['ru', 'в четверг'],
    ['uk', 'у четвер'],
    ['ca', 'dijous'],
    ['en', 'on thursday'],
  ])('%s: takes %s for the one on offer, however far it is', (language, said) =>
    expect(chosen(language, said, { ...offered, values: [at('2026-05-20T09:00'), at('2026-05-21T09:00')] })).toEqual(['1']),
  )

  it('rules out what is chosen by its name', () => {
    const labels: HearingContext['options'] = { values: ['kardiolog', 'okulista'], type: type('text') }
    expect(chosen('pl', 'nie do okulisty', labels)).toEqual(['not 1'])
    expect(chosen('pl', 'nie do okulisty, do kardiologa', labels)).toEqual(['0', 'not 1'])
  })

  it.each<[Language, string, string, string | undefined]>([
    ['en', '612 345 678', 'Europe/Madrid', '+34612345678'],
    ['ca', '612 345 678', 'Atlantic/Canary', '+34612345678'],
    ['ru', 'шестьсот сто двадцать три четыреста пятьдесят шесть', 'Europe/Warsaw', '+48600123456'],
    ['uk', 'плюс 380 67 123 45 67', 'Europe/Warsaw', '+380671234567'],
    ['en', '020 7946 0958', 'Europe/London', '+442079460958'],
    ['uk', "нуль п'ятдесят сто двадцять три сорок п'ять шістдесят сім", 'Europe/Kyiv', '+380501234567'],
    ['uk', '050 123 45 67', 'Europe/Warsaw', '+380501234567'],
    ['ru', 'восемь девятьсот двенадцать 345 67 89', 'Europe/Moscow', '+79123456789'],
    ['ru', '380 50 123 45 67', 'Europe/Warsaw', '+380501234567'],
    ['pl', '48 600 123 456', 'Europe/Warsaw', '+48600123456'],
    ['pl', '6001234567', 'Europe/Warsaw', '6001234567'],
    ['pl', '600 000 12', 'Europe/Warsaw', undefined],
  ])('%s: dials %s as it is dialled in %s', (language, said, zone, wanted) =>
    expect(hear(said, { language, zone, own: [], expect: { phone: type('phone') } }).values[0]?.value).toEqual(wanted),
  )

  it.each<[Language, string]>([
    ['pl', 'sześć albo siedem'],
    ['ru', 'шесть или семь'],
    ['uk', 'шість або сім'],
    ['ca', 'sis o set'],
    ['en', 'six or seven'],
  ])('%s: doubts both marks of %s', (language, said) =>
    expect(
      hear(said, { language, own: [], expect: { mark: type('scale', { from: 0, to: 10 }) } }).values.map(found => [
        found.value,
        found.confidence,
      ]),
    ).toEqual([
      [6, 0.5],
      [7, 0.5],
    ]),
  )

  it('keeps a day that was said where a number was asked for, and doubts a day that only begins something', () => {
    const heard = hear('przełóżmy na piątek', { own: [], expect: { mark: type('scale', { from: 0, to: 10 }) } })
    expect(heard.values.map(({ kind, value: said }) => [kind, said])).toEqual([['date', '2026-05-08']])
    expect(value('en', 'from friday', type('date'))).toMatchObject({ value: '2026-05-08', confidence: 0.5 })
    expect(value('pl', 'w piątek po dziewiątej', type('moment'))?.value).toBe(at('2026-05-08T09:00'))
    expect(value('pl', 'jutro rano przed dziesiątą', type('choice', { of: ['morning', 'evening'] }))?.value).toBe('morning')
  })

  it.each<[Language, string]>([
    ['ru', 'только утром, до десяти'],
    ['uk', 'тільки вранці, до десятої'],
    ['ca', 'només al matí, abans de les deu'],
    ['en', 'only in the morning, before ten'],
  ])('%s: reads the part of the day and the bound of %s, unasked', (language, said) =>
    expect(hear(said, { language }).values.map(found => found.value)).toEqual(['morning', { to: '10:00' }]),
  )
})
