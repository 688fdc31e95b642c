import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** `trucada serve`: answers calls until it is told to stop. */
export function defineServe(program: Command, cli: Cli): void {
  program
    .command('serve')
    .summary('answer calls of jambonz (npm start)')
    .description(
      'Answers calls of jambonz. Prints what to enter there and what is loaded; loads changed scenarios without a restart. SIGINT or SIGTERM lets the calls that are held end first; a second one stops at once.',
    )
    .action(
      cli.run(async () => {
        const { runServe } = await import('../serve/run-serve.ts')
        return runServe(cli)
      }),
    )
}
