import type { Command } from 'commander'
import type { Cli } from '../cli.ts'

/** What the command line said of a look at the audit log. */
export interface AuditCommandOptions {
  readonly verify?: boolean
  readonly last: string
  readonly json?: boolean
}

/** `trucada audit`: who did what. */
export function defineAudit(program: Command, cli: Cli): void {
  program
    .command('audit')
    .summary('show who did what, and whether the log is whole')
    .description(
      'Shows the audit log: every change by the command line or the HTTP API, and every look at personal data by the API. Each entry holds the hash of the one before; --verify finds the first that was changed or is missing.',
    )
    .option('--verify', 'check the chain of hashes; exit code 1 when it is broken')
    .option('--last <number>', 'how many entries are shown', '50')
    .option('--json', 'print JSON, an entry a line')
    .action(
      cli.run(async (options: AuditCommandOptions) => {
        const { runAudit } = await import('../audit/run-audit.ts')
        return runAudit(cli, options)
      }),
    )
}
