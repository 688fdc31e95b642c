import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSpeaking, sayRequest } from '../../../src/engine/speaking/index.ts'
import { LANGUAGES } from '../../../src/engine/speaking/languages.ts'
import type { DataType } from '../../../src/scenarios/model/data-type.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'
import { VALUE_FORMATS } from '../../../src/scenarios/texts/text.ts'
import { readCpuMs } from '../../cpu-time.ts'

const speaking = createSpeaking()
const place = { now: 0, zone: 'UTC' }
const moment: DataType = { kind: 'moment', optional: false }
const EVERY = Object.keys(LANGUAGES) as Language[]
/** Letters, pauses, an apostrophe, a hyphen or a raised dot between letters; nothing that a voice would have to guess at. */
const SPEAKABLE = /^(?:[\p{L}\p{M} ,;:.!?']|(?<=\p{L})[-·](?=\p{L}))*$/u
/** Of the language's own letters alone. */
const LETTERS: Readonly<Record<Language, RegExp>> = {
  pl: /^[a-ząćęłńóśźż ]+$/,
  ru: /^[а-яё ]+$/,
  uk: /^[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя' ]+$/,
  ca: /^[a-zàèéíïòóúüç' -]+$/,
  en: /^[a-zA-Z' -]+$/,
}

describe.each(EVERY)('every instant of a leap year in %s', language => {
  const start = Date.UTC(2028, 0, 1)
  const days = Array.from({ length: 366 }, (_, day) => speaking.format(start + day * 86_400_000, moment, 'day', language, place))
  const times = Array.from({ length: 1440 }, (_, minute) =>
    speaking.format(start + minute * 60_000, moment, 'time', language, place),
  )

  it('has a day and a time of its own, in letters of the language alone', () => {
    expect([new Set(days).size, new Set(times).size]).toEqual([366, 1440])
    expect([...days, ...times].filter(words => !LETTERS[language].test(words))).toEqual([])
  })
  it('is the one day and the one time, over all its minutes', () => {
    let wrong = 0
    for (let day = 0; day < 366; day += 1)
      for (let minute = 0; minute < 1440; minute += 1) {
        const said = speaking.format(start + (day * 1440 + minute) * 60_000, moment, undefined, language, place)
        if (said !== `${days[day]} ${times[minute]}`) wrong += 1
      }
    expect(wrong).toBe(0)
  })
  it('says every number and ordinal to 9 999, and every year, differently and in letters', () => {
    for (const say of [
      (n: number) => LANGUAGES[language].number(n),
      (n: number) => LANGUAGES[language].ordinal(n),
      (n: number) => LANGUAGES[language].date({ year: n + 1, month: 1, day: 2, weekday: 1 }),
    ]) {
      const all = Array.from({ length: 9_999 }, (_, n) => say(n))
      expect(new Set(all).size).toBe(9_999)
      expect(all.filter(words => !LETTERS[language].test(words))).toEqual([])
    }
  })
})

describe.each(EVERY)('whatever comes in, in %s', language => {
  const anything = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[0-9 .,:/+%a-z°№&-]{0,30}$/),
    fc.stringMatching(/^(ul\.|ул\.|вул\.|c\/|St\.|Dr\.|dr|№|godz\.|[0-9]{1,4}|[:.,/%-]| |mg|zł|°C|min){0,12}$/),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.oneof(fc.integer(), fc.string())),
    fc.object(),
  )
  const types: DataType[] = [
    moment,
    { kind: 'number', optional: false },
    { kind: 'text', optional: false },
    { kind: 'person', optional: false },
    { kind: 'phone', optional: false },
    { kind: 'address', optional: false },
    { kind: 'list', of: moment, optional: true },
  ]
  it('lets no digit, sign or dangling mark out, and never throws', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom(...types),
        fc.constantFrom(undefined, ...VALUE_FORMATS.filter(format => format !== 'as written')),
        (value, type, format) => {
          expect(speaking.format(value, type, format, language, place)).toMatch(SPEAKABLE)
        },
      ),
      { numRuns: 1500 },
    )
  })
  it('answers every request with words or an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.record({
            lang: fc.constant(language),
            kind: fc.constantFrom(
              'date',
              'time',
              'datetime',
              'count-noun',
              'duration',
              'phone',
              'money',
              'ordinal',
              'list',
              'text',
            ),
            value: anything,
          }),
        ),
        request => {
          const answer = sayRequest(request)
          expect('text' in answer ? SPEAKABLE.test(answer.text) : answer.error.length > 0).toBe(true)
        },
      ),
      { numRuns: 1500 },
    )
  })
  it('is quick with very long texts', () => {
    for (const piece of ['1', '1 ', ',', ' ', '.', 'a.', '12-', '8:30 ', '@', 'ул. 5, ', '(', "'", 'ł1']) {
      const started = readCpuMs()
      LANGUAGES[language].guard(piece.repeat(Math.floor(100_000 / piece.length)))
      expect([piece, readCpuMs() - started < 3000]).toEqual([piece, true])
    }
  })
})

describe('a text that the contact gives by language', () => {
  const text: DataType = { kind: 'text', optional: false }
  const given = { pl: 'gabinet trzeci', uk: 'третій кабінет' }
  it('is spoken in the language of the call, or as it was first given', () => {
    expect(speaking.format(given, text, undefined, 'uk', place)).toBe('третій кабінет')
    expect(speaking.format(given, text, 'as written', 'pl', place)).toBe('gabinet trzeci')
    expect(speaking.format(given, text, undefined, 'ca', place)).toBe('gabinet trzeci')
  })
})
