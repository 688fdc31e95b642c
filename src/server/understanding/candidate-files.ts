import { statSync } from 'node:fs'
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import type { ModelAnswer } from '../../engine/understanding/cascade/index.ts'
import { LANGUAGES, type Language } from '../../scenarios/model/documents.ts'
import type { Log } from '../log.ts'

/** What callers said, masked, and a language model took for a meaning: perhaps a phrase for the lexicon. */
export interface Candidate {
  readonly language: Language
  readonly text: string
  readonly meaning: string
  readonly count: number
  /** ISO 8601. */
  readonly first: string
  readonly last: string
}

/** What a person decided about a candidate. */
export interface CandidateDecision {
  readonly language: Language
  readonly text: string
  /** The meaning that the model gave. */
  readonly meaning: string
  readonly decision: 'accepted' | 'refused'
  /** ISO 8601. */
  readonly at: string
}

/** Nobody reviews more. */
const MOST_BYTES = 5 * 1024 * 1024
const fileOf = (dataFolder: string): string => join(dataFolder, 'lexicon-candidates.jsonl')
const decisionsOf = (dataFolder: string): string => join(dataFolder, 'lexicon-decisions.jsonl')

/** The log of candidates in the data folder, `lexicon-candidates.jsonl`: a line for each answer. Lines are only added, so that a review may read at any time. */
export function openCandidateLog(dataFolder: string, log: Log): { add(answer: ModelAnswer): void } {
  const file = fileOf(dataFolder)
  let written = sizeOf(file)
  let isLost = false
  return {
    add({ language, text, meaning, at }) {
      const seen = new Date(at).toISOString()
      const line = `${JSON.stringify({ language, text, meaning, count: 1, first: seen, last: seen } satisfies Candidate)}\n`
      if (isLost || written > MOST_BYTES) return
      written += Buffer.byteLength(line)
      append(dataFolder, file, line).catch((error: unknown) => {
        isLost = true
        log.warn({ code: readSystemCode(error) ?? 'unknown' }, 'candidates for the lexicon cannot be kept')
      })
    },
  }
}

/** The candidates that nobody has decided about, what was said most often first. Throws an `OperationalError` when a file is there and cannot be read. */
export async function readCandidates(dataFolder: string): Promise<readonly Candidate[]> {
  const decided = new Set((await readLines(decisionsOf(dataFolder))).filter(isCandidate).map(keyOf))
  const candidates = new Map<string, Candidate>()
  for (const line of (await readLines(fileOf(dataFolder))).filter(isCandidate)) {
    const key = keyOf(line)
    const known = candidates.get(key)
    if (decided.has(key)) continue
    const { language, text, meaning } = line
    const { count = 1, first = '', last = '' } = line as Partial<Candidate>
    candidates.set(key, {
      language,
      text,
      meaning,
      count: (known?.count ?? 0) + count,
      first: known !== undefined && known.first < first ? known.first : first,
      last: known !== undefined && known.last > last ? known.last : last,
    })
  }
  return [...candidates.values()].sort((one, other) => other.count - one.count || one.text.localeCompare(other.text))
}

/** Remembers what was decided. Throws an `OperationalError` when it cannot be written. */
export async function keepDecision(dataFolder: string, decision: CandidateDecision): Promise<void> {
  const file = decisionsOf(dataFolder)
  try {
    await append(dataFolder, file, `${JSON.stringify(decision)}\n`)
  } catch (error) {
    throw asOperational(error, file, 'written')
  }
}

async function append(dataFolder: string, file: string, line: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await appendFile(file, line, { mode: 0o600 })
}

async function readLines(file: string): Promise<readonly unknown[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return []
    throw asOperational(error, file, 'read')
  }
  return text.split('\n').flatMap((line): unknown[] => {
    try {
      return line === '' ? [] : [JSON.parse(line)]
    } catch {
      // Half a line, of a process that was killed.
      return []
    }
  })
}

function asOperational(error: unknown, file: string, what: string): OperationalError {
  const code = readSystemCode(error) ?? 'unknown'
  return new OperationalError('data/unusable', `"${file}" cannot be ${what} (${code}).`, {
    facts: { code },
    remedy: 'Give the user that runs trucada the right to it.',
    cause: error,
  })
}

type Key = Pick<Candidate, 'language' | 'text' | 'meaning'>

function isCandidate(line: unknown): line is Key {
  if (typeof line !== 'object' || line === null) return false
  const { language, text, meaning } = line as Readonly<Record<string, unknown>>
  return (LANGUAGES as readonly unknown[]).includes(language) && typeof text === 'string' && typeof meaning === 'string'
}

function keyOf({ language, text, meaning }: Key): string {
  return JSON.stringify([language, meaning, text])
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
