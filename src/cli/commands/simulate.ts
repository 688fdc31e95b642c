import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of a simulation run. */
export interface SimulateCommandOptions {
  readonly lang?: string
  readonly coverage?: boolean
  readonly junit?: string
  readonly json?: boolean
}

/** `trucada simulate`: the calls of simulation files, in virtual time. */
export function defineSimulate(program: Command, cli: Cli): void {
  program
    .command('simulate')
    .summary('hold the calls of simulation files, in virtual time')
    .description(
      'Holds the calls of simulation files in virtual time, by the same engine that answers real ones. A call that goes otherwise than its file says is shown from both sides, with the place in the file.',
    )
    .argument('[paths...]', 'simulation files or folders; without them, the folder of simulations')
    .option('--lang <languages>', 'only these languages, as in "pl" or "pl,uk"')
    .option('--coverage', 'show what no call exercised: steps, answers, rungs, globals, service results, endings')
    .option('--junit <file>', 'write a JUnit report too')
    .option('--json', 'print the whole report as JSON')
    .action(
      cli.run(async (paths: string[], options: SimulateCommandOptions) => {
        const { runSimulate } = await import('../simulate/run-simulate.ts')
        return runSimulate(cli, paths, options)
      }),
    )
}
