// A thread that trains classifiers, one after another, and hands over their bytes, while calls go on in the thread that asked.
import { parentPort, workerData } from 'node:worker_threads'
import { trainClassifier } from '../classifier/index.ts'
import { type Lesson, readLesson } from './lesson.ts'

/** What several threads train together. */
export interface Course {
  readonly lessons: readonly Lesson[]
  /** How many of them some thread has taken; shared by all. */
  readonly taken: Int32Array<SharedArrayBuffer>
}

/** What a thread tells of a lesson. */
export interface Learned {
  readonly at: number
  readonly bytes: Uint8Array
}

const { lessons, taken } = workerData as Course
for (;;) {
  const at = Atomics.add(taken, 0, 1)
  const lesson = lessons[at]
  if (lesson === undefined) break
  const bytes = trainClassifier(...readLesson(lesson)).toBytes()
  parentPort?.postMessage({ at, bytes } satisfies Learned, [bytes.buffer as ArrayBuffer])
}
