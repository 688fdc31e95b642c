import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Language } from '../../../../src/scenarios/model/documents.ts'
import { pickBest, readBest, readValues, VALUE_KINDS } from '../../../../src/engine/understanding/values/index.ts'
import { lexiconOf } from '../../../../src/engine/understanding/values/languages.ts'
import { readCpuMs } from '../../../cpu-time.ts'

const LANGUAGES: readonly Language[] = ['pl', 'ru', 'uk', 'ca', 'en']
const now = Date.UTC(2026, 4, 6, 8)
const zone = 'Europe/Warsaw'

const language = fc.constantFrom(...LANGUAGES)
const kind = fc.option(fc.constantFrom(...VALUE_KINDS), { nil: undefined })
const words = language.chain(chosen => {
  const { kept, phrases } = lexiconOf(chosen)
  const known = [...kept.keys(), ...[...phrases.values()].flatMap(list => list.map(({ words }) => words.join(' ')))]
  const word = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...known) },
    fc.integer({ min: 0, max: 3000 }).map(String),
    fc.constantFrom('10:30', '12.05', '12.05.2026', '38,5', '2026-05-06', '+48', '-', ',', "l'", 'x'),
  )
  return fc.record({ language: fc.constant(chosen), text: fc.array(word, { maxLength: 14 }).map(list => list.join(' ')) })
})

it('never throws, and finds only what stands in the text', () => {
  fc.assert(
    fc.property(words, kind, fc.boolean(), ({ language, text }, expected, past) => {
      for (const value of readValues(text, {
        language,
        now,
        zone,
        past,
        ...(expected === undefined ? {} : { expect: expected }),
      })) {
        expect(value.start).toBeLessThan(value.end)
        expect(value.end).toBeLessThanOrEqual(text.length)
        expect(JSON.stringify(value)).not.toMatch(/NaN|undefined|Infinity/)
        expect(value.confidence).toBeGreaterThan(0)
      }
    }),
    { numRuns: 3000 },
  )
})

it('writes every value in its canonical form', () => {
  const FORMS: Readonly<Record<string, RegExp>> = {
    date: /^\d{4}-\d\d-\d\d$/,
    datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
    time: /^T\d\d:\d\d$/,
    part: /^(\d{4}-\d\d-\d\d)?T\d\d:\d\d\/(\d{4}-\d\d-\d\d)?T\d\d:\d\d$/,
    interval: /^(\.\.|(\d{4}-\d\d-\d\d)?(T\d\d:\d\d)?)\/(\.\.|(\d{4}-\d\d-\d\d)?(T\d\d:\d\d)?)$/,
    week: /^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d$/,
    month: /^\d{4}-\d\d$/,
    duration: /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/,
    dates: /^\d{4}-\d\d-\d\d(,\d{4}-\d\d-\d\d)+$/,
    number: /^-?\d+(\.\d+)?$/,
    scale: /^\d+$/,
    scale_range: /^\d+-\d+$/,
    temperature: /^\d+(\.\d+)?$/,
    bp: /^\d+\/\d+$/,
    phone: /^\+?\d{7,15}$/,
    digits: /^\+?\d+$/,
    postcode: /^(\d{5,6}|\d\d-\d{3}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/,
  }
  fc.assert(
    fc.property(words, kind, ({ language, text }, expected) => {
      for (const { kind, value } of readValues(text, {
        language,
        now,
        zone,
        ...(expected === undefined ? {} : { expect: expected }),
      }))
        expect(String(value), `${kind} of ${text}`).toMatch(FORMS[kind] ?? /never/)
    }),
    { numRuns: 3000 },
  )
})

it('takes any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), language, kind, (text, language, expected) => {
      const values = readValues(text, { language, now, zone, ...(expected === undefined ? {} : { expect: expected }) })
      if (expected !== undefined) pickBest(values, expected)
    }),
    { numRuns: 2000 },
  )
  for (const text of [
    '',
    ' ',
    '\u0000\u0007',
    'a'.repeat(100_000),
    'pięć '.repeat(20_000),
    '1 '.repeat(50_000),
    '\ud800',
    '😀 5',
    'в четверг a les deu',
  ])
    for (const language of LANGUAGES)
      for (const expected of VALUE_KINDS) {
        const began = readCpuMs()
        readBest([text, text], { language, now, zone, expect: expected })
        expect(readCpuMs() - began).toBeLessThan(1000)
      }
})

it('takes a zone that is none for UTC', () => {
  expect(readValues('in an hour', { language: 'en', now, zone: 'Nowhere/Else' })).toMatchObject([{ value: '2026-05-06T09:00' }])
})
