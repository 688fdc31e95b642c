import { formatFindingsAsText } from '../../scenarios/source/format-text.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { openCampaign, type OpenedCampaign } from '../../server/campaigns/open-campaign.ts'
import type { Cli } from '../cli.ts'
import { createPlaces } from '../place-files.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Reads a campaign by its name, and checks it.
 * @throws {UsageError} when there is none of this name, or it has an error: with the findings
 */
export async function takeCampaign(cli: Cli, name: string): Promise<OpenedCampaign> {
  const { settings } = cli.settings()
  const opened = await openCampaign(settings, name)
  if (opened.kind === 'opened') return opened
  if (opened.kind === 'unknown') {
    const near = suggest(name, opened.known)
    throw new UsageError(
      `There is no campaign "${name}".`,
      near === undefined ? `Campaigns are: ${opened.known.join(', ') || 'none yet'}.` : `Did you mean "${near}"?`,
    )
  }
  const shown = createPlaces(settings, cli.world.folder).showAll(opened.findings, opened.loaded.sources)
  throw new UsageError(
    `The campaign "${name}" has errors:\n${formatFindingsAsText(shown.findings, shown.sources, cli.findingStyle).trimEnd()}`,
    'Mend them; trucada check shows everything that is found.',
  )
}
