import { createHash } from 'node:crypto'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { type Classifier, restoreClassifier, trainClassifier } from './classifier/index.ts'
import { trainAside } from './training/train-aside.ts'
import { type Lesson, readLesson } from './training/lesson.ts'

/** Where trained classifiers are kept, by the content that they were trained on. Nothing here may throw or reject; losing one costs a training. */
export interface ClassifierStore {
  read(key: string): Uint8Array | undefined
  /** Begins to read what is kept, while this thread goes on; undefined where nothing is. */
  readAside(key: string): Promise<Uint8Array | undefined> | undefined
  write(key: string, bytes: Uint8Array): void
}

/** What was learned in this process, by the lexicon that it was learned from: the same for all who ask. */
const learned = new WeakMap<object, Classifier>()
/** Being taken up or learned. */
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

  /** Takes up or learns what is not known yet, all at once and beside whatever else goes on; reading has begun when this returns, and so have threads for what is not kept. */
  async learn(lessons: readonly Lesson[]): Promise<void> {
    const unkept: Lesson[] = []
    for (const lesson of lessons) {
      const { meanings } = lesson
      if (learned.has(meanings) || learning.has(meanings) || unkept.some(one => one.meanings === meanings)) continue
      const reading = this.#store?.readAside(keyOf(lesson))
      if (reading === undefined) unkept.push(lesson)
      else learning.set(meanings, this.#takeUp(lesson, reading))
    }
    for (const [at, running] of this.#train(unkept).entries()) learning.set((unkept[at] as Lesson).meanings, running)
    await Promise.all(lessons.flatMap(({ meanings }) => learning.get(meanings) ?? []))
  }

  async #takeUp(lesson: Lesson, reading: Promise<Uint8Array | undefined>): Promise<void> {
    const bytes = await reading
    const kept = bytes && restoreClassifier(bytes)
    if (kept === undefined) await Promise.all(this.#train([lesson]))
    else learned.set(lesson.meanings, kept)
  }

  #train(lessons: readonly Lesson[]): Promise<void>[] {
    return trainAside(lessons).map(async (training, at) => {
      const bytes = await training
      const trained = restoreClassifier(bytes)
      if (trained !== undefined) this.#remember(lessons[at] as Lesson, trained, bytes)
    })
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
