import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import { LANGUAGES } from '../../scenarios/model/documents.ts'
import type { Prompt } from './list-prompts.ts'

/** What a person recorded of what the robot says. */
export interface Recordings {
  /** Files by sentence, `LANGUAGE SENTENCE`. */
  readonly files: ReadonlyMap<string, RecordedFile>
  /** Files that belong to no sentence, as they lie in the folder. */
  readonly unknown: readonly string[]
}

/** One recording. */
export interface RecordedFile {
  readonly path: string
  readonly extension: 'wav' | 'mp3'
  /** Of its content: a new recording has a new address, so that nobody plays the old one from a cache. */
  readonly id: string
}

/** How recordings are looked up. */
export const recordingKey = (language: string, text: string): string => `${language} ${text}`

/**
 * Reads a folder of recordings, `LANGUAGE/NAME.wav` or `.mp3`. A folder that is not there has none; one that cannot be read is an
 * `OperationalError`.
 */
export async function readRecordings(folder: string | undefined, prompts: readonly Prompt[]): Promise<Recordings> {
  const files = new Map<string, RecordedFile>()
  const unknown: string[] = []
  if (folder === undefined) return { files, unknown }
  const byName = new Map<string, Prompt>(
    prompts.flatMap(prompt => prompt.names.map((name): [string, Prompt] => [`${prompt.language}/${name}`, prompt])),
  )
  for (const file of await listFiles(folder)) {
    const extension = extname(file).slice(1).toLowerCase()
    if (extension !== 'wav' && extension !== 'mp3') continue
    const prompt = byName.get(file.slice(0, -extension.length - 1))
    if (prompt === undefined) {
      unknown.push(file)
      continue
    }
    const path = join(folder, file)
    const id = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
      .slice(0, 32)
    files.set(recordingKey(prompt.language, prompt.text), { path, extension, id })
  }
  return { files, unknown }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
      .map(entry =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .split(sep)
          .join('/'),
      )
      .filter(file => LANGUAGES.some(language => file.startsWith(`${language}/`)))
      .sort()
  } catch (error) {
    const code = readSystemCode(error) ?? 'unknown'
    if (code === 'ENOENT') return []
    throw new OperationalError('prompts/unreadable', `"${folder}" cannot be read (${code}).`, {
      facts: { code },
      remedy: 'Give the user that runs trucada the right to read it.',
      cause: error,
    })
  }
}
