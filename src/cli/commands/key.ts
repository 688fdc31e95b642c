import type { Command } from 'commander'
import { ROLE_MEANINGS, ROLES } from '../../server/contracts/roles.ts'
import type { Cli } from '../cli.ts'

/** `trucada key`: who may use the HTTP API. */
export function defineKey(program: Command, cli: Cli): void {
  const key = program.command('key').summary('make and revoke keys of the HTTP API').description('Keys of the HTTP API.')
  key
    .command('create')
    .summary('make a key and show it, once')
    .description(
      `Makes a key and shows it, once: only its hash is kept. Roles: ${ROLES.map(role => `${role}: ${ROLE_MEANINGS[role]}`).join('; ')}. Each may what those before it may, but for form.`,
    )
    .argument('<name>', 'who has it: a program or a person, as the audit log shall name them')
    .requiredOption('--role <role>', `what it may do: ${ROLES.join(', ')}`)
    .option('--json', 'print JSON')
    .action(
      cli.run(async (name: string, options: { readonly role: string; readonly json?: boolean }) => {
        const { runKeyCreate } = await import('../keys/run-keys.ts')
        return runKeyCreate(cli, name, options)
      }),
    )
  key
    .command('list')
    .summary('show which keys there are')
    .description('Shows the keys by name: their role, and when they were used last.')
    .option('--json', 'print JSON')
    .action(
      cli.run(async (options: { readonly json?: boolean }) => {
        const { runKeyList } = await import('../keys/run-keys.ts')
        return runKeyList(cli, options)
      }),
    )
  key
    .command('revoke')
    .summary('take a key back')
    .description('From now on the key opens nothing, in whichever process.')
    .argument('<name>', 'name of the key')
    .action(
      cli.run(async (name: string) => {
        const { runKeyRevoke } = await import('../keys/run-keys.ts')
        return runKeyRevoke(cli, name)
      }),
    )
}
