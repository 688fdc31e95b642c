import { makeVersion } from '../../server/campaigns/live-campaigns.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { countCampaign } from './count-campaign.ts'
import { openCampaign } from './open-campaign.ts'
import { showProgress } from './show-progress.ts'

/** Starts a campaign by its file as it is now. */
export async function runStart(cli: Cli, name: string): Promise<ExitCode> {
  const { settings } = cli.settings()
  const { campaign } = await openCampaign(cli, name)
  const store = await openDataStore(settings)
  try {
    const now = Date.now()
    const version = makeVersion(name, campaign.source.text, now)
    await store.transaction(async inside => {
      await inside.campaigns.saveVersion(version)
      await inside.campaigns.setState(name, 'running', now)
    })
    await store.audit.append({
      at: now,
      actor: 'cli',
      action: 'campaign.start',
      subject: name,
      details: { version: version.hash },
    })
    const counts = await countCampaign(store, name)
    cli.print(
      `${cli.paint('green', '▶')} ${cli.paint('bold', name)} runs, version ${version.hash.slice(0, 8)}: ${showProgress(counts)}`,
    )
    if (counts.total === 0)
      cli.warn(`Nobody is to be called yet: "trucada contacts import FILE --campaign ${name}" takes a list in.`)
    else cli.print(cli.paint('dim', `  trucada campaign watch ${name}`))
    return EXIT.ok
  } finally {
    await store.close()
  }
}
