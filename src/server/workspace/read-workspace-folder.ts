import { open, readdir } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'

/** More than a clinic's whole language has; a folder with more was named by mistake. */
const MAX_FILES = 5000
/** The language refuses files over 1 MiB; what lies beyond need not be read to say so. */
const MAX_BYTES = 2 * 1024 * 1024

/**
 * Reads the YAML files of a folder and all below it, by path relative to the folder with `/`.
 * Hidden folders, node_modules and links to folders are passed over, and files that are not `needed`. Throws an `OperationalError` that names the path which cannot be read.
 */
export async function readWorkspaceFolder(
  folder: string,
  needed: (file: string) => boolean = () => true,
): Promise<ReadonlyMap<string, string>> {
  const paths: string[] = []
  await collectFiles(folder, folder, paths)
  const files = paths
    .sort()
    .map(path => [relative(folder, path).split(sep).join('/'), path] as const)
    .filter(([file]) => needed(file))
  return new Map(await Promise.all(files.map(async ([file, path]) => [file, await readText(folder, path)] as const)))
}

async function collectFiles(root: string, folder: string, into: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw describeFailure(root, folder, error)
  })
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await collectFiles(root, path, into)
    else if (/\.ya?ml$/.test(entry.name)) into.push(path)
    if (into.length > MAX_FILES) {
      throw new OperationalError(
        'workspace/too-many-files',
        `The folder "${basename(root)}" holds more than ${MAX_FILES} YAML files.`,
        {
          remedy: 'Name the folder that holds only the scenarios.',
        },
      )
    }
  }
}

async function readText(root: string, path: string): Promise<string> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size <= MAX_BYTES) return await file.readFile('utf8')
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0)
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw describeFailure(root, path, error)
  }
}

const REASONS: Readonly<Record<string, { readonly says: string; readonly remedy: string }>> = {
  ENOENT: { says: 'is not there', remedy: 'Create it, or name another folder with --scenarios or TRUCADA_SCENARIOS.' },
  ENOTDIR: { says: 'is not a folder', remedy: 'Name the folder that holds the scenarios, not a file in it.' },
  EACCES: { says: 'may not be read by this user', remedy: 'Give the user that runs trucada the right to read it.' },
  EPERM: { says: 'may not be read by this user', remedy: 'Give the user that runs trucada the right to read it.' },
}

function describeFailure(root: string, path: string, error: unknown): OperationalError {
  const code = readSystemCode(error) ?? 'unknown'
  const reason = REASONS[code] ?? { says: `cannot be read (${code})`, remedy: 'Look at the disk or the share that it lies on.' }
  const what = path === root ? `The folder "${path}"` : `"${relative(root, path).split(sep).join('/')}" in the folder "${root}"`
  return new OperationalError('workspace/unreadable', `${what} ${reason.says}.`, {
    facts: { code },
    retryable: code !== 'ENOTDIR',
    remedy: reason.remedy,
    cause: error,
  })
}
