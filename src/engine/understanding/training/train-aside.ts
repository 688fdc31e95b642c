import { Worker } from 'node:worker_threads'
import { trainClassifier } from '../classifier/index.ts'
import { type Lesson, readLesson } from './lesson.ts'

interface Job {
  readonly lesson: Lesson
  readonly resolve: (bytes: Uint8Array) => void
}

/** Threads at once; training more side by side only makes each later. */
const MOST_THREADS = 2
const waiting: Job[] = []
let threads = 0

/**
 * Trains in a thread of its own, which takes the next lesson when it is done: the second is learned in half the time of the first. Where no thread
 * can be had it is trained here, which takes longer for everybody. Never rejects.
 */
export function trainAside(lesson: Lesson): Promise<Uint8Array> {
  return new Promise(resolve => {
    waiting.push({ lesson, resolve })
    if (threads < MOST_THREADS) startThread()
  })
}

function startThread(): void {
  threads += 1
  // The sources run as they are, the package compiled.
  const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url))
  let job: Job | undefined
  let isDone = false
  const takeNext = (): void => {
    job = waiting.shift()
    if (job !== undefined) return worker.postMessage(job.lesson)
    isDone = true
    threads -= 1
    void worker.terminate()
  }
  worker.on('message', (bytes: Uint8Array) => {
    job?.resolve(bytes)
    takeNext()
  })
  // `exit` follows.
  worker.on('error', () => undefined)
  worker.on('exit', () => {
    if (isDone) return
    threads -= 1
    for (const left of [job, ...(threads === 0 ? waiting.splice(0) : [])])
      left?.resolve(trainClassifier(...readLesson(left.lesson)).toBytes())
  })
  takeNext()
}
