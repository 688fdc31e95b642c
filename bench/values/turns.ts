// What was said and what it should be taken for: EVI's callers, and our development lines.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { LANGUAGES, type Language } from '../../src/scenarios/model/documents.ts'
import { VALUE_KINDS, type ValueKind } from '../../src/engine/understanding/values/index.ts'
import type { AddressValue } from '../../src/scenarios/model/data-type.ts'
import { CORPORA, readJsonLines } from '../understanding/corpora.ts'

/** One turn: what the recogniser heard, best first, and the right value; null where none was said. */
export interface Turn {
  readonly hypotheses: readonly string[]
  readonly language: Language
  readonly expect: ValueKind | 'address'
  readonly isPast: boolean
  /** Epoch ms. */
  readonly now: number
  readonly best: string | number | readonly string[] | AddressValue | null
}

/** Turns that are counted together. */
export interface TurnSet {
  readonly name: string
  readonly turns: readonly Turn[]
}

/** Of every local time in the sets. */
export const ZONE = 'Europe/Warsaw'

const EVI = [
  { name: 'EVI birth dates', file: 'evi/pl_dob.jsonl', language: 'pl', expect: 'date' },
  { name: 'EVI birth dates', file: 'evi/en_dob.jsonl', language: 'en', expect: 'date' },
  { name: 'EVI postcodes', file: 'evi/pl_postcode.jsonl', language: 'pl', expect: 'postcode' },
  { name: 'EVI postcodes', file: 'evi/en_postcode.jsonl', language: 'en', expect: 'postcode' },
] as const

/** EVI's turns as far as they are there, once with all hypotheses and once with the first alone; and which files are missing. */
export function readEvi(): { readonly sets: readonly TurnSet[]; readonly missing: readonly string[] } {
  const here = EVI.filter(({ file }) => existsSync(join(CORPORA, file)))
  const sets = here.flatMap(({ name, file, language, expect }) => {
    const lines = readJsonLines<{ text: string; nbest: string[]; expected: string }>(file)
    const turns = (heard: (line: (typeof lines)[number]) => string[]): Turn[] =>
      lines.map(line => ({
        hypotheses: heard(line),
        language,
        expect,
        isPast: expect === 'date',
        now: Date.parse('2022-06-01T10:00:00Z'),
        best: line.expected,
      }))
    return [
      { name: `${name} ${language}, up to 5 hypotheses`, turns: turns(line => line.nbest) },
      { name: `${name} ${language}, the first alone`, turns: turns(line => [line.text]) },
    ]
  })
  return { sets, missing: EVI.filter(one => !here.includes(one)).map(({ file }) => file) }
}

interface Line {
  readonly text: string
  readonly expect: ValueKind | 'address' | 'name'
  readonly now: string
  readonly past?: boolean
  readonly best: Turn['best']
}

/** What our lines ask for, row by row. */
export const KINDS = [...VALUE_KINDS, 'address'] as const

/** Our lines of one half by language and kind. Names are left out: they are read against the expected person, elsewhere. */
export function readOwn(half: 'development' | 'held-out'): TurnSet[] {
  const folder = join(import.meta.dirname, '../../test', half, 'values')
  return LANGUAGES.flatMap(language => {
    const lines = readFileSync(join(folder, `${language}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Line)
    return KINDS.map(kind => ({
      name: `${language} ${kind}`,
      turns: lines
        .filter(({ expect }) => expect === kind)
        .map(({ text, now, past, best }) => ({
          hypotheses: [text],
          language,
          expect: kind,
          isPast: past === true,
          now: DateTime.fromISO(now, { zone: ZONE }).toMillis(),
          best,
        })),
    }))
  })
}
