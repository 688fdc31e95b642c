import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { trainClassifier } from '../classifier/index.ts'
import { type Lesson, readLesson } from './lesson.ts'
import type { Course, Learned } from './worker.ts'

/**
 * Trains in threads of their own, as many as there are processors, each of which goes on with the next lesson by itself: this thread may be busy meanwhile. Where no
 * thread can be had it is trained here, which takes longer for everybody. Gives the bytes of each lesson's classifier, in their order. Never rejects.
 */
export function trainAside(lessons: readonly Lesson[]): Promise<Uint8Array>[] {
  const settle: ((bytes: Uint8Array) => void)[] = []
  const promises = lessons.map((_, at) => new Promise<Uint8Array>(resolve => (settle[at] = resolve)))
  const left = new Set(lessons.keys())
  const course: Course = { lessons, taken: new Int32Array(new SharedArrayBuffer(4)) }
  let threads = Math.min(lessons.length, availableParallelism())
  for (let count = threads; count > 0; count -= 1) {
    // The sources run as they are, the package compiled.
    const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
    const worker = new Worker(new URL(file, import.meta.url), { workerData: course })
    worker.on('message', ({ at, bytes }: Learned) => {
      left.delete(at)
      settle[at]?.(bytes)
    })
    // `exit` follows.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      threads -= 1
      if (threads > 0) return
      for (const at of left) settle[at]?.(trainClassifier(...readLesson(lessons[at] as Lesson)).toBytes())
    })
  }
  return promises
}
