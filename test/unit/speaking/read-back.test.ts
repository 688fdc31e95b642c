import { describe, expect, it } from 'vitest'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import { LANGUAGES } from '../../../src/engine/speaking/languages.ts'
import { readValues, type ValueKind } from '../../../src/engine/understanding/values/index.ts'
import type { DataType } from '../../../src/scenarios/model/data-type.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'
import { ask } from './speak.ts'

/**
 * What is spoken is read back by our own reader to the same value. `npm run test:every-minute` does so for each of the 527 040 minutes of
 * a leap year in each language; otherwise every day, every minute of the day and 40 minutes of each day are tried together.
 */
const EVERY_MINUTE = process.env['TRUCADA_EVERY_MINUTE'] === '1'
const speaking = createSpeaking()
const zone = 'UTC'
const START = Date.UTC(2028, 0, 1)
const place = { now: START, zone }
const moment: DataType = { kind: 'moment', optional: false }
const iso = (at: number) => new Date(at).toISOString()

/** What the reader makes of a text when it must make one value of it. */
const read = (language: Language, text: string, expect: ValueKind, past = false): unknown => {
  const values = readValues(text, { language, now: START, zone, expect, past })
  return values.length === 1 ? values[0]?.value : values.map(({ kind, value }) => [kind, value])
}
/** The texts that do not come back as they were. */
const differing = <T>(
  items: readonly T[],
  say: (item: T) => string,
  back: (text: string) => unknown,
  want: (item: T) => unknown,
) =>
  items
    .map(item => ({ said: say(item), want: want(item) }))
    .map(({ said, want }) => ({ said, want, got: back(said) }))
    .filter(({ want, got }) => want !== got)
    .slice(0, 5)

describe.each(Object.keys(LANGUAGES) as Language[])('what is said in %s is read back', language => {
  const minutes = Array.from({ length: 1440 }, (_, minute) => START + minute * 60_000)
  const days = Array.from({ length: 366 }, (_, day) => START + day * 86_400_000)

  it('every minute of the day', () =>
    expect(
      differing(
        minutes,
        at => speaking.format(at, moment, 'time', language, place),
        text => String(read(language, text, 'time')).replace(/^T/, ''),
        at => iso(at).slice(11, 16),
      ),
    ).toEqual([]))

  it('every day of a leap year, by weekday and by year', () => {
    for (const format of ['day', 'date'] as const)
      expect(
        differing(
          days,
          at => speaking.format(at, moment, format, language, place),
          text => read(language, text, 'date'),
          at => iso(at).slice(0, 10),
        ),
      ).toEqual([])
  })

  it(`days with their minutes: ${EVERY_MINUTE ? 'all' : '40 a day, each minute on ten days'}`, { timeout: 1_200_000 }, () => {
    const wrong: unknown[] = []
    const step = EVERY_MINUTE ? 1 : 36
    for (const [day, start] of days.entries())
      for (let minute = EVERY_MINUTE ? 0 : day % step; minute < 1440; minute += step) {
        const at = start + minute * 60_000
        const said = speaking.format(at, moment, undefined, language, place)
        const got = read(language, said, 'datetime')
        if (got !== iso(at).slice(0, 16)) wrong.push({ said, got })
      }
    expect(wrong.slice(0, 5)).toEqual([])
  })

  it('births of a century', () => {
    const births = Array.from({ length: 1200 }, (_, month) =>
      iso(Date.UTC(1928 + Math.floor(month / 12), month % 12, 1 + ((month * 5) % 28))).slice(0, 10),
    )
    const date: DataType = { kind: 'date', optional: false }
    expect(
      differing(
        births,
        born => speaking.format(born, date, 'date', language, place),
        text => read(language, text, 'date', true),
        born => born,
      ),
    ).toEqual([])
  })

  it('numbers to 9 999, temperatures, durations', () => {
    const numbers = Array.from({ length: 10_000 }, (_, n) => n)
    const say = (n: number) => ask(language, 'number', n)
    expect(
      differing(
        numbers,
        say,
        text => read(language, text, 'number'),
        n => n,
      ),
    ).toEqual([])
    const fevers = Array.from({ length: 80 }, (_, n) => (n + 345) / 10)
    expect(
      differing(
        fevers,
        say,
        text => read(language, text, 'temperature'),
        n => n,
      ),
    ).toEqual([])
    const lengths = [
      'PT1M',
      'PT2M',
      'PT5M',
      'PT21M',
      'PT90M',
      'PT1H',
      'PT2H15M',
      'PT1H30M',
      'P3D',
      'P21D',
      'P1W',
      'P2W',
      'P1M',
      'P6M',
      'P1Y',
    ]
    expect(
      differing(
        lengths,
        length => ask(language, 'duration', length),
        text => read(language, text, 'duration'),
        length => length,
      ),
    ).toEqual([])
  })

  it('telephones of five countries', () => {
    const phones = ['+486', '+346', '+3806', '+79', '+447', '+4822'].flatMap(start =>
      Array.from({ length: 100 }, (_, n) => {
        const rest = start === '+4822' ? 7 : start === '+79' || start === '+447' ? 9 : 8
        return start + String((n * 7_919_137 + 1_203_045) % 10 ** rest).padStart(rest, '0')
      }),
    )
    // At home the country's code is not said.
    const isHome = (phone: string) => phone.startsWith({ pl: '+48', ca: '+34', ru: '-', uk: '-', en: '-' }[language])
    expect(
      differing(
        phones,
        phone => ask(language, 'phone', phone),
        text => read(language, text, 'phone'),
        phone => (isHome(phone) ? phone.slice(3) : phone),
      ),
    ).toEqual([])
  })
})
