import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of a call. */
export interface CallCommandOptions {
  readonly to: string
  readonly contact?: string
  readonly lang?: string
  readonly trunk?: string
  readonly ring: string
  readonly json?: boolean
}

/** `trucada call`: one real call through jambonz, followed to its end. */
export function defineCall(program: Command, cli: Cli): void {
  program
    .command('call')
    .summary('call somebody now, through jambonz, and follow the call')
    .description(
      'Makes one real call through jambonz and follows it to its end: how it rings, who takes it up, what is said (where the server that holds it keeps its journals on this machine), and what came of it. Needs the JAMBONZ_… settings, --caller-number, and a server that runs. Ctrl-C hangs up.',
    )
    .argument('<scenario>', 'name of the scenario')
    .requiredOption('--to <number>', 'number to call, with its country: +48…')
    .option('--contact <file>', 'YAML of the person called; default: example.yaml of the scenario')
    .option('--lang <language>', 'language of the call; default: the one that the scenario speaks')
    .option('--trunk <name>', "carrier in jambonz; default: by jambonz's own routing")
    .option('--ring <seconds>', 'how long it rings at most', '30')
    .option('--json', 'print JSON lines: each status as it comes, at last what came of the call')
    .action(
      cli.run(async (scenario: string, options: CallCommandOptions) => {
        const { runCall } = await import('../call/run-call.ts')
        return runCall(cli, scenario, options)
      }),
    )
}
