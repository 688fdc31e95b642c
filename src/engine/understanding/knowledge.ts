import { createHash } from 'node:crypto'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { type Classifier, restoreClassifier, trainClassifier } from './classifier/index.ts'
import { trainAside } from './training/train-aside.ts'
import { type Lesson, readLesson } from './training/lesson.ts'

/** Where trained classifiers are kept, by the content that they were trained on. Neither may throw; losing one costs a training. */
export interface ClassifierStore {
  read(key: string): Uint8Array | undefined
  write(key: string, bytes: Uint8Array): void
}

/** What was learned in this process, by the lexicon that it was learned from: the same for all who ask. */
const learned = new WeakMap<object, Classifier>()
/** Being learned. */
const learning = new WeakMap<object, Promise<void>>()
const NOTHING: Lesson['meanings'] = {}

/** Hands out the classifiers of lexicons, trained once for each content, however many scenarios share it. */
export class KnowledgeBase {
  readonly #store: ClassifierStore | undefined

  constructor(store?: ClassifierStore) {
    this.#store = store
  }

  /** The classifier of a scenario's language. What nobody has prepared is learned now, and keeps everything waiting. */
  find(scenario: CompiledScenario, language: Language): Classifier {
    const lesson = lessonOf(scenario, language)
    const known = learned.get(lesson.meanings) ?? this.#recall(lesson)
    if (known !== undefined) return known
    const trained = trainClassifier(...readLesson(lesson))
    this.#remember(lesson, trained, trained.toBytes())
    return trained
  }

  /** Learns all languages of a scenario beside whatever else goes on. */
  async prepare(scenario: CompiledScenario): Promise<void> {
    await Promise.all(scenario.languages.map(language => this.#prepare(lessonOf(scenario, language))))
  }

  async #prepare(lesson: Lesson): Promise<void> {
    if (learned.has(lesson.meanings) || this.#recall(lesson) !== undefined) return
    let running = learning.get(lesson.meanings)
    if (running === undefined) {
      running = trainAside(lesson).then(bytes => {
        const trained = restoreClassifier(bytes)
        if (trained !== undefined) this.#remember(lesson, trained, bytes)
      })
      learning.set(lesson.meanings, running)
    }
    await running
  }

  #recall(lesson: Lesson): Classifier | undefined {
    const bytes = this.#store?.read(keyOf(lesson))
    const kept = bytes && restoreClassifier(bytes)
    if (kept !== undefined) learned.set(lesson.meanings, kept)
    return kept
  }

  #remember(lesson: Lesson, trained: Classifier, bytes: Uint8Array): void {
    learned.set(lesson.meanings, trained)
    this.#store?.write(keyOf(lesson), bytes)
  }
}

function lessonOf(scenario: CompiledScenario, language: Language): Lesson {
  return { meanings: scenario.lexicon[language] ?? NOTHING, outside: scenario.outside?.[language] ?? [] }
}

function keyOf({ meanings, outside }: Lesson): string {
  return createHash('sha256')
    .update(JSON.stringify([meanings, outside]))
    .digest('hex')
    .slice(0, 32)
}
