import { loadCampaigns } from '../../engine/campaigns/index.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import { sweepRetention } from '../../server/retention/sweep-retention.ts'
import { readCampaignFiles } from '../../server/workspace/read-campaign-files.ts'
import type { Cli } from '../cli.ts'
import type { RetentionCommandOptions } from '../commands/retention.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

/** Erases what has been kept long enough, or says what that is. */
export async function runRetention(cli: Cli, options: RetentionCommandOptions): Promise<ExitCode> {
  const { settings } = cli.settings()
  const { countries } = loadCampaigns(await readCampaignFiles(settings.campaigns))
  const store = await openDataStore(settings)
  try {
    const isTrial = options.dryRun === true
    const report = await sweepRetention(store, settings.data, countries, { actor: 'cli', now: Date.now(), isTrial })
    if (options.json === true) cli.print(JSON.stringify({ ...report, isTrial }, undefined, 2))
    else {
      const counts = Object.entries(report).map(([kind, count]) => `${kind} ${count}`)
      const words = isTrial ? 'Kept long enough' : `${cli.paint('green', '✓')} Erased`
      cli.print(`${words}: ${counts.join(', ')}.${isTrial ? ' Nothing was changed.' : ''}`)
    }
    return EXIT.ok
  } finally {
    await store.close()
  }
}
