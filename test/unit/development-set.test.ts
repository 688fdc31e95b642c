import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const SET = join(import.meta.dirname, '../development')
const LANGUAGES = ['pl', 'ru', 'uk', 'ca', 'en']
const MEANINGS =
  'agree decline move cancel call_later operator repeat slower hold_on who_is_it are_you_robot wrong_number relative not_here stop_calling emergency not_sure symptoms ask_price ask_place ask_preparation ask_hours thanks_bye chosen none_of_these none'.split(
    ' ',
  )

const readLines = (kind: string, lang: string): readonly Record<string, unknown>[] =>
  readFileSync(join(SET, kind, `${lang}.jsonl`), 'utf8')
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
