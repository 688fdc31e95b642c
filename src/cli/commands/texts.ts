import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of the texts. */
export interface TextsCommandOptions {
  readonly lang?: string
  readonly skeleton?: boolean
  readonly accept?: boolean
  readonly key?: string
  readonly print?: boolean
  readonly json?: boolean
}

/** `trucada texts`: what is translated, what is not, and every line as callers hear it. */
export function defineTexts(program: Command, cli: Cli): void {
  program
    .command('texts')
    .summary('list missing and stale translations, begin them, print every line as it is spoken')
    .description(
      'Lists the texts that a language lacks, or whose base text has changed since they were translated, of scenarios and of the blocks and policies that they are made of; and the facts of the clinic (clinic.hours) that it has no words for. Ends with 1 where there are any.',
    )
    .argument('[scenarios...]', 'names of scenarios, or of blocks and policies, as in "blocks/identity"; without them, all')
    .option('--lang <languages>', 'only these languages, as in "uk" or "uk,ru"')
    .option(
      '--skeleton',
      'put a mark ("…") under the base text wherever one is missing, in a new language file where there is none; note the source of what is translated',
    )
    .option('--accept', 'take every present translation for one of the present base text; do so after you have read them')
    .option('--key <keys>', 'accept only these texts, as in "visit" or "visit.again,bye"')
    .option(
      '--print',
      'print every line as it will be spoken, with the values of example.yaml and its length in seconds; "!" marks what is longer than 12 s or has a digit, sign or abbreviation left',
    )
    .option('--json', 'print JSON')
    .action(
      cli.run(async (scenarios: string[], options: TextsCommandOptions) => {
        const { runTexts } = await import('../texts/run-texts.ts')
        return runTexts(cli, scenarios, options)
      }),
    )
}
