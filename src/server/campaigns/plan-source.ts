import type { Speaking } from '../../engine/call/index.ts'
import { type KnownLines, makeCampaignPlan, type VersionPlan } from '../../engine/campaigns/calling/index.ts'
import { type CampaignDocument, type Campaigns, createPolicies, readCampaign } from '../../engine/campaigns/index.ts'
import type { CampaignVersion } from '../../engine/store/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'

/** What plans are made of, as it is in force now. */
export interface PlanSourceOptions {
  campaigns(): Pick<Campaigns, 'countries' | 'messages'>
  scenarios(): ReadonlyMap<string, CompiledScenario>
  readonly speaking: Speaking
  /** What is known of the carrier and of numbers, asked for each claim; absent: nothing. */
  readonly lines?: () => KnownLines
}

/** Makes the plan of a version; undefined when it cannot be used. */
export type VersionPlans = (version: CampaignVersion) => VersionPlan | undefined

interface Made {
  /** Undefined when the text that was saved cannot be used. */
  readonly campaign: CampaignDocument | undefined
  around?: Pick<Campaigns, 'countries' | 'messages'>
  scenario?: CompiledScenario
  plan?: VersionPlan | undefined
}

/** Makes plans of saved versions: by the text that was saved, with the law, the messages and the scenario that are in force now. */
export function createPlanSource(options: PlanSourceOptions): VersionPlans {
  const made = new Map<string, Made>()
  return version => {
    const key = `${version.campaign} ${version.hash}`
    let known = made.get(key)
    if (known === undefined) made.set(key, (known = { campaign: readVersion(version) }))
    const around = options.campaigns()
    const { campaign } = known
    const scenario = options.scenarios().get(campaign?.scenario ?? '')
    if (campaign === undefined || scenario === undefined) return undefined
    if (known.around === around && known.scenario === scenario) return known.plan
    const policies = createPolicies(campaign, around.countries)
    const { speaking, lines } = options
    const about = { campaign, scenario, ...around, speaking, ...(lines && { lines }) }
    const plan = policies && makeCampaignPlan({ ...about, policies })
    Object.assign(known, { around, scenario, plan })
    return plan
  }
}

function readVersion({ campaign: name, source }: CampaignVersion): CampaignDocument | undefined {
  const { campaign, findings } = readCampaign(`${name}.yaml`, source)
  return findings.some(finding => finding.severity === 'error') ? undefined : campaign
}
