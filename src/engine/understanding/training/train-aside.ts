import { Worker } from 'node:worker_threads'
import { trainClassifier } from '../classifier/index.ts'
import { type Lesson, readLesson } from './lesson.ts'

/** Threads at once; training more side by side only makes each later. */
const MOST = 2
let running = 0
const waiting: (() => void)[] = []

/** Trains in a thread of its own. Where no thread can be had it is trained here, which takes longer for everybody. Never rejects. */
export async function trainAside(lesson: Lesson): Promise<Uint8Array> {
  if (running >= MOST) await new Promise<void>(resolve => waiting.push(resolve))
  running += 1
  try {
    return await runWorker(lesson)
  } catch {
    return trainClassifier(...readLesson(lesson)).toBytes()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

function runWorker(lesson: Lesson): Promise<Uint8Array> {
  // The sources run as they are, the package compiled.
  const file = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: lesson })
    worker.once('message', (bytes: Uint8Array) => resolve(bytes))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread ended without an answer')))
  })
}
