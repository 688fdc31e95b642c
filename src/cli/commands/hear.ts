import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of a text to hear. */
export interface HearCommandOptions {
  readonly lang?: string
  readonly at?: string
  readonly expect?: string
  readonly now?: string
  readonly past?: boolean
  readonly person?: string
  readonly jsonl?: boolean
}

/** `trucada hear`: what the robot understands of a caller's words, and why. */
export function defineHear(program: Command, cli: Cli): void {
  program
    .command('hear')
    .summary('see what the robot understands of words, and why')
    .description(
      'Hears words as a caller would say them: the meaning, how sure it is, what else it might have been, which phrase or rule decided, and the values in it. With --jsonl it answers lines of JSON on standard input, {text, lang, at?, expect?, now?, past?, person?, nbest?}, by lines of JSON.',
    )
    .argument('[text...]', 'what the caller says')
    .option(
      '--lang <language>',
      'language of the caller: pl, ru, uk, ca, en; with --at that of the scenario unless said otherwise',
    )
    .option(
      '--at <scenario/step>',
      'the question that it answers, as in appointment-confirmation/visit; without it, all core meanings compete',
    )
    .option('--expect <kind>', 'the kind of value that was asked for: date, datetime, time, number, name …')
    .option('--now <moment>', 'when it is said, as in 2026-05-05T10:00; default: now')
    .option('--past', 'days lie in the past: births, the beginning of an illness')
    .option('--person <name>', 'who is asked for by name: is it the one who speaks?')
    .option('--jsonl', 'answer lines of JSON, one by one')
    .action(
      cli.run(async (words: string[], options: HearCommandOptions) => {
        const { runHear } = await import('../hear/run-hear.ts')
        return runHear(cli, words, options)
      }),
    )
}
