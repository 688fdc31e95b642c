import { acceptPreview, type Accepted, PREVIEW } from '../../engine/campaigns/preview/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { CampaignAcceptOptions } from '../commands/campaign.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'
import { findCampaign } from './run-halt.ts'

const REFUSALS: Readonly<Record<Exclude<Accepted, 'accepted'>, readonly [string, string]>> = {
  taken: ['Another agent has this task already.', 'Choose another: trucada campaign accept NAME lists them.'],
  gone: ['This contact is not to be called any more.', 'It was reached, called or given to a person meanwhile.'],
  unknown: ['There is no such task.', 'trucada campaign accept NAME lists those that wait.'],
}

/** Lists the contacts that wait for an agent, or lets the call of one begin. */
export async function runAccept(
  cli: Cli,
  name: string,
  task: string | undefined,
  options: CampaignAcceptOptions,
): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    await findCampaign(store, name)
    if (task === undefined) return await list(cli, store, name, options)
    const now = Date.now()
    const accepted = await acceptPreview(store, task, options.agent, now)
    if (accepted !== 'accepted') throw new UsageError(...REFUSALS[accepted])
    await store.audit.append({ at: now, actor: options.agent, action: 'campaign.accept', subject: name, details: { task } })
    cli.print(
      `${cli.paint('green', '✓')} The call begins as soon as a line is free, and is handed over when the person has answered.`,
    )
    return EXIT.ok
  } finally {
    await store.close()
  }
}

async function list(cli: Cli, store: Store, name: string, { json }: CampaignAcceptOptions): Promise<ExitCode> {
  const tasks = await store.tasks.list({ campaign: name, kind: PREVIEW, state: 'open' })
  const contacts = new Map(
    (await store.contacts.findMany(tasks.flatMap(({ contact }) => contact ?? []))).map(contact => [contact.id, contact]),
  )
  const shown = tasks.map(({ id, contact, dueAt }) => {
    const { data = {}, language = '' } = contacts.get(contact ?? '') ?? {}
    return { task: id, contact, language, dueAt, data }
  })
  if (json === true) cli.print(JSON.stringify(shown, undefined, 2))
  else if (shown.length === 0) cli.print('Nobody waits for an agent.')
  else for (const { task, language, data } of shown) cli.print(`${cli.paint('bold', task)}  ${language}  ${JSON.stringify(data)}`)
  return EXIT.ok
}
