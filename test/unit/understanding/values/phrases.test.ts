import { readFileSync } from 'node:fs'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../../src/scenarios/model/documents.ts'
import { pickBest, readValues, type ValueKind } from '../../../../src/engine/understanding/values/index.ts'

const zone = 'Europe/Warsaw'
/** A Wednesday. */
const now = DateTime.fromISO('2026-05-06T10:00', { zone }).toMillis()
const FOLDER = new URL('./phrases/', import.meta.url)

/** Lines of `kind | text | value`; `!` after the kind says that dates lie behind, `-` for the kind that nothing was asked for. */
function listRows(language: Language) {
  return readFileSync(new URL(`${language}.txt`, FOLDER), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split(' | ').map(cell => cell.trim()) as [string, string, string])
}

function read(language: Language, kind: string, text: string): string {
  const past = kind.endsWith('!')
  if (kind === '-')
    return (
      readValues(text, { language, now, zone })
        .map(({ kind, value }) => `${kind} ${String(value)}`)
        .join(', ') || 'none'
    )
  const expected = kind.replace('!', '') as ValueKind
  const best = pickBest(readValues(text, { language, now, zone, past, expect: expected }), expected)
  return best === null ? 'null' : String(best.value)
}

describe.each<Language>(['pl', 'ru', 'uk', 'ca', 'en'])('what is said in %s', language => {
  const rows = listRows(language)
  it('has rows enough', () => expect(rows.length).toBeGreaterThan(120))
  it.each(rows)('%s: %s', (kind, text, value) => expect(read(language, kind, text)).toBe(value))
})
