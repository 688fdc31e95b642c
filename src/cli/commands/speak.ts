import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of what is to be spoken. */
export interface SpeakCommandOptions {
  readonly lang?: string
  readonly as?: string
  readonly style?: string
  readonly jsonl?: boolean
}

/** `trucada speak`: a value in the words of a language. */
export function defineSpeak(program: Command, cli: Cli): void {
  program
    .command('speak')
    .summary('say a value as a call would, in pl, ru, uk, ca or en')
    .description(
      `Prints a value in the words that a call would speak: \`trucada speak 2026-05-05T08:30 --lang uk --as datetime\`. Dates come out as after "the visit is …", with the preposition of their weekday, times with theirs. With --jsonl each line of standard input is one JSON \`{ lang, kind, value, style? }\` and each line of standard output its answer \`{ text }\` or \`{ error }\`, in the same order; kinds and values are those of --as, count-noun takes \`{ n, noun, case }\`, money \`{ amount, currency }\` or a number, ordinal a number or \`{ n, gender }\`, list an array.`,
    )
    .argument(
      '[value]',
      'date YYYY-MM-DD; time HH:MM; datetime YYYY-MM-DDTHH:MM; count-noun "21 minute gen"; duration PT1H30M; phone; money "120.50 PLN"; ordinal; list "8:30, 9:00" of texts, dates and times; number; text',
    )
    .option('--lang <language>', 'pl, ru, uk, ca or en')
    .option(
      '--as <format>',
      'date, time, datetime, count-noun, duration, phone, money, ordinal, list, number, spelled or text; the formats of texts (day, day and time, list of …) work too',
    )
    .option('--style <style>', 'of dates: day-month, weekday-day-month (the default) or day-month-year')
    .option('--jsonl', 'answer JSON Lines from standard input')
    .action(
      cli.run(async (value: string | undefined, options: SpeakCommandOptions) => {
        const { runSpeak } = await import('../speak/run-speak.ts')
        return runSpeak(cli, value, options)
      }),
    )
}
