import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of an import. */
export interface ImportCommandOptions {
  readonly campaign: string
  readonly dryRun?: boolean
  readonly column?: readonly string[]
  readonly map?: string
  readonly saveMap?: string
  readonly sheet?: string
  readonly encoding?: string
  readonly separator?: string
  readonly refused?: string
  readonly json?: boolean
}

/** `trucada contacts`: who is called. */
export function defineContacts(program: Command, cli: Cli): void {
  const contacts = program.command('contacts').summary('import the contacts of a campaign').description('Contacts of campaigns.')
  contacts
    .command('import')
    .summary('import a list: CSV, XLSX, JSON')
    .description(
      'Imports a list into a campaign. Encoding, separator and columns are found out; what cannot be found out is asked for. Every row ends imported, merged or refused; refused rows are written with line and reason to a file that can be mended and imported again. Importing a list twice changes nothing.',
    )
    .argument('<file>', 'the list: CSV of any usual encoding and separator, XLSX, JSON, or JSON lines')
    .requiredOption('--campaign <name>', 'campaign that the contacts belong to')
    .option('--dry-run', 'only say what would come of it')
    .option(
      '--column <datum=column>',
      'which column is which datum, e.g. patient.name=Pacjent; may be given several times',
      collect,
    )
    .option('--map <name>', 'use the columns that were saved under this name')
    .option('--save-map <name>', 'keep the columns under this name')
    .option('--sheet <name>', 'sheet of a workbook; default: the first')
    .option('--encoding <name>', 'encoding of a CSV, when it is not found out rightly: windows-1250, windows-1251, utf-16le …')
    .option('--separator <sign>', 'sign between the cells of a CSV, or "tab"')
    .option('--refused <file>', 'where refused rows go; default: FILE.refused.csv beside the list')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (file: string, options: ImportCommandOptions) => {
        const { runImport } = await import('../contacts/run-import.ts')
        return runImport(cli, file, options)
      }),
    )
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
