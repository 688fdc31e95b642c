import type { Halt } from '../../engine/campaigns/dialler/index.ts'
import type { CampaignRecord, Store } from '../../engine/store/index.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { resumeCampaign, stopCalling } from '../../server/campaigns/change-campaign.ts'
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
    await findCampaign(store, name)
    const report = await stopCalling({ store, clock: createRealClock(), actor: 'cli' }, name, halt)
    if (report.kind === 'idle')
      throw new UsageError(
        `The campaign "${name}" does not run: it is ${report.state === 'draft' ? 'not started yet' : report.state}.`,
      )
    const live = report.kind === 'halted' ? report.live : 0
    const held = live === 0 ? 'no call is held' : `${live} ${live === 1 ? 'call goes' : 'calls go'} on`
    const words = live === 0 && halt !== 'pause' ? 'is stopped' : WORDS[halt]
    cli.print(`${cli.paint('yellow', '■')} ${cli.paint('bold', name)} ${words}; ${held}.`)
    return EXIT.ok
  } finally {
    await store.close()
  }
}

/** Goes on with a campaign. */
export async function runResume(cli: Cli, name: string): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    const { version } = await findCampaign(store, name)
    const resumed = await resumeCampaign({ store, clock: createRealClock(), actor: 'cli' }, name)
    if (resumed.kind === 'idle')
      throw new UsageError(`The campaign "${name}" was not started yet.`, `Start it: trucada campaign start ${name}`)
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
