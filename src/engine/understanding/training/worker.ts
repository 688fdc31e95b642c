// A thread that trains one classifier and hands over its bytes, while calls go on in the thread that asked.
import { parentPort, workerData } from 'node:worker_threads'
import { trainClassifier } from '../classifier/index.ts'
import { type Lesson, readLesson } from './lesson.ts'

const bytes = trainClassifier(...readLesson(workerData as Lesson)).toBytes()
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer])
