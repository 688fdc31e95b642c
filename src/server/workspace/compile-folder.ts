import { type CompiledWorkspace, compileWorkspace } from '../../scenarios/compile-workspace.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import { readWorkspaceFolder } from './read-workspace-folder.ts'

/** A compiled folder, with the texts of its files by path. */
export interface CompiledFolder extends CompiledWorkspace {
  readonly files: ReadonlyMap<string, string>
}

let last: CompiledFolder | undefined

/**
 * Reads, checks and compiles a folder of scenarios; not again where all its texts are as they were the last time. Rejects with an `OperationalError` when
 * it cannot be read. `hearRead` sees what is compiled anew when it is read, before the rest is done.
 */
export async function compileFolder(folder: string, hearRead?: (workspace: Workspace) => void): Promise<CompiledFolder> {
  const files = await readWorkspaceFolder(folder)
  if (last === undefined || !isSame(files, last.files)) last = { ...compileWorkspace(files, hearRead), files }
  return last
}

function isSame(files: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): boolean {
  return files.size === others.size && [...files].every(([path, text]) => others.get(path) === text)
}
