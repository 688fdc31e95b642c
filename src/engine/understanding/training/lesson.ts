import type { Example, TrainOptions } from '../classifier/index.ts'

/** What a classifier learns from: a lexicon. Plain data, so that it can be handed to another thread. */
export interface Lesson {
  readonly meanings: Readonly<Record<string, readonly string[]>>
  readonly outside: readonly string[]
}

/** The lesson as training takes it. */
export function readLesson({ meanings, outside }: Lesson): [readonly Example[], TrainOptions] {
  const examples = Object.entries(meanings).flatMap(([label, phrases]) => phrases.map(text => ({ text, label })))
  return [examples, { outside }]
}
