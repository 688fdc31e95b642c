import { randomUUID } from 'node:crypto'
import type { Store } from '../../engine/store/index.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { hashApiKey, makeApiKey } from '../../server/api/api-key.ts'
import { ROLES } from '../../server/contracts/index.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'

/** Makes a key and shows it. */
export async function runKeyCreate(
  cli: Cli,
  name: string,
  { role: wanted, json }: { readonly role: string; readonly json?: boolean },
): Promise<ExitCode> {
  const role = ROLES.find(one => one === wanted)
  if (role === undefined) throw new UsageError(`There is no role "${wanted}".`, `Roles are: ${ROLES.join(', ')}.`)
  if (!/^[\w.@-]{1,60}$/.test(name))
    throw new UsageError(`"${name}" is no name of a key.`, 'Use letters, digits, ".", "@", "_" and "-".')
  return withStore(cli, async store => {
    const key = makeApiKey()
    const now = Date.now()
    const isNew = await store.apiKeys.add({ id: randomUUID(), name, role, hash: hashApiKey(key), createdAt: now })
    if (!isNew)
      throw new UsageError(`There is, or was, a key "${name}".`, 'Choose another name: the audit log names who did what by it.')
    await store.audit.append({ at: now, actor: 'cli', action: 'key.create', subject: name, details: { role } })
    if (json === true) return cli.print(JSON.stringify({ name, role, key }))
    cli.print(key)
    cli.warn(
      `${cli.paint('green', '✓')} The key of ${name} (${role}). It is shown this once: keep it where programs find it and people do not.`,
    )
  })
}

/** Shows which keys there are. */
export async function runKeyList(cli: Cli, { json }: { readonly json?: boolean }): Promise<ExitCode> {
  return withStore(cli, async store => {
    const keys = await store.apiKeys.list()
    if (json === true) return cli.print(JSON.stringify(keys, undefined, 2))
    if (keys.length === 0) return cli.print('There is no key yet: trucada key create NAME --role ROLE')
    const width = Math.max(...keys.map(({ name }) => name.length))
    const day = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
    for (const { name, role, createdAt, usedAt, revokedAt } of keys) {
      const use = usedAt === null ? 'never used' : `last used ${day(usedAt)}`
      const line = `${name.padEnd(width)}  ${role.padEnd(8)}  made ${day(createdAt)}, ${revokedAt === null ? use : `revoked ${day(revokedAt)}`}`
      cli.print(revokedAt === null ? line : cli.paint('dim', line))
    }
  })
}

/** Takes a key back. */
export async function runKeyRevoke(cli: Cli, name: string): Promise<ExitCode> {
  return withStore(cli, async store => {
    const now = Date.now()
    if (!(await store.apiKeys.revoke(name, now))) {
      const names = (await store.apiKeys.list()).filter(({ revokedAt }) => revokedAt === null).map(key => key.name)
      const near = suggest(name, names)
      throw new UsageError(
        `No key "${name}" is in use.`,
        near === undefined ? `Keys are: ${names.join(', ') || 'none'}.` : `Did you mean "${near}"?`,
      )
    }
    await store.audit.append({ at: now, actor: 'cli', action: 'key.revoke', subject: name, details: {} })
    cli.print(`${cli.paint('green', '✓')} The key of ${name} opens nothing any more.`)
  })
}

async function withStore(cli: Cli, work: (store: Store) => Promise<void>): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    await work(store)
    return EXIT.ok
  } finally {
    await store.close()
  }
}
