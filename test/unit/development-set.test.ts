import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const TESTS = join(import.meta.dirname, '..')
const LANGUAGES = ['pl', 'ru', 'uk', 'ca', 'en']
const MEANINGS =
  'agree decline move cancel call_later operator repeat slower hold_on who_is_it are_you_robot wrong_number relative not_here stop_calling emergency not_sure symptoms ask_price ask_place ask_preparation ask_hours thanks_bye chosen none_of_these none'.split(
    ' ',
  )

const readLines = (kind: string, lang: string, half = 'development'): readonly Record<string, unknown>[] =>
  readFileSync(join(TESTS, half, kind, `${lang}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)

/** Texts that occur more than once under the same key. */
const findTwice = (keys: readonly string[]): readonly string[] => keys.filter((key, index) => keys.indexOf(key) !== index)

describe.each(LANGUAGES)('the development utterances in %s', lang => {
  const lines = readLines('utterances', lang)
  const countOf = (meaning: string): number => lines.filter(line => line['meaning'] === meaning).length

  it('are complete lines with a known meaning', () => {
    const wrong = lines.filter(
      ({ text, lang: said, meaning, ...rest }) =>
        typeof text !== 'string' ||
        text.trim() !== text ||
        text === '' ||
        text.split(' ').length > 15 ||
        said !== lang ||
        typeof meaning !== 'string' ||
        !MEANINGS.includes(meaning) ||
        Object.keys(rest).length > 0,
    )
    expect(wrong).toEqual([])
  })
  it('are many enough, of every meaning', () => {
    expect(lines.length).toBeGreaterThanOrEqual(160)
    expect(MEANINGS.filter(meaning => countOf(meaning) < 4)).toEqual([])
    expect(Math.min(countOf('agree'), countOf('decline'))).toBeGreaterThanOrEqual(10)
    expect(countOf('emergency')).toBeGreaterThanOrEqual(8)
    expect(countOf('none')).toBeGreaterThanOrEqual(18)
  })
  it('say nothing twice', () => {
    expect(findTwice(lines.map(line => String(line['text'])))).toEqual([])
  })
})

const DAY = String.raw`\d{4}-\d\d-\d\d`
const CLOCK = String.raw`T\d\d:\d\d`
const END = `(?:${DAY}(?:${CLOCK})?|${CLOCK}|\\.\\.)`
/** How the right value of each kind is written. */
const FORMS: Readonly<Record<string, RegExp>> = {
  date: new RegExp(`^${DAY}$`),
  datetime: new RegExp(`^${DAY}${CLOCK}$`),
  time: new RegExp(`^${CLOCK}$`),
  part: /^(?:morning|midday|afternoon|evening|night)$/,
  interval: new RegExp(`^${END}/${END}$`),
  week: new RegExp(`^${DAY}/${DAY}$`),
  month: /^\d{4}-\d\d$/,
  duration: /^P(?:\d+[YMWD])*(?:T(?:\d+[HM])+)?$/,
  dates: new RegExp(`^${DAY}(?:,${DAY})+$`),
  number: /^\d+(?:\.\d+)?$/,
  scale: /^\d+$/,
  scale_range: /^\d+-\d+$/,
  temperature: /^\d\d(?:\.\d)?$/,
  bp: /^\d{2,3}\/\d{2,3}$/,
  // Ranges that ring at nobody's.
  phone: /^(?:(?:\+48|\+34)?600000|\+38000|000|\+7000|8000|07700900|\+447700900)\d+$/,
  digits: /^\d+$/,
  name: /^\p{Lu}\p{L}+(?:[ -](?:\p{Lu}\p{L}+|i))*$/u,
  postcode: /^[A-Z\d][A-Z\d -]+$/,
}
const ADDRESS_PARTS = ['street', 'building', 'flat', 'entrance', 'floor', 'code', 'city']

/** Whether the right value is written as its kind is. */
function isInForm(kind: string, best: unknown): boolean {
  if (best === null) return true
  if (kind !== 'address') return FORMS[kind]?.test(String(best)) === true
  const parts = Object.entries(best as Record<string, unknown>)
  return (
    parts.length > 0 && parts.every(([part, said]) => ADDRESS_PARTS.includes(part) && typeof said === 'string' && said !== '')
  )
}

const HALVES = ['development', 'held-out']

describe.each(LANGUAGES.flatMap(lang => HALVES.map(half => [half, lang] as const)))('the %s values in %s', (half, lang) => {
  const lines = readLines('values', lang, half)

  it('are complete lines, each with a value in the form of its kind', () => {
    const wrong = lines.filter(({ text, lang: said, expect: kind, now, past = true, best, ...rest }) => {
      const isComplete =
        typeof text === 'string' && text !== '' && said === lang && past === true && Object.keys(rest).length === 0
      const isTimed = typeof now === 'string' && new RegExp(`^${DAY}${CLOCK}$`).test(now) && !Number.isNaN(Date.parse(now))
      return !isComplete || !isTimed || !isInForm(String(kind), best)
    })
    expect(wrong).toEqual([])
  })
  it('name days that exist, on the side of now that is meant', () => {
    const wrong = lines.filter(({ expect: kind, now, past, best }) => {
      if (kind === 'phone' || kind === 'digits' || kind === 'week') return false
      const days = JSON.stringify(best).match(new RegExp(DAY, 'g')) ?? []
      const today = String(now).slice(0, 10)
      return days.some(
        day => new Date(`${day}T00:00Z`).toISOString().slice(0, 10) !== day || (past === true ? day >= today : day < today),
      )
    })
    expect(wrong).toEqual([])
  })
  it('have weeks from Monday to Sunday', () => {
    const weeks = lines.filter(line => line['expect'] === 'week').map(line => String(line['best']).split('/'))
    expect(weeks.map(days => days.map(day => new Date(`${day}T00:00Z`).getUTCDay()))).toEqual(weeks.map(() => [1, 0]))
  })
  it('are many enough, of every kind, and some lines hold nothing', () => {
    expect(lines.length).toBeGreaterThanOrEqual(95)
    const missing = Object.keys(FORMS).filter(kind => lines.every(line => line['expect'] !== kind))
    // The held-out half fell by a coin.
    expect(missing.length).toBeLessThanOrEqual(half === 'development' ? 0 : 2)
    expect(lines.filter(line => line['best'] === null).length).toBeGreaterThanOrEqual(half === 'development' ? 8 : 4)
  })
  it('ask nothing twice', () => {
    expect(findTwice(lines.map(line => `${String(line['text'])} ${String(line['now'])} ${String(line['expect'])}`))).toEqual([])
  })
})

describe.each(LANGUAGES)('the names against a person in %s', lang => {
  const [development = [], heldOut = []] = HALVES.map(half => readLines('names', lang, half))
  const all = [...development, ...heldOut]

  it('are complete lines', () => {
    const wrong = all.filter(
      ({ text, lang: said, person, is, ...rest }) =>
        typeof text !== 'string' ||
        said !== lang ||
        FORMS['name']?.test(String(person)) !== true ||
        !['same', 'not'].includes(String(is)) ||
        Object.keys(rest).length > 0,
    )
    expect(wrong).toEqual([])
    expect(Math.min(development.length, heldOut.length)).toBeGreaterThanOrEqual(7)
  })
  it('say nothing twice', () => {
    expect(findTwice(all.map(({ text, person }) => `${String(person)} ${String(text)}`))).toEqual([])
  })
})

describe.each(LANGUAGES.flatMap(lang => ['in-calls', 'callers', 'recalled'].map(set => [lang, set] as const)))(
  'the answers in %s of %s',
  (lang, set) => {
    const development = readLines(set, lang)
    const heldOut = readLines(set, lang, 'held-out')

    it('are complete lines, many in each half', () => {
      const wrong = [...development, ...heldOut].filter(
        ({ text, lang: said, at, meaning, ...rest }) =>
          typeof text !== 'string' ||
          text.split(' ').length > 15 ||
          said !== lang ||
          // Some of those recalled are said at any time.
          !(/^[a-z-]+(?:\/[a-z_]+)+$/.test(String(at)) || (at === undefined && set === 'recalled')) ||
          !Array.isArray(meaning) ||
          meaning.length === 0 ||
          Object.keys(rest).length > 0,
      )
      expect(wrong).toEqual([])
      expect(Math.min(development.length, heldOut.length)).toBeGreaterThanOrEqual(
        { 'in-calls': 68, callers: 150, recalled: 120 }[set] ?? 0,
      )
    })
    it('say nothing twice at a question', () => {
      expect(findTwice([...development, ...heldOut].map(({ text, at }) => `${String(at)} ${String(text)}`))).toEqual([])
    })
  },
)
