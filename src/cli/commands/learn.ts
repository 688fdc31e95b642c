import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** `trucada learn`: what a first start would learn, beforehand. */
export function defineLearn(program: Command, cli: Cli): void {
  program
    .command('learn')
    .summary('check the scenarios and learn the lexicons beforehand, so that the first start need not')
    .description(
      'Checks the scenarios, learns the lexicons of the languages that they speak, and keeps the result in the data folder, as "trucada serve" does when it starts: run it when you build an image, or after files were changed. What is known already is not done again. "npm ci" in a checkout does it too.',
    )
    .action(
      cli.run(async () => {
        const { runLearn } = await import('../learn/run-learn.ts')
        return runLearn(cli)
      }),
    )
}
