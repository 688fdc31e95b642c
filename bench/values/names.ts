// Callers who say their name, EVI's and those of our lines: whether they are known for the person expected, and others are not.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readClaim, readName } from '../../src/engine/understanding/names/index.ts'
import { dropFillers, splitWords } from '../../src/engine/understanding/tokens.ts'
import { LANGUAGES, type Language } from '../../src/scenarios/model/documents.ts'
import { CORPORA, readJsonLines } from '../understanding/corpora.ts'

/** How the names of one language were judged, in turns. */
export interface NameFigures {
  readonly language: 'pl' | 'en'
  readonly turns: number
  /** Likeness of 0.8 and more with the person expected; under 0.6. */
  readonly known: number
  readonly refused: number
  /** Likeness of 0.8 and more with somebody else of the set. */
  readonly mistaken: number
  /** Half of the turns took less, µs. */
  readonly p50: number
}

/** How our lines that name somebody were judged against the person expected. */
export interface PersonFigures {
  readonly language: Language
  /** Lines of the person, and how many were known for them. */
  readonly own: number
  readonly known: number
  /** Lines of others, and how many were taken for the person. */
  readonly others: number
  readonly taken: number
}

/** Judges the lines of one half, as they answer the question who is on the telephone. */
export function measurePersons(half: 'development' | 'held-out'): readonly PersonFigures[] {
  return LANGUAGES.map(language => {
    const file = join(import.meta.dirname, '../../test', half, 'names', `${language}.jsonl`)
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { readonly text: string; readonly person: string; readonly is: 'same' | 'not' })
      .map(({ text, person, is }) => {
        const tokens = dropFillers(splitWords(text), language)
        return { is, isTaken: readClaim(tokens, text, { name: person }, language)?.is === 'same' }
      })
    const own = lines.filter(({ is }) => is === 'same')
    const others = lines.filter(({ is }) => is === 'not')
    const taken = (of: typeof lines): number => of.filter(({ isTaken }) => isTaken).length
    return { language, own: own.length, known: taken(own), others: others.length, taken: taken(others) }
  })
}

interface Line {
  readonly text: string
  readonly nbest: readonly string[]
  readonly expected: string
}

const SAME = 0.8
const OTHER = 0.6
/** How far on in the set the stranger stands. */
const STRANGER = 501

/** Judges the names of both languages, as far as the files are there. */
export function measureNames(): readonly NameFigures[] {
  return (['pl', 'en'] as const).flatMap(language => {
    const file = `evi/${language}_name.jsonl`
    if (!existsSync(join(CORPORA, file))) return []
    const lines = readJsonLines<Line>(file).filter(({ text }) => text.trim() !== '')
    const times: number[] = []
    const judge = ({ text, nbest }: Line, expected: string): number => {
      const began = performance.now()
      const likeness = readName(text, { language, expected, hypotheses: nbest.map(other => ({ text: other })) })?.likeness ?? 0
      times.push((performance.now() - began) * 1000)
      return likeness
    }
    const own = lines.map(line => judge(line, line.expected))
    const others = lines.map((line, at) => {
      const stranger = lines
        .slice(at + STRANGER)
        .concat(lines)
        .find(({ expected }) => expected !== line.expected)
      return stranger === undefined ? 0 : judge(line, stranger.expected)
    })
    const count = (all: readonly number[], is: (likeness: number) => boolean): number => all.filter(is).length
    times.sort((a, b) => a - b)
    return [
      {
        language,
        turns: lines.length,
        known: count(own, likeness => likeness >= SAME),
        refused: count(own, likeness => likeness < OTHER),
        mistaken: count(others, likeness => likeness >= SAME),
        p50: times[times.length >> 1] ?? 0,
      },
    ]
  })
}
