import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** `trucada learn`: what a first start would learn, beforehand. */
export function defineLearn(program: Command, cli: Cli): void {
  program
    .command('learn')
    .summary('learn the lexicons beforehand, so that the first start need not')
    .description(
      'Learns the lexicons of the languages that the scenarios speak and keeps the result in the data folder, as "trucada serve" does when it starts: run it when you build an image, or after a lexicon was changed. What is known already is not learned again. "npm ci" in a checkout does it too.',
    )
    .action(
      cli.run(async () => {
        const { runLearn } = await import('../learn/run-learn.ts')
        return runLearn(cli)
      }),
    )
}
