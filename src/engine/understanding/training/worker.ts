// A thread that trains classifiers, one after another, and hands over their bytes, while calls go on in the thread that asked.
import { parentPort } from 'node:worker_threads'
import { trainClassifier } from '../classifier/index.ts'
import { type Lesson, readLesson } from './lesson.ts'

parentPort?.on('message', (lesson: Lesson) => {
  const bytes = trainClassifier(...readLesson(lesson)).toBytes()
  parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer])
})
