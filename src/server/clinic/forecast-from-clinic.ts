import type { Assumptions } from '../../engine/campaigns/index.ts'
import type { Clock } from '../../engine/call/ports.ts'
import type { Store } from '../../engine/store/index.ts'
import { type CampaignForecast, forecastCampaign } from '../campaigns/forecast-campaign.ts'
import type { OpenedCampaign } from '../campaigns/open-campaign.ts'
import { findVisits } from '../campaigns/take-visits.ts'
import type { Settings } from '../settings/index.ts'
import { readSurroundings } from '../workspace/read-surroundings.ts'
import { openVisitSource } from './open-served-clinic.ts'

/**
 * What is to be expected of a campaign if it were started now: of one that calls about the clinic's visits, with those that it would take in.
 * Rejects as openVisitSource and its system do.
 */
export async function forecastFromClinic(
  { settings, store, clock }: { readonly settings: Settings; readonly store: Store; readonly clock: Clock },
  opened: OpenedCampaign,
  assumptions: Assumptions,
): Promise<CampaignForecast> {
  const { contacts } = opened.campaign
  const now = clock.now()
  if (contacts.kind !== 'clinic' && contacts.kind !== 'recalls') return forecastCampaign(store, opened, assumptions, now)
  const mapping = (await readSurroundings(settings)).fhir
  const source = await openVisitSource({ settings, store, clock, zone: opened.zone, mapping })
  return forecastCampaign(store, opened, assumptions, now, source === undefined ? [] : await findVisits(source, contacts, now))
}
