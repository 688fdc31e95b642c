import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { CampaignLookOptions } from '../commands/campaign.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { type CampaignCounts, countCampaign } from '../../server/campaigns/count-campaign.ts'
import { findCampaign } from './run-halt.ts'
import { showLive, showOutcomes, showProgress } from './show-progress.ts'

const STYLES: Readonly<Record<CampaignCounts['state'], 'green' | 'yellow' | 'dim'>> = {
  draft: 'dim',
  running: 'green',
  paused: 'yellow',
  draining: 'yellow',
  ending: 'yellow',
  stopped: 'dim',
  finished: 'dim',
}

/** Shows how far one campaign is, or all. */
export async function runStatus(cli: Cli, name: string | undefined, options: CampaignLookOptions): Promise<ExitCode> {
  const store = await openDataStore(cli.settings().settings)
  try {
    const known = name === undefined ? await store.campaigns.list() : [await findCampaign(store, name)]
    const counted: CampaignCounts[] = []
    for (const campaign of known) counted.push(await countCampaign(store, campaign.name))
    if (options.json === true) cli.print(JSON.stringify(counted, undefined, 2))
    else if (counted.length === 0) cli.print('No campaign was started yet: trucada campaign start NAME')
    else for (const counts of counted) print(cli, counts)
    return EXIT.ok
  } finally {
    await store.close()
  }
}

function print(cli: Cli, counts: CampaignCounts): void {
  const { paint } = cli
  const { name, state, version, nextAt } = counts
  cli.print(`${paint('bold', name)}  ${paint(STYLES[state], state)}  ${paint('dim', `version ${version.slice(0, 8)}`)}`)
  cli.print(`  ${showProgress(counts)}`)
  const [live, outcomes] = [showLive(counts), showOutcomes(counts)]
  if (live !== '') cli.print(`  now: ${live}`)
  if (outcomes !== '') cli.print(`  came to: ${outcomes}`)
  if (nextAt !== null && nextAt > Date.now())
    cli.print(`  next: ${new Date(nextAt).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })}`)
}
