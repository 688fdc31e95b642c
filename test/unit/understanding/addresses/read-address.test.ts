import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAddress } from '../../../../src/engine/understanding/addresses/read-address.ts'
import { splitWords } from '../../../../src/engine/understanding/tokens.ts'
import { readCpuMs } from '../../../cpu-time.ts'

const LANGUAGES = ['pl', 'ru', 'uk', 'ca', 'en'] as const
const SAID: Readonly<Record<(typeof LANGUAGES)[number], readonly (readonly [said: string, value: object | undefined])[]>> = {
  pl: [
    ['ulica Długa 44 mieszkania 21 w Gdańsku', { street: 'Długa', building: '44', flat: '21', city: 'Gdańsk' }],
    ['Polna pięć w Zielonej Górze', { street: 'Polna', building: '5', city: 'Zielona Góra' }],
    // Not listed: kept as it was said.
    ['Polna pięć, w Pcimiu', { street: 'Polna', building: '5', city: 'Pcimiu' }],
    ['plac Zwycięstwa osiem', { street: 'plac Zwycięstwa', building: '8' }],
    ['przy alei Wojska Polskiego 3, druga klatka', { street: 'aleja Wojska Polskiego', building: '3', entrance: '2' }],
    ['Radom ulica Krótka siedem', { street: 'Krótka', building: '7', city: 'Radom' }],
    ['mieszkanie trzy budynek dwa ulica Krótka', { street: 'Krótka', building: '2', flat: '3' }],
    ['Krótka 7 łamane przez 3', { street: 'Krótka', building: '7', flat: '3' }],
    ['ulica Krótka w Radomiu', { street: 'Krótka', city: 'Radom' }],
    ['Krótka 7, piętro drugie, klatka a', { street: 'Krótka', building: '7', floor: '2', entrance: 'A' }],
    ['będziemy w domu', undefined],
    ['nie mam czasu', undefined],
  ],
  ru: [
    ['улица Ленина, дом двенадцать, квартира пять', { street: 'Ленина', building: '12', flat: '5' }],
    [
      'Садовая 12а, квартира 7, второй подъезд, третий этаж',
      { street: 'Садовая', building: '12а', flat: '7', entrance: '2', floor: '3' },
    ],
    ['проспект Мира, дом 5, корпус 2', { street: 'проспект Мира', building: '5 корпус 2' }],
    ['подъезд два, этаж четыре, код домофона сорок два', { entrance: '2', floor: '4', code: '42' }],
    ['улица Лесная дом 3 в Москве', { street: 'Лесная', building: '3', city: 'Москва' }],
    ['Тверь улица Новая дом три', { street: 'Новая', building: '3', city: 'Тверь' }],
    ['в Москве улица Большая Садовая дом три', { street: 'Большая Садовая', building: '3', city: 'Москва' }],
    ['Новая улица дом три', { street: 'Новая', building: '3' }],
    ['улица Новая 3 дробь 1 квартира 4', { street: 'Новая', building: '3/1', flat: '4' }],
    ['на площади Труда 2', { street: 'площадь Труда', building: '2' }],
    ['не могу сейчас', undefined],
  ],
  uk: [
    ['вулиця Шевченка, будинок десять, квартира двадцять', { street: 'Шевченка', building: '10', flat: '20' }],
    ['проспект Перемоги 15, другий поверх', { street: 'проспект Перемоги', building: '15', floor: '2' }],
    ["під'їзд три, код 128", { entrance: '3', code: '128' }],
    ['вулиця Зелена, будинок 4, місто Львів', { street: 'Зелена', building: '4', city: 'Львів' }],
    ['вулиця Зелена, будинок 4, у Кривому Розі', { street: 'Зелена', building: '4', city: 'Кривий Ріг' }],
    ['Луцьк вулиця Нова будинок три', { street: 'Нова', building: '3', city: 'Луцьк' }],
    ['Другий провулок Нова три', { street: 'Другий провулок Нова', building: '3' }],
    ['Нова вулиця три', { street: 'Нова', building: '3' }],
    ['вулиця Нова 3 дріб 1 квартира 4', { street: 'Нова', building: '3/1', flat: '4' }],
    ['не маю часу', undefined],
  ],
  ca: [
    ['carrer Aragó, 120, tercer segona', { street: 'Aragó', building: '120', floor: '3', flat: '2' }],
    [
      'avinguda Diagonal número vint-i-cinc, àtic primera',
      { street: 'avinguda Diagonal', building: '25', floor: 'àtic', flat: '1' },
    ],
    ['carrer Nou 8, baixos', { street: 'Nou', building: '8', floor: '0' }],
    [
      'carrer Major 14, escala B, porta 3, a Girona',
      { street: 'Major', building: '14', entrance: 'B', flat: '3', city: 'Girona' },
    ],
    ['plaça de les Flors 6', { street: 'plaça de les Flors', building: '6' }],
    ['carrer de Mallorca dos-cents trenta quart tercera', { street: 'de Mallorca', building: '230', floor: '4', flat: '3' }],
    ['carrer Nou 8 escala dreta primer segona', { street: 'Nou', building: '8', entrance: 'dreta', floor: '1', flat: '2' }],
    ['gran via 12', { street: 'gran via', building: '12' }],
    ['quart tercera', { floor: '4', flat: '3' }],
    ['ara no puc', undefined],
  ],
  en: [
    ['12 High Street, London', { street: 'High Street', building: '12', city: 'London' }],
    ['flat four, twelve Station Road', { street: 'Station Road', building: '12', flat: '4' }],
    ["it's number 7 Oak Lane, third floor, code 1 2 3 4", { street: 'Oak Lane', building: '7', floor: '3', code: '1234' }],
    ['25a Park Avenue, ground floor', { street: 'Park Avenue', building: '25a', floor: '0' }],
    ['thirty b oak lane', { street: 'Oak Lane', building: '30b' }],
    ['not right now', undefined],
  ],
}

describe.each(LANGUAGES)('an address: %s', language => {
  it.each(SAID[language])('%s', (said, value) => expect(readAddress(splitWords(said), language)?.value).toEqual(value))
})

describe('any words', () => {
  it('are read without throwing', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc
        .array(
          fc.constantFrom('улица', 'carrer', 'Street', '12', 'а', 'в', 'tercer', 'flat', 'code', 'поверх', ',', 'корпус', 'x'),
          { maxLength: 40 },
        )
        .map(all => all.join(' ')),
    )
    fc.assert(
      fc.property(words, fc.constantFrom(...LANGUAGES), (said, language) => {
        const confidence = readAddress(splitWords(said), language)?.confidence ?? 0
        expect(confidence).toBeLessThanOrEqual(0.8)
      }),
      { numRuns: 500 },
    )
  })

  it('that nobody could say take no time', () => {
    for (const language of LANGUAGES) {
      const began = readCpuMs()
      readAddress(splitWords('улица carrer Street 12 '.repeat(4400)), language)
      expect(readCpuMs() - began).toBeLessThan(2000)
    }
  })
})
