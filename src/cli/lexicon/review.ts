import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import { type Candidate, keepDecision, readCandidates } from '../../server/understanding/candidate-files.ts'
import { insertPhrase } from './insert-phrase.ts'

/** A candidate with the short name that a command line calls it by. */
export interface ListedCandidate extends Candidate {
  readonly id: string
}

/** What became of a decision, as a person is told; `isDone` when the candidate is settled. */
export interface Settled {
  readonly isDone: boolean
  readonly message: string
}

/** A review of what a language model understood: candidates, and what to do with each. */
export interface Review {
  /** Those that nobody has decided about, what was said most often first. */
  list(): Promise<readonly ListedCandidate[]>
  /** Puts a candidate into the lexicon, under its own meaning or another. */
  accept(candidate: Candidate, meaning?: string): Promise<Settled>
  /** Never shows it again. */
  refuse(candidate: Candidate): Promise<Settled>
}

/** A review over a data folder and a folder of scenarios. Its methods throw an `OperationalError` when a file cannot be read or written. */
export function createReview(folders: { readonly data: string; readonly scenarios: string }, now: () => number): Review {
  const settle = (candidate: Candidate, decision: 'accepted' | 'refused'): Promise<void> => {
    const { language, text, meaning } = candidate
    return keepDecision(folders.data, { language, text, meaning, decision, at: new Date(now()).toISOString() })
  }
  return {
    list: async () => (await readCandidates(folders.data)).map(candidate => ({ id: nameOf(candidate), ...candidate })),
    async accept(candidate, meaning = candidate.meaning) {
      const { language, text } = candidate
      const file = join(folders.scenarios, 'lexicon', `${language}.yaml`)
      const before = await readLexicon(file)
      if (before === undefined) return { isDone: false, message: `"${text}": there is no lexicon for ${language}` }
      const insertion = insertPhrase(before, meaning, text)
      if (insertion.kind === 'refused') return { isDone: false, message: `"${text}" ${insertion.why}` }
      if (insertion.kind === 'inserted') await writeLexicon(file, insertion.text)
      await settle(candidate, 'accepted')
      return {
        isDone: true,
        message:
          insertion.kind === 'known'
            ? `"${text}" stands under "${meaning}" already`
            : `"${text}" means "${meaning}" from now on (lexicon/${language}.yaml)`,
      }
    },
    async refuse(candidate) {
      await settle(candidate, 'refused')
      return { isDone: true, message: `"${candidate.text}" is refused` }
    },
  }
}

/** Eight letters that stay the same from one listing to the next. */
function nameOf({ language, meaning, text }: Candidate): string {
  return createHash('sha256')
    .update(JSON.stringify([language, meaning, text]))
    .digest('hex')
    .slice(0, 8)
}

async function readLexicon(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return undefined
    throw asOperational(error, file, 'read')
  }
}

/** Renamed into place: a server that watches the folder never reads half of it. */
async function writeLexicon(file: string, text: string): Promise<void> {
  const unfinished = `${file}.unfinished`
  try {
    await writeFile(unfinished, text)
    await rename(unfinished, file)
  } catch (error) {
    throw asOperational(error, file, 'written')
  }
}

function asOperational(error: unknown, file: string, what: string): OperationalError {
  const code = readSystemCode(error) ?? 'unknown'
  return new OperationalError('workspace/unusable', `"${file}" cannot be ${what} (${code}).`, {
    facts: { code },
    remedy: 'Give the user that runs trucada the right to it.',
    cause: error,
  })
}
