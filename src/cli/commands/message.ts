import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of a message that is tried. */
export interface TryCommandOptions {
  readonly scenario?: string
  readonly contact?: string
  readonly lang?: string
  readonly to?: string
}

/** `trucada message`: trying out what campaigns send. */
export function defineMessage(program: Command, cli: Cli): void {
  program
    .command('message')
    .summary('try a message of campaigns')
    .description('Texts that campaigns send, and who carries them.')
    .command('try')
    .summary('print a message, count its parts, and send it')
    .description(
      'Prints a text of campaigns-yaml/messages/ with the data of a contact, in each language, and how many parts it takes as an SMS. With --to it leaves at once through the provider of messages.yaml, whatever the hour.',
    )
    .argument('<message>', 'name of the text: reminder')
    .option('--scenario <name>', 'whose data the text says; default: that of a campaign which sends it')
    .option('--contact <file>', "YAML file of the contact; default: the scenario's example.yaml")
    .option('--lang <language>', 'only this one: pl, ru, uk, ca or en')
    .option('--to <address>', 'send it to this number (+48…) or e-mail address; needs --lang')
    .action(
      cli.run(async (name: string, options: TryCommandOptions) => {
        const { runTry } = await import('../message/run-try.ts')
        return runTry(cli, name, options)
      }),
    )
}
