import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { AuditCommandOptions } from '../commands/audit.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'

/** Shows the end of the audit log, or checks all of it. */
export async function runAudit(cli: Cli, { verify, last, json }: AuditCommandOptions): Promise<ExitCode> {
  const count = Number(last)
  if (!Number.isSafeInteger(count) || count < 1) throw new UsageError(`"${last}" is no number of entries.`, 'Write --last 50.')
  const { paint } = cli
  const store = await openDataStore(cli.settings().settings)
  try {
    const { audit } = store
    const length = await audit.length()
    if (verify === true) {
      const broken = await audit.verify()
      if (json === true) cli.print(JSON.stringify({ entries: length, brokenAt: broken ?? null }))
      else if (broken === undefined) cli.print(`${paint('green', '✓')} The audit log is whole: ${length} entries.`)
      else
        cli.print(`${paint('red', '✗')} The audit log is broken at entry ${broken}: it was changed, or one before it is missing.`)
      return broken === undefined ? EXIT.ok : EXIT.found
    }
    for (const entry of await audit.list(Math.max(1, length - count + 1), count)) {
      if (json === true) cli.print(JSON.stringify(entry))
      else {
        const { position, at, actor, action, subject, details } = entry
        const facts = Object.entries(details).map(([name, value]) => `${name}=${String(value)}`)
        const when = new Date(at).toISOString().slice(0, 19).replace('T', ' ')
        cli.print([paint('dim', `${position}  ${when}`), actor, paint('bold', action), subject, ...facts].join('  '))
      }
    }
    return EXIT.ok
  } finally {
    await store.close()
  }
}
