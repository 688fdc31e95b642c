import type { AskNode, CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Language } from '../../../scenarios/model/documents.ts'

/** A frame to the telephone is bounded, and recognisers do not like long lists. */
const MOST_HINTS = 40
const LONGEST_HINT_WORDS = 3

const cache = new WeakMap<AskNode, Map<Language, readonly string[]>>()

/** Short phrases that answer a question, taken in turn from each of its meanings. */
export function hintsOf(scenario: CompiledScenario, language: Language, node: AskNode): readonly string[] {
  let languages = cache.get(node)
  if (!languages) {
    languages = new Map()
    cache.set(node, languages)
  }
  const known = languages.get(language)
  if (known) return known
  const lists = Object.keys(node.answers).map(meaning => [
    ...(scenario.words[language]?.[node.path]?.[meaning] ?? []),
    ...(scenario.lexicon[language]?.[meaning] ?? []),
  ])
  const hints = new Set<string>()
  for (let index = 0; hints.size < MOST_HINTS && lists.some(list => index < list.length); index += 1) {
    for (const list of lists) {
      const phrase = list[index]
      if (phrase !== undefined && phrase.split(' ').length <= LONGEST_HINT_WORDS && hints.size < MOST_HINTS) hints.add(phrase)
    }
  }
  const made = [...hints]
  languages.set(language, made)
  return made
}
