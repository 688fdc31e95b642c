import { speakParts, tidy } from '../../engine/call/speak-parts.ts'
import { typeOfPath } from '../../engine/call/types-of-data.ts'
import type { Speaking } from '../../engine/call/index.ts'
import type { CompiledScenario, TextKey } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { splitSentences } from '../../scenarios/texts/index.ts'
import type { Text } from '../../scenarios/texts/text.ts'

/** A sentence that is the same in every call. */
export interface Prompt {
  readonly language: Language
  /** Scenarios in whose calls it is spoken. */
  readonly scenarios: readonly string[]
  /** Names of its recordings, without the ending: `appointment-confirmation/visit.again+2`; several where several texts have it. */
  readonly names: readonly string[]
  readonly text: string
}

/** What is fixed of all that can be said. */
export interface PromptList {
  readonly prompts: readonly Prompt[]
  /** Sentences in which something of the call is said, by language: they cannot be made ahead. */
  readonly changing: Readonly<Partial<Record<Language, number>>>
}

/** Stands for what a call says. */
const VALUE = '\u0001'

/**
 * Every sentence that does not depend on the call: texts without values, what stands around values sentence by sentence, and what the
 * policy says of the clinic. A text's second sentence is called `KEY+2`, its second wording `KEY~2`.
 */
export function listPrompts(scenarios: Iterable<CompiledScenario>, speaking: Speaking): PromptList {
  const found = new Map<string, { readonly prompt: Prompt; readonly names: Set<string>; readonly scenarios: Set<string> }>()
  const changing: Partial<Record<Language, Set<string>>> = {}
  for (const scenario of scenarios) {
    const messages = new Set(Object.values(scenario.nodes).flatMap(node => (node.kind === 'send' ? [node.text] : [])))
    for (const language of scenario.languages) {
      for (const [key, variants] of Object.entries(scenario.texts[language] ?? {})) {
        if (messages.has(key)) continue
        for (const [at, text] of variants.entries()) {
          const sentences = splitSentences(tidy(speakFixed(scenario, language, key, text, speaking)))
          for (const [number, sentence] of sentences.entries()) {
            const name = nameOf(key, variants.length > 1 ? at + 1 : undefined, sentences.length > 1 ? number + 1 : undefined)
            if (sentence.includes(VALUE)) {
              ;(changing[language] ??= new Set()).add(name)
              continue
            }
            const id = `${language} ${sentence}`
            const known = found.get(id)
            if (known === undefined) {
              const names = new Set([name])
              const its = new Set([scenario.name])
              found.set(id, { prompt: { language, text: sentence, names: [], scenarios: [] }, names, scenarios: its })
            } else {
              known.names.add(name)
              known.scenarios.add(scenario.name)
            }
          }
        }
      }
    }
  }
  return {
    prompts: [...found.values()].map(one => ({ ...one.prompt, names: [...one.names], scenarios: [...one.scenarios] })),
    changing: Object.fromEntries(Object.entries(changing).map(([language, names]) => [language, names.size])),
  }
}

function nameOf(key: TextKey, variant: number | undefined, sentence: number | undefined): string {
  return `${key.replace(':', '/')}${variant === undefined ? '' : `~${variant}`}${sentence === undefined ? '' : `+${sentence}`}`
}

/** The text with the clinic's facts in words, and a mark for everything that a call says. */
function speakFixed(scenario: CompiledScenario, language: Language, key: TextKey, text: Text, speaking: Speaking): string {
  const scope = key.split(':', 1)[0] ?? ''
  return speakParts(
    // A choice that a call makes has no wording of its own.
    text.parts.map(part => (part.kind === 'plural' || part.kind === 'select' ? { kind: 'words', text: VALUE } : part)),
    {
      language,
      valueOf: path => findFact(scenario, language, path) ?? VALUE,
      say: (value, path, format) =>
        value === VALUE
          ? VALUE
          : speaking.format(value, typeOfPath(scenario, scope, path), format, language, { now: 0, zone: scenario.clinic.zone }),
    },
  )
}

function findFact(scenario: CompiledScenario, language: Language, path: string): string | number | undefined {
  if (!path.startsWith('clinic.')) return undefined
  const name = path.slice('clinic.'.length)
  return scenario.clinicIn[language]?.[name] ?? scenario.clinic[name]
}
