import type { CompiledWorkspace } from '../scenarios/compile-workspace.ts'
import type { Settings } from '../server/settings/index.ts'
import { createCheckedFiles } from '../server/workspace/checked-files.ts'
import { compileFolder } from '../server/workspace/compile-folder.ts'

/** A compiled folder, and the names of scenarios that are there but have errors. */
export interface LoadedScenarios extends CompiledWorkspace {
  readonly faulty: readonly string[]
}

/** Reads, checks and compiles the folder of scenarios of the settings. Throws an `OperationalError` when it cannot be read. */
export async function loadScenarios(settings: Pick<Settings, 'scenarios' | 'data'>): Promise<LoadedScenarios> {
  // Whoever only looks leaves no trace in the folder.
  const { read } = createCheckedFiles(settings.data)
  const compiled = await compileFolder(settings.scenarios, { read })
  const names = [...compiled.workspace.scenarios.keys(), ...[...compiled.workspace.unread].filter(name => !name.includes('/'))]
  return { ...compiled, faulty: names.filter(name => !compiled.scenarios.has(name)) }
}
