import { cp, mkdir, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Command } from 'commander'
import { mendName } from '../../scenarios/model/names.ts'
import type { Cli } from '../cli.ts'
import { EXIT } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'

/** Folders of the shipped workspace that every scenario leans on. */
const SHARED = [
  'policies',
  'blocks',
  'lexicon',
  'services',
  'voices.yaml',
  'facts.yaml',
  'specialties.yaml',
  'clinic-fixture.yaml',
]

/** `trucada new scenario NAME`: a skeleton that works and passes the checks. */
export function defineNew(program: Command, cli: Cli): void {
  program
    .command('new')
    .summary('begin a scenario from a working, commented skeleton')
    .description('Begins something from a working, commented skeleton.')
    .command('scenario')
    .summary('begin a scenario')
    .description('Writes a scenario that can be called at once, an invented contact to talk with it, and two simulations.')
    .argument('<name>', 'its name, as in "flu-vaccination"')
    .action(
      cli.run(async (name: string) => {
        if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
          const tidy = mendName(name, '-')
          throw new UsageError(
            `"${name}" is no name for a scenario: small letters, digits and dashes.`,
            tidy === undefined ? 'As in "flu-vaccination".' : `Perhaps "${tidy}".`,
          )
        }
        const folders = await prepareFolders(cli)
        const { loadScenarios } = await import('../load-scenarios.ts')
        const { writeSkeleton } = await import('../skeleton/write-skeleton.ts')
        const { workspace } = await loadScenarios({ ...cli.settings().settings, ...folders })
        if (existsSync(join(folders.scenarios, name))) {
          throw new UsageError(
            `There is a scenario "${name}" already.`,
            `Choose another name, or change ${relative(cli.world.folder, join(folders.scenarios, name))}.`,
          )
        }
        const policy = workspace.policies.get('clinic') ?? [...workspace.policies.values()][0]
        if (policy === undefined) {
          throw new UsageError(
            'The folder of scenarios has no policy that can be used.',
            'A policy says what happens in silence and how calls end: add policies/clinic.yaml, or mend it ("trucada check").',
          )
        }
        const skeleton = writeSkeleton(name, policy, workspace)
        await writeAll(folders.scenarios, skeleton.scenario, cli)
        await writeAll(folders.simulations, skeleton.simulations, cli)
        cli.warn(`Next: trucada check, then trucada talk ${name}`)
        return EXIT.ok
      }),
    )
}

/** A working folder without scenarios gets the shipped policy, blocks, lexicon and services of its own. */
async function prepareFolders(cli: Cli): Promise<{ readonly scenarios: string; readonly simulations: string }> {
  const { settings, origins } = cli.settings()
  const simulations = origins.simulations === 'shipped' ? join(cli.world.folder, 'test/simulations') : settings.simulations
  if (origins.scenarios !== 'shipped') return { scenarios: settings.scenarios, simulations }
  const scenarios = join(cli.world.folder, 'scenarios-yaml')
  await mkdir(scenarios, { recursive: true })
  for (const entry of SHARED) {
    const from = join(settings.scenarios, entry)
    if (existsSync(from)) await cp(from, join(scenarios, entry), { recursive: true })
  }
  cli.warn(
    'This folder had no scenarios-yaml: it now has one, with the policy, blocks, lexicon and services that come with trucada.',
  )
  return { scenarios, simulations }
}

async function writeAll(folder: string, files: ReadonlyMap<string, string>, cli: Cli): Promise<void> {
  for (const [file, text] of files) {
    const path = join(folder, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    cli.print(relative(cli.world.folder, path))
  }
}
