import { readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { readSystemCode } from '../../engine/operational-error.ts'
import type { Cli } from '../cli.ts'
import { EXIT } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'

/** `trucada format`: one canonical form for YAML; comments stay. */
export function defineFormat(program: Command, cli: Cli): void {
  program
    .command('format')
    .summary('bring YAML files into their canonical form')
    .description(
      'Brings YAML files into their canonical form: two spaces a level, one space after a colon. Comments, order and every value stay.',
    )
    .argument('[paths...]', 'files or folders; without them, the folder of scenarios')
    .option('--check', 'change nothing; list the files that would change, and end with 1 if there are any')
    .action(
      cli.run(async (paths: string[], options: { check?: boolean }) => {
        const { formatYaml } = await import('../../scenarios/source/format-yaml.ts')
        const changed: string[] = []
        for (const path of await listFiles(paths.length === 0 ? [cli.settings().settings.scenarios] : paths, cli.world.folder)) {
          const text = await readFile(path, 'utf8')
          const formatted = formatYaml(text)
          if (formatted === text) continue
          changed.push(path)
          cli.print(relative(cli.world.folder, path))
          if (options.check !== true) await writeFile(path, formatted)
        }
        cli.warn(
          `${changed.length} ${changed.length === 1 ? 'file' : 'files'} ${options.check === true ? 'to format' : 'formatted'}`,
        )
        return options.check === true && changed.length > 0 ? EXIT.found : EXIT.ok
      }),
    )
}

async function listFiles(paths: readonly string[], folder: string): Promise<string[]> {
  const { readWorkspaceFolder } = await import('../../server/workspace/read-workspace-folder.ts')
  const lists = paths.map(async path => {
    const full = resolve(folder, path)
    try {
      if (!(await stat(full)).isDirectory()) return [full]
    } catch (error) {
      throw new UsageError(
        `"${path}" cannot be formatted (${readSystemCode(error) ?? 'unknown reason'}).`,
        'Name files or folders of YAML.',
      )
    }
    return [...(await readWorkspaceFolder(full)).keys()].map(file => join(full, file))
  })
  return (await Promise.all(lists)).flat()
}
