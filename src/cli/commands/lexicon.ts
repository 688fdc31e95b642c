import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { EXIT } from '../exit-codes.ts'
import type { ReviewOptions } from '../lexicon/run-review.ts'

/** `trucada lexicon`: how many phrases each meaning has; `trucada lexicon review`: what a language model understood, for a person to accept or refuse. */
export function defineLexicon(program: Command, cli: Cli): void {
  const lexicon = program
    .command('lexicon')
    .summary('count the phrases of each meaning; review what a language model understood')
    .description('Counts the phrases of each meaning in each language.')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (options: { json?: boolean }) => {
        const { loadScenarios } = await import('../load-scenarios.ts')
        const { countLexicons, formatCounts } = await import('../lexicon/count-lexicon.ts')
        const { workspace } = await loadScenarios(cli.settings().settings)
        const counted = countLexicons(workspace.lexicons)
        if (options.json === true) cli.print(JSON.stringify(counted.counts, undefined, 2))
        else for (const line of formatCounts(counted)) cli.print(line)
        return EXIT.ok
      }),
    )
  lexicon
    .command('review')
    .summary('settle what a language model understood')
    .description(
      'Shows what callers said that a language model, and no lexicon, gave a meaning, without names or numbers; a person accepts or refuses each. What is accepted is written into lexicon/LANGUAGE.yaml of the scenarios, what is refused is never shown again. At a terminal it asks about one after the other.',
    )
    .option('--lang <languages>', 'only these languages, as in "pl" or "pl,uk"')
    .option('--accept <names...>', 'put these into the lexicon; a phrase that stands under another meaning is not')
    .option('--refuse <names...>', 'never show these again')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (_: ReviewOptions, command: Command) => {
        const { runReview } = await import('../lexicon/run-review.ts')
        // `--json` may have been read by `lexicon` itself.
        return runReview(cli, command.optsWithGlobals<ReviewOptions>())
      }),
    )
}
