import { createHash } from 'node:crypto'
import type { CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import type { HearingContext } from '../../call/ports.ts'
import { CORE_MEANINGS } from '../core-meanings.ts'
import { splitWords } from '../tokens.ts'

/** Phrases shown for an answer of the step, and for what works anytime. */
const PHRASES = { own: 5, anytime: 3 }
/** An author's own meaning is described by as many of its phrases. */
const DESCRIBING = 6

/** A meaning that the model may choose. */
export interface Candidate {
  readonly meaning: string
  readonly description: string
  /** The phrases of the lexicon that are nearest to what was said. */
  readonly phrases: readonly string[]
}

/** What the step can use, each meaning once, with what tells it from the others. `said` is masked. */
export function listCandidates(said: string, { scenario, language, node, own, anytime }: HearingContext): readonly Candidate[] {
  const lexicon = gramsOf(scenario, language)
  const here = scenario.words[language]?.[node] ?? {}
  const grams = listGrams(said)
  return [...new Set([...own, ...anytime])].map(meaning => {
    const phrases = [...(here[meaning] ?? []).map(withGrams), ...(lexicon.get(meaning) ?? [])]
    const nearest = phrases
      .map(({ phrase, grams: known }) => ({ phrase, likeness: measureLikeness(grams, known) }))
      .sort((one, other) => other.likeness - one.likeness)
      .slice(0, own.includes(meaning) ? PHRASES.own : PHRASES.anytime)
      .map(({ phrase }) => phrase)
    const description =
      CORE_MEANINGS[meaning] ??
      `as in: ${phrases
        .slice(0, DESCRIBING)
        .map(({ phrase }) => phrase)
        .join('; ')}`
    return { meaning, description, phrases: nearest }
  })
}

interface Phrase {
  readonly phrase: string
  readonly grams: ReadonlySet<string>
}

const known = new WeakMap<object, ReadonlyMap<string, readonly Phrase[]>>()
const NOTHING: Readonly<Record<string, readonly string[]>> = {}

function gramsOf(scenario: CompiledScenario, language: Language): ReadonlyMap<string, readonly Phrase[]> {
  const lexicon = scenario.lexicon[language] ?? NOTHING
  let found = known.get(lexicon)
  if (found === undefined)
    known.set(
      lexicon,
      (found = new Map(Object.entries(lexicon).map(([meaning, phrases]) => [meaning, phrases.map(withGrams)] as const))),
    )
  return found
}

function withGrams(phrase: string): Phrase {
  return { phrase, grams: listGrams(phrase) }
}

/** Three letters in a row, with the edges of words. */
function listGrams(text: string): ReadonlySet<string> {
  const words = ` ${splitWords(text)
    .map(({ folded }) => folded)
    .join(' ')} `
  const grams = new Set<string>()
  for (let at = 0; at + 3 <= words.length; at += 1) grams.add(words.slice(at, at + 3))
  return grams
}

function measureLikeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of other) if (one.has(gram)) shared += 1
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size)
}

const versions = new WeakMap<object, string>()

/** Changes whenever the lexicon of the language does. */
export function versionOf(scenario: CompiledScenario, language: Language): string {
  const lexicon = scenario.lexicon[language] ?? NOTHING
  let version = versions.get(lexicon)
  if (version === undefined)
    versions.set(lexicon, (version = createHash('sha256').update(JSON.stringify(lexicon)).digest('hex').slice(0, 16)))
  return version
}
