import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Text of every YAML file below a folder, by its path in it. */
export function readYamlFiles(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(entry => join(entry.parentPath, entry.name))
  return new Map(files.map(file => [relative(folder, file), readFileSync(file, 'utf8')]))
}
