import type { CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Store } from '../../store/index.ts'
import type { CampaignDocument } from '../file/index.ts'
import type { Campaigns } from '../load-campaigns.ts'
import { createPolicies, type Policies } from '../make-policy.ts'

/** Files and scenarios as they are in force; asked for each callback. */
export interface CallbackSources {
  campaigns(): Pick<Campaigns, 'campaigns' | 'countries'>
  scenarios(): ReadonlyMap<string, CompiledScenario>
}

/** The campaign that calls people back, with what belongs to it. */
export interface CallbackCampaign {
  readonly campaign: CampaignDocument
  readonly withinMs: number
  readonly policies: Policies
  readonly scenario: CompiledScenario
}

/** The first campaign by name that calls people back and runs, or is paused for a while; undefined: there is none. */
export async function findCallbackCampaign(store: Store, sources: CallbackSources): Promise<CallbackCampaign | undefined> {
  const { campaigns, countries } = sources.campaigns()
  for (const name of [...campaigns.keys()].sort()) {
    const campaign = campaigns.get(name)
    if (campaign?.contacts.kind !== 'callbacks') continue
    const state = (await store.campaigns.find(name))?.state
    const policies = createPolicies(campaign, countries)
    const scenario = sources.scenarios().get(campaign.scenario ?? '')
    if ((state === 'running' || state === 'paused') && policies !== undefined && scenario !== undefined)
      return { campaign, withinMs: campaign.contacts.withinMs, policies, scenario }
  }
  return undefined
}
