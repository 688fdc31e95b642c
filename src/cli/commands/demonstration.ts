import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** `trucada demonstration`: a campaign with invented patients, in a minute. */
export function defineDemonstration(program: Command, cli: Cli): void {
  program
    .command('demonstration')
    .summary('watch a campaign call 200 invented patients, in a minute')
    .description(
      'Calls 200 invented patients on this machine alone, some days in about a minute: the campaign "confirmations" is dialled as real ones are, by a telephone that is played. Writes to the folder demonstration of the data folder, the report of the campaign among it. "trucada serve" shows it too while no jambonz is set.',
    )
    .action(
      cli.run(async () => {
        const { runDemonstrationCommand } = await import('../demonstration/run-demonstration-command.ts')
        return runDemonstrationCommand(cli)
      }),
    )
}
