import { type Halt, haltCampaign } from '../../engine/campaigns/dialler/index.ts'
import type { CampaignRecord, Store } from '../../engine/store/index.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import { createRealClock } from '../../server/real-clock.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'

const WORDS: Readonly<Record<Halt, string>> = {
  pause: 'is paused',
  drain: 'makes no more calls, and is stopped when the last one has ended',
  end: 'ends: telephones that ring are silenced, and calls that are held say goodbye',
}

/** Halts a campaign; when this has resolved, no new call begins. */
export async function runHalt(cli: Cli, name: string, halt: Halt): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    const { state } = await findCampaign(store, name)
    if (state === 'draft' || (state === 'stopped' && halt !== 'pause'))
      throw new UsageError(`The campaign "${name}" does not run: it is ${state === 'draft' ? 'not started yet' : state}.`)
    const report = await haltCampaign(store, createRealClock(), name, halt)
    await store.audit.append({ at: Date.now(), actor: 'cli', action: `campaign.${halt}`, subject: name, details: {} })
    const live = report?.live ?? 0
    const held = live === 0 ? 'no call is held' : `${live} ${live === 1 ? 'call goes' : 'calls go'} on`
    cli.print(`${cli.paint('yellow', '■')} ${cli.paint('bold', name)} ${WORDS[halt]}; ${held}.`)
    return EXIT.ok
  } finally {
    await store.close()
  }
}

/** Goes on with a campaign. */
export async function runResume(cli: Cli, name: string): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    const { state, version } = await findCampaign(store, name)
    if (state === 'draft')
      throw new UsageError(`The campaign "${name}" was not started yet.`, `Start it: trucada campaign start ${name}`)
    const now = Date.now()
    await store.campaigns.setState(name, 'running', now)
    await store.audit.append({ at: now, actor: 'cli', action: 'campaign.resume', subject: name, details: { version } })
    cli.print(`${cli.paint('green', '▶')} ${cli.paint('bold', name)} runs, version ${version.slice(0, 8)}.`)
    return EXIT.ok
  } finally {
    await store.close()
  }
}

/** A campaign that the database knows, or a `UsageError` that names what was probably meant. */
export async function findCampaign(store: Store, name: string): Promise<CampaignRecord> {
  const found = await store.campaigns.find(name)
  if (found !== undefined) return found
  const known = (await store.campaigns.list()).map(campaign => campaign.name)
  const near = suggest(name, known)
  throw new UsageError(
    `The database knows no campaign "${name}".`,
    near !== undefined
      ? `Did you mean "${near}"?`
      : known.length === 0
        ? 'None was started yet: trucada campaign start NAME'
        : `It knows: ${known.join(', ')}.`,
  )
}
