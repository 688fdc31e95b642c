import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of an import into the clinic. */
export interface ClinicImportOptions {
  readonly as?: string
  readonly dryRun?: boolean
  readonly column?: readonly string[]
  readonly sheet?: string
  readonly encoding?: string
  readonly separator?: string
  readonly monthFirst?: boolean
  readonly json?: boolean
}

/** What the command line said of a look at the clinic. */
export interface ClinicShowOptions {
  readonly days: string
  readonly json?: boolean
}

/** `trucada clinic`: the clinic's own records, for a clinic that keeps them here. */
export function defineClinic(program: Command, cli: Cli): void {
  const clinic = program
    .command('clinic')
    .summary("fill and show the clinic's records")
    .description(
      "The clinic's records where they are kept here: doctors, schedules, times, patients, visits, who waits, and facts that callers ask for.",
    )
  const importing = clinic
    .command('import')
    .summary('import doctors, schedules, patients, visits, who waits, facts: CSV, XLSX, JSON')
    .description(
      'Imports lists into the embedded clinic. What each holds, and its encoding, separator and columns are found out. Refused rows are written with line and reason to a file beside the list that can be mended and imported again. Importing a list twice changes nothing; a visit that was confirmed, moved or cancelled here since stays as it is.',
    )
    .argument('<files...>', 'the lists, in any order')
    .option(
      '--as <kind>',
      'what the lists hold, where their columns do not tell: doctors, schedules, slots, patients, visits, waiting, facts',
    )
    .action(
      cli.run(async (files: string[], options: ClinicImportOptions) => {
        const { runClinicImport } = await import('../clinic/run-clinic-import.ts')
        return runClinicImport(cli, files, options)
      }),
    )
  addListOptions(importing)
  clinic
    .command('try')
    .summary("try the connection to the clinic's own system")
    .description(
      'Signs on at the FHIR server that clinic-fhir.yaml names, reads what it can do and what it has, and says what calls could not do there. Of a webhook it says whether it answers, and whether it turns away what is signed wrongly or long ago. Nothing is written.',
    )
    .option('--json', 'print JSON')
    .action(
      cli.run(async (options: { readonly json?: boolean }) => {
        const { runClinicTry } = await import('../clinic/run-clinic-try.ts')
        return runClinicTry(cli, options.json === true)
      }),
    )
  clinic
    .command('show')
    .summary('show the next visits and free times')
    .description('Shows the visits and free times of the next days, and how many of each there are.')
    .option('--days <n>', 'how many days', '2')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (options: ClinicShowOptions) => {
        const { runClinicShow } = await import('../clinic/run-clinic-show.ts')
        return runClinicShow(cli, options)
      }),
    )
}

/** How lists are read, and what comes of them: the same for every command that imports into the clinic. */
export function addListOptions(command: Command): void {
  command
    .option('--dry-run', 'only say what would come of it')
    .option('--column <datum=column>', 'which column is which datum, e.g. visit.at=Termin; may be given several times', collect)
    .option('--sheet <name>', 'sheet of a workbook; default: the first')
    .option('--encoding <name>', 'encoding of a CSV, when it is not found out rightly: windows-1250, windows-1251, utf-16le …')
    .option('--separator <sign>', 'sign between the cells of a CSV, or "tab"')
    .option('--month-first', '03/05/2026 is 5 March')
    .option('--json', 'print JSON')
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
