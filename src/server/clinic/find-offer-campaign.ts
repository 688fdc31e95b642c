import type { Campaigns } from '../../engine/campaigns/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import { judgeCampaign, type OpenedCampaign } from '../campaigns/open-campaign.ts'

/** Files in force; asked each time. */
export interface OfferSources {
  campaigns(): Campaigns
  workspace(): Pick<Workspace, 'scenarios' | 'unread' | 'policies' | 'services' | 'blocks'>
}

/** The first campaign by name that runs and whose scenario gets an `offer`; undefined: there is none. */
export async function findOfferCampaign(store: Store, sources: OfferSources): Promise<OpenedCampaign | undefined> {
  for (const { name, state } of await store.campaigns.list()) {
    if (state !== 'running') continue
    const opened = judgeCampaign(sources.campaigns(), sources.workspace(), name)
    if (opened.kind === 'opened' && offersTimes(opened)) return opened
  }
  return undefined
}

/** Whether a campaign calls people about times that have become free: its scenario gets an `offer`. */
export function offersTimes({ scenario }: Pick<OpenedCampaign, 'scenario'>): boolean {
  return Object.hasOwn(scenario.gets, 'offer')
}
