import type { CompiledWorkspace } from '../scenarios/compile-workspace.ts'
import { compileFolder } from '../server/workspace/compile-folder.ts'

/** A compiled folder, and the names of scenarios that are there but have errors. */
export interface LoadedScenarios extends CompiledWorkspace {
  readonly faulty: readonly string[]
}

/** Reads, checks and compiles a folder of scenarios. Throws an `OperationalError` when it cannot be read. */
export async function loadScenarios(folder: string): Promise<LoadedScenarios> {
  const compiled = await compileFolder(folder)
  const names = [...compiled.workspace.scenarios.keys(), ...[...compiled.workspace.unread].filter(name => !name.includes('/'))]
  return { ...compiled, faulty: names.filter(name => !compiled.scenarios.has(name)) }
}
