import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { suggest } from '../../scenarios/source/suggest.ts'
import type { Cli } from '../cli.ts'
import { EXIT } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'

/** `trucada schema`: JSON Schema, by which editors complete and validate. */
export function defineSchema(program: Command, cli: Cli): void {
  program
    .command('schema')
    .summary('print the JSON Schema of a kind of file, for editors')
    .description(
      'Prints the JSON Schema of a kind of file. Editors complete and validate with it: write all with --out and begin a file with "# yaml-language-server: $schema=PATH".',
    )
    .argument(
      '[kind]',
      'scenario, block, policy, language, lexicon, service, campaign, country, message or lines; without it, the kinds are listed',
    )
    .option('--out <folder>', 'write KIND.schema.json there; every kind when none is named')
    .action(
      cli.run(async (kind: string | undefined, options: { out?: string }) => {
        const { buildJsonSchema, SCHEMA_KINDS } = await import('../../scenarios/model/json-schema.ts')
        const { buildCampaignSchema, CAMPAIGN_SCHEMA_KINDS } = await import('../../engine/campaigns/json-schema.ts')
        const kinds = [...SCHEMA_KINDS, ...CAMPAIGN_SCHEMA_KINDS]
        const chosen = kind === undefined ? kinds : kinds.filter(known => known === kind)
        if (kind !== undefined && chosen.length === 0) {
          const near = suggest(kind, kinds)
          throw new UsageError(
            `There is no kind of file "${kind}".`,
            near === undefined ? `Kinds are: ${kinds.join(', ')}.` : `Did you mean "${near}"?`,
          )
        }
        const print = (name: (typeof kinds)[number]): string => {
          const own = CAMPAIGN_SCHEMA_KINDS.find(known => known === name)
          const other = SCHEMA_KINDS.find(known => known === name) ?? 'scenario'
          return JSON.stringify(own === undefined ? buildJsonSchema(other) : buildCampaignSchema(own), undefined, 2)
        }
        if (options.out !== undefined) {
          const folder = resolve(cli.world.folder, options.out)
          await mkdir(folder, { recursive: true })
          for (const name of chosen) {
            await writeFile(join(folder, `${name}.schema.json`), `${print(name)}\n`)
            cli.print(join(options.out, `${name}.schema.json`))
          }
        } else if (kind === undefined) for (const name of chosen) cli.print(name)
        else for (const name of chosen) cli.print(print(name))
        return EXIT.ok
      }),
    )
}
