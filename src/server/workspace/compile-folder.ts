import { checkFiles, compileChecked, type CompiledWorkspace } from '../../scenarios/compile-workspace.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import type { CheckedFiles } from './checked-files.ts'
import { readWorkspaceFolder } from './read-workspace-folder.ts'

/** A compiled folder, with the texts of its files by path. */
export interface CompiledFolder extends CompiledWorkspace {
  readonly files: ReadonlyMap<string, string>
}

let last: CompiledFolder | undefined

/**
 * Reads, checks and compiles a folder of scenarios; not again where all its texts are as they were the last time, or as they were when they were
 * `kept`. Rejects with an `OperationalError` when it cannot be read. `hearRead` sees what is compiled anew when it is read, before the rest is done.
 */
export async function compileFolder(
  folder: string,
  kept?: CheckedFiles,
  hearRead?: (workspace: Workspace) => void,
): Promise<CompiledFolder> {
  const files = await readWorkspaceFolder(folder)
  if (last !== undefined && haveSameTexts(files, last.files)) return last
  const known = kept?.read(files)
  if (known !== undefined) hearRead?.(known.workspace)
  const checked = known ?? checkFiles(files, hearRead)
  if (known === undefined) kept?.write?.(files, checked)
  last = { ...compileChecked(checked), files }
  return last
}

/** Tells whether two folders hold the same files. */
export function haveSameTexts(files: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): boolean {
  return files.size === others.size && [...files].every(([path, text]) => others.get(path) === text)
}
