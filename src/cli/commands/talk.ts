import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of a talk. */
export interface TalkCommandOptions {
  readonly lang?: string
  readonly contact?: string
  readonly keys?: boolean
  readonly voice?: boolean
  readonly fast?: boolean | string
  readonly url?: string
  readonly from?: string
}

/** `trucada talk`: a call in the terminal, over the real endpoint. */
export function defineTalk(program: Command, cli: Cli): void {
  program
    .command('talk')
    .summary('hold a call with a scenario here, by keyboard')
    .description(
      'Holds a call in the terminal, over a real WebSocket and in real time: what the robot says, what you type or key, what it understood and why, and how the call ends. A scenario that answers a line, or needs no contact, is called by you, whatever the hour; any other calls its contact. Piped lines are said one after another, each when the robot has finished.',
    )
    .argument('<scenario>', 'name of the scenario')
    .option('--lang <language>', 'language of the call; default: the one that the scenario speaks')
    .option('--contact <file>', 'YAML of the person called; default: example.yaml of the scenario')
    .option('--keys', 'a line of digits is pressed, not said')
    .option('--voice', 'speak what the robot says, by the providers of speech that calls have; espeak-ng without a key')
    .option('--fast [times]', 'run the clock faster, 10 times unless said otherwise')
    .option(
      '--url <url>',
      'talk with a server that is running, at ws://HOST:PORT/calls, rather than with one started for this call',
    )
    .option('--from <number>', 'number that an inbound call comes from', '+48600000299')
    .action(
      cli.run(async (scenario: string, options: TalkCommandOptions) => {
        const { runTalk } = await import('../talk/run-talk.ts')
        return runTalk(cli, scenario, options)
      }),
    )
}
