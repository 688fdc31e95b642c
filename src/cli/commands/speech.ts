import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** `trucada speech`: the speech service by itself. */
export function defineSpeech(program: Command, cli: Cli): void {
  program
    .command('speech')
    .summary('listen and speak for jambonz, as a custom speech vendor')
    .description(
      'Listens and speaks for jambonz on speech_port, as a custom speech vendor, by Azure, OpenAI or espeak-ng. Prints what to enter in jambonz. "trucada serve" does the same on its own port once there is a speech_token; this command is for a machine of its own.',
    )
    .action(
      cli.run(async () => {
        const { runSpeech } = await import('../speech/run-speech.ts')
        return runSpeech(cli)
      }),
    )
}
