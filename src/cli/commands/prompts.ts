import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of the prompts. */
export interface PromptsCommandOptions {
  readonly lang?: string
  readonly json?: boolean
}

/** `trucada prompts`: sentences that are the same in every call, as files. */
export function definePrompts(program: Command, cli: Cli): void {
  program
    .command('prompts')
    .summary('make fixed sentences ahead as files, list them for a person to record')
    .description(
      'Sentences that are the same in every call are played from files. "build" makes those that lack one, with the voices of voices.yaml that our own speech service has; "list" prints every fixed sentence with the name under which a recording of it is played instead.',
    )
    .argument('<what>', 'build or list')
    .option('--lang <languages>', 'only these languages, as in "uk" or "uk,ru"')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (what: string, options: PromptsCommandOptions) => {
        const { runPrompts } = await import('../prompts/run-prompts.ts')
        return runPrompts(cli, what, options)
      }),
    )
}
