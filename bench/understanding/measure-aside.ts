// Measures one learner on one set in a process of its own, which is ended when it takes too long or too much memory: some peers would take hours.
// Run by itself it is that process: set and learner are its arguments, and it prints the figures as JSON.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { listSets } from './corpora.ts'
import { NLP_JS, OURS } from './learners.ts'
import { type Figures, measureSet } from './measure.ts'

const MOST_MEGABYTES = 3000
const LEARNERS = [OURS, NLP_JS]

/** A learner that was stopped before it had figures for a set. */
export interface Unfinished {
  readonly set: string
  readonly learner: string
  readonly because: string
}

/** The figures, or why there are none. */
export async function measureAside(set: string, learner: string, minutes: number): Promise<Figures | Unfinished> {
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [`--max-old-space-size=${MOST_MEGABYTES}`, import.meta.filename, set, learner],
      { timeout: minutes * 60_000, killSignal: 'SIGKILL', maxBuffer: 1e7 },
    )
    return JSON.parse(stdout) as Figures
  } catch (error) {
    const isLate = (error as { readonly killed?: boolean }).killed === true
    return {
      set,
      learner,
      because: isLate ? `not done in ${minutes} minutes` : `ended, perhaps for want of memory (${MOST_MEGABYTES} MB)`,
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  const [, , name, by] = process.argv
  const read = listSets().sets.find(one => one.name === name)?.read
  const learner = LEARNERS.find(one => one.name === by)
  if (read === undefined || learner === undefined) throw new Error(`there is no ${name} for ${by}`)
  process.stdout.write(JSON.stringify(await measureSet(learner, name ?? '', read())))
}
