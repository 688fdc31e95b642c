import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { LexiconDocument } from '../../scenarios/model/documents.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { listSpokenLexicons } from '../understanding/list-spoken-lexicons.ts'
import type { CheckedFiles } from './checked-files.ts'
import { compileFolder, haveSameTexts } from './compile-folder.ts'
import { FACTS_FILE, FIXTURE_FILE, SPECIALTIES_FILE, VOICES_FILE } from './read-surroundings.ts'
import { watchFolder } from './watch-folder.ts'

/** What a loading brought; `Scenario` names in alphabetical order. */
export interface LoadReport {
  /** Scenarios that can be called now. */
  readonly ready: readonly string[]
  /** Faulty now; calls go on with the last good version. */
  readonly kept: readonly string[]
  /** Faulty, and never were good since the start. */
  readonly unusable: readonly string[]
  readonly findings: readonly Finding[]
  readonly workspace: Workspace
}

/** The scenarios of a folder as calls see them: always the last good version of each. */
export interface LiveWorkspace {
  /** The scenarios that can be called, by name. A call keeps the one that it began with. */
  scenarios(): ReadonlyMap<string, CompiledScenario>
  readonly report: LoadReport
  /** Makes ready, while calls are answered already, what the first of them make otherwise. What is loaded later comes ready. */
  prepare(): Promise<void>
  /** Reads the folder again. Rejects when it cannot be read; what was loaded stays. */
  reload(): Promise<LoadReport>
  /** Reads the folder again whenever its files change, and tells what came of it. voices.yaml and the fixture are others' concern. */
  watch(changed: (report: LoadReport) => void, failed: (error: unknown) => void): void
  close(): void
}

/** Gets ready what calls need of scenarios. */
export interface Preparation {
  /** Told of the lexicons that scenarios speak by as soon as they are read, while all files are still checked. No call sees a scenario before it is done. */
  learn(lexicons: readonly LexiconDocument[]): Promise<void>
  /** Makes at leisure what the first call that needs it makes otherwise. */
  prepare(scenario: CompiledScenario): Promise<void>
}

/**
 * Loads a folder of scenarios. Rejects with an `OperationalError` when it cannot be read; faulty scenarios are in the report. What was read and
 * found is kept in `checked` for the next start.
 */
export async function openLiveWorkspace(
  folder: string,
  preparation?: Preparation,
  checked?: CheckedFiles,
): Promise<LiveWorkspace> {
  let good: ReadonlyMap<string, CompiledScenario> = new Map()
  let report: LoadReport
  /** As last read from the disk. */
  let seen: ReadonlyMap<string, string> = new Map()
  let stop = (): void => undefined
  let running: Promise<unknown> = Promise.resolve()

  /** Calls may be held, which have no time; at the start nothing waits for a first call but the start. */
  let isServed = false
  const prepareAll = async (scenarios: ReadonlyMap<string, CompiledScenario>): Promise<void> => {
    for (const scenario of scenarios.values()) await preparation?.prepare(scenario)
  }

  const load = async (): Promise<LoadReport> => {
    const { files, workspace, scenarios, findings } = await compileFolder(
      folder,
      checked,
      read => void preparation?.learn(listSpokenLexicons(read)),
    )
    seen = dropSurroundings(files)
    // A scenario whose folder is gone was taken away on purpose; one that is there but faulty was not.
    const named = new Set([...workspace.scenarios.keys(), ...workspace.unread])
    const faulty = [...named].filter(name => !scenarios.has(name) && !name.includes('/'))
    const kept = faulty.filter(name => good.has(name)).sort()
    const next = new Map(scenarios)
    for (const name of kept) {
      const last = good.get(name)
      if (last !== undefined) next.set(name, last)
    }
    await preparation?.learn(listSpokenLexicons(workspace))
    if (isServed) await prepareAll(scenarios)
    good = next
    report = {
      ready: [...next.keys()].sort(),
      kept,
      unusable: faulty.filter(name => !good.has(name)).sort(),
      findings,
      workspace,
    }
    return report
  }
  report = await load()
  isServed = true

  const reload = (): Promise<LoadReport> => {
    // One after another: a slow reading must not overwrite a later one.
    const next = running.then(load, load)
    running = next.catch(() => undefined)
    return next
  }
  return {
    scenarios: () => good,
    get report() {
      return report
    },
    prepare: () => prepareAll(good),
    reload,
    watch(changed, failed) {
      let told = seen
      const tell = (next: LoadReport): void => {
        if (!haveSameTexts(seen, told)) changed(next)
        told = seen
      }
      stop = watchFolder(folder, () => void reload().then(tell, failed), failed)
    },
    close: () => stop(),
  }
}

/** Files of the folder that are no scenarios. */
const SURROUNDINGS: ReadonlySet<string> = new Set([VOICES_FILE, FACTS_FILE, SPECIALTIES_FILE, FIXTURE_FILE])

function dropSurroundings(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].filter(([file]) => !SURROUNDINGS.has(file)))
}
