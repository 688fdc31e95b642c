import { readSurroundings, type Surroundings } from './read-surroundings.ts'
import { watchFolder } from './watch-folder.ts'

/** Voices and lines as calls see them: the newest that could be read. */
export interface LiveSurroundings {
  current(): Surroundings
  /** Reads again when a file changes. `changed` is called after each reading. */
  watch(changed: () => void, failed: (error: unknown) => void): void
  close(): void
}

/** Reads voices, lines and the clinic's fixture. The fixture fills the clinic once, at the start; changes of it wait for the next. */
export async function openLiveSurroundings(folders: {
  readonly scenarios: string
  readonly campaigns: string
}): Promise<LiveSurroundings> {
  let current = await readSurroundings(folders)
  let stops: (() => void)[] = []
  return {
    current: () => current,
    watch(changed, failed) {
      const reload = (): void => {
        readSurroundings(folders).then(next => {
          const isSame = [...next.files].every(([file, text]) => current.files.get(file) === text)
          // A file that cannot be read as a whole leaves the last good one in force; single faulty entries are left out and named.
          current = next.findings.some(finding => finding.code.startsWith('yaml/'))
            ? { ...current, findings: next.findings, files: next.files }
            : next
          if (!isSame) changed()
        }, failed)
      }
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
