import type { CampaignDocument } from './file/index.ts'
import type { Campaigns } from './load-campaigns.ts'
import { createPolicies } from './make-policy.ts'
import { findZoneClock, isAllowedAt } from './plan/index.ts'

/** Whether the hours of a campaign and the law let somebody who lives in `zone` (IANA) be called at an instant (epoch ms). */
export function mayCallAt(campaign: CampaignDocument, countries: Campaigns['countries'], zone: string, at: number): boolean {
  const windows = createPolicies(campaign, countries)?.of({ numbers: [], variant: null }).windows
  const clock = findZoneClock(zone)
  return windows !== undefined && clock !== undefined && isAllowedAt(clock, windows, at)
}
