import {
  CAMPAIGN_FILES,
  type CampaignDocument,
  type Campaigns,
  checkCampaigns,
  loadCampaigns,
} from '../../engine/campaigns/index.ts'
import { loadWorkspace } from '../../scenarios/load-workspace.ts'
import type { ScenarioDocument } from '../../scenarios/model/documents.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import { classifyFile, type FilePlace } from '../../scenarios/source/classify-file.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { readCampaignFiles } from '../workspace/read-campaign-files.ts'
import { readWorkspaceFolder } from '../workspace/read-workspace-folder.ts'

/** A campaign that may be used, with what belongs to it. */
export interface OpenedCampaign {
  readonly kind: 'opened'
  readonly campaign: CampaignDocument
  readonly scenario: ScenarioDocument
  /** Zone of the clinic (IANA). */
  readonly zone: string
  /** Numbers that campaigns call from, and the clinic's own telephone. */
  readonly ownNumbers: ReadonlySet<string>
  readonly loaded: Campaigns
}

/** A campaign that is there and may not be used, or one that is not there. */
export type UnusableCampaign =
  | { readonly kind: 'faulty'; readonly findings: readonly Finding[]; readonly loaded: Campaigns }
  | { readonly kind: 'unknown'; readonly known: readonly string[] }

/** What says something about campaigns beside their scenarios: lexicons and the texts of calls, most of the folder, do not. */
const AROUND: ReadonlySet<FilePlace['kind']> = new Set(['block', 'policy', 'service'])

/** Reads a campaign of the folders by its name, and judges it. */
export async function openCampaign(
  folders: { readonly campaigns: string; readonly scenarios: string },
  name: string,
): Promise<OpenedCampaign | UnusableCampaign> {
  const loaded = loadCampaigns(await readCampaignFiles(folders.campaigns))
  const scenario = loaded.campaigns.get(name)?.scenario
  const load = async (isNeeded: (scenario: string) => boolean): Promise<Workspace> => {
    const isRead = (place: FilePlace): boolean => AROUND.has(place.kind) || (place.kind === 'scenario' && isNeeded(place.name))
    return loadWorkspace(await readWorkspaceFolder(folders.scenarios, file => isRead(classifyFile(file))))
  }
  const workspace = await load(one => one === scenario)
  const isThere = scenario === undefined || workspace.scenarios.has(scenario) || workspace.unread.has(scenario)
  // Whoever misspelt its name is told of all that there are.
  return judgeCampaign(loaded, isThere ? workspace : await load(() => true), name)
}

/** Whether a campaign that was read may be used; an error of its own file or of the law it goes by forbids it. */
export function judgeCampaign(
  loaded: Campaigns,
  workspace: Pick<Workspace, 'scenarios' | 'unread' | 'policies' | 'services' | 'blocks'>,
  name: string,
): OpenedCampaign | UnusableCampaign {
  const campaign = loaded.campaigns.get(name)
  if (campaign === undefined && !loaded.unread.has(name)) return { kind: 'unknown', known: [...loaded.campaigns.keys()].sort() }
  const own = new Set([`${CAMPAIGN_FILES}${name}.yaml`])
  for (const country of [campaign?.country, ...(campaign?.calling.holidays ?? [])])
    if (country !== undefined) own.add(`${CAMPAIGN_FILES}countries/${country.toLowerCase()}.yaml`)
  const judged = { ...loaded, campaigns: new Map(campaign === undefined ? [] : [[name, campaign]]) }
  const findings = [...loaded.findings, ...checkCampaigns(judged, workspace)].filter(({ file }) => own.has(file))
  const scenario = workspace.scenarios.get(campaign?.scenario ?? '')
  if (campaign === undefined || scenario === undefined || findings.some(({ severity }) => severity === 'error'))
    return { kind: 'faulty', findings: findings.filter(({ severity }) => severity === 'error'), loaded }
  const clinic = workspace.policies.get(scenario.policy)?.clinic
  const callers = [...loaded.campaigns.values()].flatMap(({ from }) => from ?? [])
  const ownNumbers = new Set([...callers, String(clinic?.['phone'] ?? '')])
  return { kind: 'opened', campaign, scenario, zone: clinic?.zone ?? 'Europe/Warsaw', ownNumbers, loaded }
}
