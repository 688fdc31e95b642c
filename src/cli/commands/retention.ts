import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of a sweep. */
export interface RetentionCommandOptions {
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** `trucada retention`: erases what has been kept long enough. */
export function defineRetention(program: Command, cli: Cli): void {
  program
    .command('retention')
    .summary('erase what has been kept as long as it may be')
    .description(
      'Erases journals and results of calls, words of messages, and data of finished contacts that have been kept as long as their country allows (retention in countries/). That calls were made and what came of them stays, without the person. The server does the same once a day.',
    )
    .option('--dry-run', 'only say what would be erased')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (options: RetentionCommandOptions) => {
        const { runRetention } = await import('../retention/run-retention.ts')
        return runRetention(cli, options)
      }),
    )
}
