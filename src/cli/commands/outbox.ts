import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of a look at the outbox. */
export interface OutboxOptions {
  readonly limit: string
  readonly json?: boolean
}

/** What the command line said of a look at what the clinic was told. */
export interface OutboxToldOptions {
  readonly call?: string
  readonly limit: string
  readonly json?: boolean
}

/** What the command line said of a new try. */
export interface OutboxRetryOptions {
  readonly all?: boolean
}

/** `trucada outbox`: what waits to be told to the world. */
export function defineOutbox(program: Command, cli: Cli): void {
  const outbox = program
    .command('outbox')
    .summary('show what waits to leave, and try it again')
    .description(
      'What waits to be told to the clinic or sent to people, and what was given up; no personal data. Nothing leaves by this command: a running server sees to it.',
    )
    .option('--limit <n>', 'at most so many lines', '50')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (options: OutboxOptions) => {
        const { runOutbox } = await import('../outbox/run-outbox.ts')
        return runOutbox(cli, options)
      }),
    )
  outbox
    .command('told')
    .summary('what the clinic was told, and the record that it led to')
    .description(
      "Lists what was kept for the clinic and told to it, the newest first: the service, its key as the call's journal has it, and the record in the clinic's system with its version. No personal data.",
    )
    .option('--call <id>', 'only what one call told')
    .option('--limit <n>', 'at most so many lines', '50')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (options: OutboxToldOptions) => {
        const { runOutboxTold } = await import('../outbox/run-outbox-told.ts')
        return runOutboxTold(cli, options)
      }),
    )
  outbox
    .command('retry')
    .summary('let what was given up be tried again')
    .argument('[id]', 'id of one, as the list shows it')
    .option('--all', 'all that was given up')
    .action(
      cli.run(async (id: string | undefined, options: OutboxRetryOptions) => {
        const { runOutboxRetry } = await import('../outbox/run-outbox.ts')
        return runOutboxRetry(cli, id, options)
      }),
    )
}
