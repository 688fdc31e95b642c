import { createHash, hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { CheckedWorkspace } from '../../scenarios/compile-workspace.ts'
import { reopenSource } from '../../scenarios/source/parse-source.ts'
import { replaceFile } from '../kept-file.ts'
import { findPackageFolder, findShippedData } from '../package-folder.ts'

/** What was read and checked before, by the texts of the files. Neither throws; what is lost is read and checked anew. */
export interface CheckedFiles {
  read(files: ReadonlyMap<string, string>): CheckedWorkspace | undefined
  /** Absent: nothing more is kept. */
  write?(files: ReadonlyMap<string, string>, checked: CheckedWorkspace): void
}

/** What is kept: all but the texts, which are given. `sources`: the files that were read, in their order. */
interface Kept {
  readonly workspace: Omit<CheckedWorkspace['workspace'], 'sources'>
  readonly findings: CheckedWorkspace['findings']
  readonly sources: readonly string[]
}

const FILE = 'scenarios/checked.bin'
/** Of each of the two marks at the beginning of the file: of what was read, and of what follows. */
const MARK_BYTES = 32
/** All that decides what is read from a file and found in it. */
const LANGUAGE_FOLDER = join(import.meta.dirname, '../../scenarios')

/**
 * Keeps in `scenarios/` of the data folder what reading and checking a folder of scenarios gave the last time; it may be emptied at any time. What is not
 * there may lie in `shipped`. It counts only for the very same texts, read by the very same code (all that lies in `code`), and only when it is whole.
 */
export function createCheckedFiles(dataFolder: string, shipped = findShippedData(), code = LANGUAGE_FOLDER): CheckedFiles {
  return {
    read(files) {
      const kept = readKept(join(dataFolder, FILE), files, code) ?? readKept(join(shipped, FILE), files, code)
      if (kept === undefined) return undefined
      const { workspace, findings, sources } = kept
      const reopened = sources.map(file => [file, reopenSource(file, files.get(file) ?? '')] as const)
      return { workspace: { ...workspace, sources: new Map(reopened) }, findings }
    },
    write(files, { workspace: { sources, ...workspace }, findings }) {
      try {
        const bytes = serialize({ workspace, findings, sources: [...sources.keys()] } satisfies Kept)
        replaceFile(join(dataFolder, FILE), Buffer.concat([markOf(files, code), hash('sha256', bytes, 'buffer'), bytes]))
      } catch {
        // Without a place to keep it, it is read and checked anew.
      }
    },
  }
}

function readKept(file: string, files: ReadonlyMap<string, string>, code: string): Kept | undefined {
  try {
    const bytes = readFileSync(file)
    const content = bytes.subarray(MARK_BYTES * 2)
    const isOfThese = bytes.subarray(0, MARK_BYTES).equals(markOf(files, code))
    const isWhole = bytes.subarray(MARK_BYTES, MARK_BYTES * 2).equals(hash('sha256', content, 'buffer'))
    return isOfThese && isWhole ? (deserialize(content) as Kept) : undefined
  } catch {
    return undefined
  }
}

/** The same for the same texts, read by the same program; lengths keep what stands in one text from counting as another's. */
function markOf(files: ReadonlyMap<string, string>, code: string): Buffer {
  const mark = createHash('sha256').update(markOfProgram(code))
  for (const [file, text] of files) mark.update(JSON.stringify([file, text.length])).update(text)
  return mark.digest()
}

const programs = new Map<string, Buffer>()

/** Of the language's own code, and of the versions of what it runs on. A process does not change its program. */
function markOfProgram(folder: string): Buffer {
  const known = programs.get(folder)
  if (known !== undefined) return known
  const mark = createHash('sha256')
    .update(process.version)
    .update(readFileSync(join(findPackageFolder(), 'package.json')))
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  for (const path of paths) {
    const code = readFileSync(path)
    mark.update(JSON.stringify([relative(folder, path), code.length])).update(code)
  }
  const digest = mark.digest()
  programs.set(folder, digest)
  return digest
}
