import { createHash } from 'node:crypto'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { type Classifier, type Example, restoreClassifier, trainClassifier } from './classifier/index.ts'

/** Where trained classifiers are kept, by the content that they were trained on. Neither may throw; losing one costs a training. */
export interface ClassifierStore {
  read(key: string): Uint8Array | undefined
  write(key: string, bytes: Uint8Array): void
}

/** What callers mean, as one lexicon knows it. */
export interface Knowledge {
  readonly classifier: Classifier
  readonly meanings: ReadonlySet<string>
}

/** What was learned in this process, by the lexicon that it was learned from: the same for all who ask. */
const learned = new WeakMap<object, Knowledge>()

/** Hands out the classifiers of lexicons, trained once for each content, however many scenarios share it. */
export class KnowledgeBase {
  readonly #store: ClassifierStore | undefined

  constructor(store?: ClassifierStore) {
    this.#store = store
  }

  /** The knowledge of a scenario's language. The first call trains it or takes it from the store. */
  find(scenario: CompiledScenario, language: Language): Knowledge {
    const lexicon = scenario.lexicon[language] ?? NOTHING
    let known = learned.get(lexicon)
    if (known === undefined) {
      known = { classifier: this.#learn(lexicon, scenario.outside?.[language] ?? []), meanings: new Set(Object.keys(lexicon)) }
      learned.set(lexicon, known)
    }
    return known
  }

  #learn(lexicon: Readonly<Record<string, readonly string[]>>, outside: readonly string[]): Classifier {
    const train = (): Classifier => trainClassifier(examplesOf(lexicon), { outside })
    if (this.#store === undefined) return train()
    const key = createHash('sha256')
      .update(JSON.stringify([lexicon, outside]))
      .digest('hex')
      .slice(0, 32)
    const bytes = this.#store.read(key)
    const kept = bytes && restoreClassifier(bytes)
    if (kept !== undefined) return kept
    const trained = train()
    this.#store.write(key, trained.toBytes())
    return trained
  }
}

const NOTHING: Readonly<Record<string, readonly string[]>> = {}

function examplesOf(lexicon: Readonly<Record<string, readonly string[]>>): readonly Example[] {
  return Object.entries(lexicon).flatMap(([label, phrases]) => phrases.map(text => ({ text, label })))
}
