import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of an erasure. */
export interface EraseCommandOptions {
  readonly yes?: boolean
}

/** `trucada person`: what is kept of one person, and its erasure. */
export function definePerson(program: Command, cli: Cli): void {
  const person = program
    .command('person')
    .summary('export or erase what is kept of a person')
    .description(
      'What campaigns, the outbox, the waiting list and the embedded clinic keep of one person (GDPR, art. 15 and 17).',
    )
  person
    .command('export')
    .summary('print everything that is kept of a person')
    .description(
      'Prints as JSON everything that campaigns keep of a person: contacts, attempts, calls, messages, tasks, letters of the outbox, consents and opt-outs; what the embedded clinic and the waiting list keep of the same patient; of a number that nobody is known by, what came from it.',
    )
    .argument(
      '<person>',
      "id of the person, a number with its country (+48…), the clinic's number of the patient, or name and birth date (Anna Nowak 1972-05-03)",
    )
    .action(
      cli.run(async (wanted: string) => {
        const { runExport } = await import('../person/run-person.ts')
        return runExport(cli, wanted)
      }),
    )
  person
    .command('erase')
    .summary('erase a person')
    .description(
      'Erases a person: name, numbers, data, messages, results and journals of calls. That attempts were made and what came of them stays without the person; so does an opt-out of a number, since it would be called again without. Of a patient of the embedded clinic, visits that took place or are booked, visits at home and measured values stay with name and birth date, since law has the clinic document them; what stays is said. A number that nobody is known by is erased too: texts and calls that came from it. Says what it would erase, and erases with --yes.',
    )
    .argument(
      '<person>',
      "id of the person, a number with its country (+48…), the clinic's number of the patient, or name and birth date (Anna Nowak 1972-05-03)",
    )
    .option('--yes', 'erase; without it nothing is changed')
    .action(
      cli.run(async (wanted: string, options: EraseCommandOptions) => {
        const { runErase } = await import('../person/run-person.ts')
        return runErase(cli, wanted, options)
      }),
    )
}
