import type { Finding } from '../../scenarios/source/finding.ts'
import { FHIR_FILE, LINES_FILE } from './read-campaign-files.ts'
import {
  FACTS_FILE,
  FIXTURE_FILE,
  readSurroundings,
  SPECIALTIES_FILE,
  type Surroundings,
  VOICES_FILE,
} from './read-surroundings.ts'
import { watchFolder } from './watch-folder.ts'

/** What became of one file that was changed. */
export interface ChangedFile {
  /** `lines.yaml` */
  readonly file: string
  /**
   * `loaded`: the next call uses it; `kept`: it has errors, and what was loaded before stays in force; `gone`: defaults are in force;
   * `waits`: it is read at the next start.
   */
  readonly state: 'loaded' | 'kept' | 'gone' | 'waits'
}

/** What a reading after a change brought. */
export interface SurroundingsChange {
  readonly changed: readonly ChangedFile[]
  /** Of the changed files, as they are now. */
  readonly findings: readonly Finding[]
  /** Text of each file as it is now, for excerpts. */
  readonly files: ReadonlyMap<string, string>
}

/** Voices, lines and what the clinic says of itself, as calls see them: the last good of each. */
export interface LiveSurroundings {
  current(): Surroundings
  /** Reads again when a file changes, and tells what came of it. */
  watch(changed: (change: SurroundingsChange) => void, failed: (error: unknown) => void): void
  close(): void
}

/** They open the clinic, once. */
const AT_THE_START = [FIXTURE_FILE, FHIR_FILE]

/** Reads voices, lines, what the clinic says of itself, and what is behind its services; changes of that wait for the next start. */
export async function openLiveSurroundings(folders: {
  readonly scenarios: string
  readonly campaigns: string
}): Promise<LiveSurroundings> {
  let current = await readSurroundings(folders)
  /** As last read from the disk, whether in force or not. */
  let seen = current.files
  let stops: (() => void)[] = []

  const take = (next: Surroundings): SurroundingsChange => {
    const changed = [VOICES_FILE, FACTS_FILE, SPECIALTIES_FILE, LINES_FILE, FIXTURE_FILE, FHIR_FILE].flatMap(
      (file): ChangedFile[] => {
        if (next.files.get(file) === seen.get(file)) return []
        const isFaulty = next.findings.some(finding => finding.file === file && finding.severity === 'error')
        const isGone = !next.files.has(file)
        return [{ file, state: isFaulty ? 'kept' : AT_THE_START.includes(file) ? 'waits' : isGone ? 'gone' : 'loaded' }]
      },
    )
    seen = next.files
    for (const { file, state } of changed) {
      if (state === 'kept' || state === 'waits') continue
      const files = new Map(current.files)
      const text = next.files.get(file)
      if (text === undefined) files.delete(file)
      else files.set(file, text)
      current = { ...current, files, ...takePart(file, next, current) }
    }
    const findings = next.findings.filter(finding => changed.some(({ file }) => file === finding.file))
    return { changed, findings, files: next.files }
  }
  return {
    current: () => current,
    watch(changed, failed) {
      const tell = (next: Surroundings): void => {
        const change = take(next)
        if (change.changed.length > 0) changed(change)
      }
      const reload = (): void => void readSurroundings(folders).then(tell, failed)
      stops = [folders.scenarios, folders.campaigns].map(folder =>
        watchFolder(folder, reload, error => {
          // A clinic without lines has no folder for them.
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failed(error)
        }),
      )
    },
    close() {
      for (const stop of stops) stop()
    },
  }
}

/** What of the surroundings a file holds, as it was read last. */
function takePart(file: string, next: Surroundings, current: Surroundings): Partial<Surroundings> {
  const { knowledge } = current
  switch (file) {
    case LINES_FILE:
      return { lines: next.lines, music: next.music }
    case FACTS_FILE:
      return { knowledge: { ...knowledge, facts: next.knowledge.facts } }
    case SPECIALTIES_FILE:
      return { knowledge: { ...knowledge, specialties: next.knowledge.specialties } }
    default:
      return { voices: next.voices }
  }
}
