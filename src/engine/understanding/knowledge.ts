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

  /** Learns what is not known yet, all at once and beside whatever else goes on; threads have begun when this returns. */
  async learn(lessons: readonly Lesson[]): Promise<void> {
    const fresh = lessons.filter(
      lesson => !learned.has(lesson.meanings) && !learning.has(lesson.meanings) && this.#recall(lesson) === undefined,
    )
    for (const [at, training] of trainAside(fresh).entries()) {
      const lesson = fresh[at] as Lesson
      const running = training.then(bytes => {
        const trained = restoreClassifier(bytes)
        if (trained !== undefined) this.#remember(lesson, trained, bytes)
      })
      learning.set(lesson.meanings, running)
    }
    await Promise.all(lessons.flatMap(({ meanings }) => learning.get(meanings) ?? []))
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

/** What a scenario's language is learned from. */
export function lessonOf(scenario: CompiledScenario, language: Language): Lesson {
  return { meanings: scenario.lexicon[language] ?? NOTHING, outside: scenario.outside?.[language] ?? [] }
}

function keyOf({ meanings, outside }: Lesson): string {
  return createHash('sha256')
    .update(JSON.stringify([meanings, outside]))
    .digest('hex')
    .slice(0, 32)
}
