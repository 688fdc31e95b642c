import { describe, expect, it } from 'vitest'
import type { Language } from '../../../../src/scenarios/model/documents.ts'
import { splitWords } from '../../../../src/engine/understanding/tokens.ts'
import { readItems } from '../../../../src/engine/understanding/values/items.ts'
import { lexiconOf } from '../../../../src/engine/understanding/values/languages.ts'
import { listNumbers, readDecimal } from '../../../../src/engine/understanding/values/numbers.ts'
import { listDigitRuns, listNumbersAt, readNumberAt } from '../../../../src/engine/understanding/values/index.ts'
import { spellNumber } from './spell-numbers.ts'

const read = (text: string, language: Language) => readItems(text, lexiconOf(language))
const values = (text: string, language: Language) =>
  listNumbers(read(text, language), language).map(({ value, ordinal }) => (ordinal === undefined ? value : `${value}.`))

describe.each<[Language, readonly (readonly [string, readonly (number | string)[]])[]]>([
  [
    'pl',
    [
      ['tysiąc dziewięćset siedemdziesiątego drugiego', ['1972.']],
      ['dwutysięczny piąty', ['2005.']],
      ['dwa tysiące dwudziestego szóstego', ['2026.']],
      ['dwudziestu pięciu', [25]],
      ['dwojgiem dzieci, dwoje, dwiema', [2, 2]],
      ['sto pierwszy', ['101.']],
      ['za dwadzieścia ósma', [20, '8.']],
      ['dwudziesta pięć', ['20.', 5]],
      ['dwudziesta piąta', ['25.']],
      ['piatego', ['5.']],
      ['dziesiątka i szóstki', [10, 6]],
      ['5go', ['5.']],
      ['21-szy', ['21.']],
      ['2 tysiące 5', [2005]],
      ['pięć, sześć', [5, 6]],
      ['mają', []],
    ],
  ],
  [
    'ru',
    [
      ['тысяча девятьсот семьдесят второго', ['1972.']],
      ['двадцать первого', ['21.']],
      ['двадцатого пятого', ['20.', '5.']],
      ['двухтысячный', ['2000.']],
      ['третьего', ['3.']],
      ['двумя тремя', [2, 3]],
      ['сорока пяти', [45]],
      ['21-го', ['21.']],
      ['четвёртого', ['4.']],
      ['семью', [7]],
      ['раз', []],
    ],
  ],
  [
    'uk',
    [
      ["тисяча дев'ятсот сімдесят другого", ['1972.']],
      ['пʼять пять п’ять', [5, 5, 5]],
      ['двадцять першого', ['21.']],
      ['двадцять перша', ['21.']],
      ['за двадцять восьма', [20, '8.']],
      ['двотисячний', ['2000.']],
      ['третє', ['3.']],
      ['сорока двох', [42]],
    ],
  ],
  [
    'ca',
    [
      ['mil nou-cents setanta-dos', [1972]],
      ['vint-i-un', [21]],
      ['vint i dues', [22]],
      ['vint tres', [20, 3]],
      ['dues-centes', [200]],
      ['cent vint i vuitanta', [120, 80]],
      ['primer i segona', ['1.', '2.']],
      ['vint-i-cinquè', ['25.']],
      ['huit i desset', [8, 17]],
    ],
  ],
  [
    'en',
    [
      ['nineteen seventy two', [19, 72]],
      ['nineteen hundred and five', [1905]],
      ['two thousand and five', [2005]],
      ['twenty first', ['21.']],
      ['twenty-first', ['21.']],
      ['a hundred and one', [101]],
      ['2nd', ['2.']],
      ['5 hundred', [500]],
      ['twenty twenty six', [20, 26]],
    ],
  ],
])('numbers of %s', (language, rows) => {
  it.each(rows)('%s', (said, expected) => expect(values(said, language)).toEqual(expected))
  it('reads every number to 2 999, and every tenth to 99 999', () => {
    const wrong = Array.from({ length: 3000 + 9700 }, (_, i) => (i < 3000 ? i : (i - 2700) * 10))
      .map(n => ({ n, read: values(spellNumber(n, language), language) }))
      .filter(({ n, read }) => read.length !== 1 || read[0] !== n)
    expect(wrong).toEqual([])
  })
})

describe('decimals', () => {
  it.each<[Language, string, number]>([
    ['pl', 'trzydzieści osiem i pięć', 38.5],
    ['pl', 'trzydzieści osiem i pół', 38.5],
    ['pl', 'trzydzieści siedem przecinek dwa', 37.2],
    ['pl', 'trzydzieści osiem pięć', 38.5],
    ['pl', '38,5', 38.5],
    ['pl', 'trzydzieści osiem i trzy kreski', 38.3],
    ['ru', 'тридцать восемь и два', 38.2],
    ['ru', 'тридцать семь с половиной', 37.5],
    ['ru', 'тридцать восемь и пять десятых', 38.5],
    ['uk', 'тридцять сім і вісім', 37.8],
    ['uk', 'тридцять вісім з половиною', 38.5],
    ['ca', 'trenta-vuit i mig', 38.5],
    ['ca', 'trenta-set coma dos', 37.2],
    ['en', 'thirty eight point five', 38.5],
    ['en', 'thirty-eight and a half', 38.5],
    ['en', '38.5', 38.5],
    ['en', 'three point two five', 3.25],
  ])('%s: %s', (language, said, value) => {
    expect(readDecimal(read(said, language), 0, language, true)?.value).toBe(value)
  })
})

describe('runs of digits', () => {
  const runs = (text: string, language: Language) =>
    listDigitRuns(read(text, language), language).map(({ digits, hasPlus }) => (hasPlus ? '+' : '') + digits)
  it.each<[Language, string, string]>([
    ['pl', 'sześćset zero zero zero sto dwadzieścia trzy', '600000123'],
    ['pl', 'sześćset, trzy zera, sto dwadzieścia trzy', '600000123'],
    ['pl', 'dwa razy zero trzy piątki podwójna siódemka', '0055577'],
    ['pl', 'plus czterdzieści osiem 600-000-123', '+48600000123'],
    ['pl', '+48 600 000 123', '+48600000123'],
    ['ru', 'восемь девятьсот два нуля двадцать', '89000020'],
    ['ru', 'дважды ноль три пятёрки семь', '005557'],
    ['uk', 'нуль шістдесят сім два нулі подвійна п’ять', '0670055'],
    ['ca', 'sis-cents dotze doble zero trenta-quatre', '6120034'],
    ['ca', 'tres zeros i cinc', '0005'],
    ['en', 'oh seven seven double oh nine triple five', '077009555'],
    ['en', 'two zeros and then three sevens', '00777'],
  ])('%s: %s', (language, said, digits) => expect(runs(said, language)).toEqual([digits]))
})

it('is found by the place of its token', () => {
  const tokens = splitWords("un quart d'onze i vint-i-dos")
  expect(readNumberAt(tokens, 4, 'ca')).toMatchObject({ value: 22, to: 7 })
  expect(listNumbersAt(tokens, 'ca').map(({ value, from, to }) => [value, from, to])).toEqual([
    [1, 0, 1],
    [4, 1, 2],
    [11, 2, 3],
    [22, 4, 7],
  ])
})
