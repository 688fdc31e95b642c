import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { addListOptions, type ClinicImportOptions } from './clinic.ts'

/** What the command line said of somebody who waits. */
export interface WaitingAddOptions {
  readonly patient: string
  readonly specialty?: string
  readonly doctor?: string
  readonly place?: string
  readonly program?: string
  readonly part?: readonly string[]
  readonly urgency: string
  readonly visit?: string
}

/** `trucada waiting`: who waits for a time, and what becomes of freed ones. */
export function defineWaiting(program: Command, cli: Cli): void {
  const waiting = program
    .command('waiting')
    .summary('show and fill the waiting list')
    .description('Who waits for a time, or for an earlier one, and who was asked about times that have become free.')
  waiting
    .command('list')
    .summary('who waits, in the order in which they are asked')
    .description(
      'Lists who waits, in the order in which they are asked about a freed time: the urgent first, then who has no visit, then who waits longest. Below it stand freed times that are open, with who was asked about each, in which place, and what they said.',
    )
    .option('--json', 'print JSON')
    .action(
      cli.run(async (options: { readonly json?: boolean }) => {
        const { runWaitingList } = await import('../waiting/run-waiting.ts')
        return runWaitingList(cli, options.json === true)
      }),
    )
  const importing = waiting
    .command('import')
    .summary('put patients on the list from CSV, XLSX or JSON')
    .description(
      'Imports lists of who waits: the patient (the number at the clinic, or name with birth date or telephone), what for (specialty, doctor or programme), since when, how urgent, at which parts of the day, and the visit that they have. Refused rows are written with line and reason to a file beside the list that can be mended and imported again. Importing a list twice changes nothing; whoever was served here since, or has left the list, does not come back.',
    )
    .argument('<files...>', 'the lists')
    .action(
      cli.run(async (files: string[], options: ClinicImportOptions) => {
        const { runClinicImport } = await import('../clinic/run-clinic-import.ts')
        return runClinicImport(cli, files, { ...options, as: 'waiting' })
      }),
    )
  addListOptions(importing)
  waiting
    .command('add')
    .summary('put a patient on the list')
    .description(
      'Puts a patient of the embedded clinic on the list. Their visit, where they have one, stays until an earlier one is booked.',
    )
    .requiredOption('--patient <id>', "the clinic's number of the patient")
    .option('--specialty <name>', 'the specialty that they need')
    .option('--doctor <name>', 'only this doctor')
    .option('--place <name>', 'only this place')
    .option('--program <name>', 'a programme, such as flu')
    .option('--part <part...>', 'parts of the day at which they can come: morning, midday, afternoon, evening')
    .option('--urgency <number>', 'higher is asked first', '0')
    .option('--visit <id>', 'the visit that they have')
    .action(
      cli.run(async (options: WaitingAddOptions) => {
        const { runWaitingAdd } = await import('../waiting/run-waiting.ts')
        return runWaitingAdd(cli, options)
      }),
    )
}
