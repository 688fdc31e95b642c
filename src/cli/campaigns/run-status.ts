import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { CampaignLookOptions } from '../commands/campaign.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { type CampaignCounts, countCampaign } from '../../server/campaigns/count-campaign.ts'
import { loadCampaigns } from '../../engine/campaigns/index.ts'
import { judgeNumber, type NumberHealth } from '../../server/campaigns/judge-number.ts'
import { readCampaignFiles } from '../../server/workspace/read-campaign-files.ts'
import { readLinesOf } from '../../server/workspace/read-surroundings.ts'
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
  const { settings } = cli.settings()
  const store = await openDataStore(settings)
  try {
    const known = name === undefined ? await store.campaigns.list() : [await findCampaign(store, name)]
    const files = loadCampaigns(await readCampaignFiles(settings.campaigns))
    const lines = await readLinesOf(settings.campaigns)
    const counted: Status[] = []
    for (const { name: own } of known) {
      const number = await judgeNumber(store, files, lines, own, Date.now())
      counted.push({ ...(await countCampaign(store, own)), ...(number && { number }) })
    }
    if (options.json === true) cli.print(JSON.stringify(counted, undefined, 2))
    else if (counted.length === 0) cli.print('No campaign was started yet: trucada campaign start NAME')
    else for (const counts of counted) print(cli, counts)
    return EXIT.ok
  } finally {
    await store.close()
  }
}

interface Status extends CampaignCounts {
  /** How the number stands that it calls from, where that is judged. */
  readonly number?: NumberHealth
}

/** Servers mostly have another clock than the clinic: whose it is has to be said. */
const THIS_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

function print(cli: Cli, counts: Status): void {
  const { paint } = cli
  const { name, state, version, nextAt, number } = counts
  cli.print(`${paint('bold', name)}  ${paint(STYLES[state], state)}  ${paint('dim', `version ${version.slice(0, 8)}`)}`)
  cli.print(`  ${showProgress(counts)}`)
  const [live, outcomes] = [showLive(counts), showOutcomes(counts)]
  if (live !== '') cli.print(`  now: ${live}`)
  if (outcomes !== '') cli.print(`  came to: ${outcomes}`)
  if (number !== undefined && number.state !== 'healthy') {
    const signs = number.signs.flatMap(sign => (sign.state === 'clear' ? [] : [`${sign.measure} ${sign.state}`]))
    const words = number.state === 'stopped' ? 'rests, its carrier would block it' : 'comes near to being blocked'
    cli.print(paint(number.state === 'stopped' ? 'red' : 'yellow', `  ${number.number} ${words}: ${signs.join(', ')}`))
  }
  if (nextAt !== null && nextAt > Date.now())
    cli.print(`  next: ${new Date(nextAt).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })} (${THIS_ZONE})`)
}
