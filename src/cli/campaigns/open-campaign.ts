import {
  CAMPAIGN_FILES,
  type CampaignDocument,
  checkCampaigns,
  type Campaigns,
  loadCampaigns,
} from '../../engine/campaigns/index.ts'
import { loadWorkspace } from '../../scenarios/load-workspace.ts'
import type { PolicyDocument, ScenarioDocument } from '../../scenarios/model/documents.ts'
import { formatFindingsAsText } from '../../scenarios/source/format-text.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { readCampaignFiles } from '../../server/workspace/read-campaign-files.ts'
import { readWorkspaceFolder } from '../../server/workspace/read-workspace-folder.ts'
import type { Cli } from '../cli.ts'
import { createPlaces } from '../place-files.ts'
import { UsageError } from '../usage-error.ts'

/** A campaign that may be used, with what belongs to it. */
export interface OpenedCampaign {
  readonly campaign: CampaignDocument
  readonly scenario: ScenarioDocument
  /** Zone of the clinic (IANA). */
  readonly zone: string
  readonly loaded: Campaigns
}

/**
 * Reads a campaign by its name, and checks it.
 * @throws {UsageError} when there is none of this name, or it has an error: with the findings
 */
export async function openCampaign(cli: Cli, name: string): Promise<OpenedCampaign> {
  const { settings } = cli.settings()
  const [files, texts] = await Promise.all([readCampaignFiles(settings.campaigns), readWorkspaceFolder(settings.scenarios)])
  const loaded = loadCampaigns(files)
  // Lexicons are most of the folder, and say nothing about campaigns.
  const workspace = loadWorkspace(new Map([...texts].filter(([file]) => !file.startsWith('lexicon/'))))
  const campaign = loaded.campaigns.get(name)
  if (campaign === undefined && !files.has(`${name}.yaml`)) {
    const known = [...loaded.campaigns.keys()].sort()
    const near = suggest(name, known)
    throw new UsageError(
      `There is no campaign "${name}".`,
      near === undefined ? `Campaigns are: ${known.join(', ') || 'none yet'}.` : `Did you mean "${near}"?`,
    )
  }
  const own = new Set([`${CAMPAIGN_FILES}${name}.yaml`])
  for (const country of [campaign?.country, ...(campaign?.calling.holidays ?? [])])
    if (country !== undefined) own.add(`${CAMPAIGN_FILES}countries/${country.toLowerCase()}.yaml`)
  const errors = [...loaded.findings, ...checkCampaigns(loaded, workspace)].filter(
    ({ file, severity }) => severity === 'error' && own.has(file),
  )
  const scenario = workspace.scenarios.get(campaign?.scenario ?? '')
  if (campaign === undefined || scenario === undefined || errors.length > 0) {
    const places = createPlaces(settings, cli.world.folder)
    const shown = places.showAll(errors, loaded.sources)
    throw new UsageError(
      `The campaign "${name}" has errors:\n${formatFindingsAsText(shown.findings, shown.sources, cli.findingStyle).trimEnd()}`,
      'Mend them; trucada check shows everything that is found.',
    )
  }
  return { campaign, scenario, zone: findZone(workspace.policies.get(scenario.policy)), loaded }
}

function findZone(policy: PolicyDocument | undefined): string {
  return policy?.clinic.zone ?? 'Europe/Warsaw'
}
