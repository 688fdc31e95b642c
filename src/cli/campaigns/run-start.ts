import { startCampaign } from '../../server/campaigns/change-campaign.ts'
import { offersTimes } from '../../server/clinic/find-offer-campaign.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import { createRealClock } from '../../server/real-clock.ts'
import type { Cli } from '../cli.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { countCampaign } from '../../server/campaigns/count-campaign.ts'
import { explainEmpty } from './explain-empty.ts'
import { takeCampaign } from './take-campaign.ts'
import { showProgress } from './show-progress.ts'

/** Starts a campaign by its file as it is now. */
export async function runStart(cli: Cli, name: string): Promise<ExitCode> {
  const { settings } = cli.settings()
  const opened = await takeCampaign(cli, name)
  const store = await openDataStore(settings)
  try {
    const version = await startCampaign({ store, clock: createRealClock(), actor: 'cli' }, opened)
    const counts = await countCampaign(store, name)
    cli.print(
      `${cli.paint('green', '▶')} ${cli.paint('bold', name)} runs, version ${version.slice(0, 8)}: ${showProgress(counts)}`,
    )
    const needsList = opened.campaign.contacts.kind === 'list' && !offersTimes(opened)
    if (counts.total === 0 && needsList) cli.warn(explainEmpty(opened))
    else if (counts.total === 0) cli.print(cli.paint('dim', '  trucada serve takes in whoever is to be called, as they come.'))
    else cli.print(cli.paint('dim', `  trucada campaign watch ${name}`))
    return EXIT.ok
  } finally {
    await store.close()
  }
}
