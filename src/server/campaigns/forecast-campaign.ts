import {
  type Assumptions,
  createPolicies,
  forecast,
  type Forecast,
  type ForecastContact,
  type FoundVisit,
} from '../../engine/campaigns/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { OpenedCampaign } from './open-campaign.ts'
import { takeVisits } from './take-visits.ts'

/** What is to be expected of a campaign of the store, and what it was reckoned with. */
export interface CampaignForecast extends Forecast {
  readonly assumptions: Assumptions
  /** Contacts that were played through, where not all were. */
  readonly sampled?: number
  /** Where the campaign names prices. */
  readonly cost?: { readonly currency: string; readonly amount: number }
}

/** Contacts that are played through; of more a sample is taken and the pace with it. */
const MOST_PLAYED = 20_000
const PAGE = 1000

/**
 * Plays a campaign through from `now` (epoch ms) on, with `visits` as if they had been taken in; the store stays as it is. Of many contacts it
 * takes seconds, in which the thread does nothing else.
 */
export async function forecastCampaign(
  store: Store,
  opened: OpenedCampaign,
  assumptions: Assumptions,
  now: number,
  visits: readonly FoundVisit[] = [],
): Promise<CampaignForecast> {
  const { contacts, total } =
    visits.length === 0 ? await collect(store, opened, now) : await collectWith(visits, store, opened, now)
  const scale = contacts.length === 0 ? 1 : total / contacts.length
  const { pace, prices } = opened.campaign
  const scaled = { atOnce: Math.max(1, Math.round(pace.atOnce / scale)), perSecond: pace.perSecond / scale }
  const result = scaleUp(forecast(contacts, scaled, now, assumptions), total, scale)
  const amount = prices && Math.round(100 * (result.minutes * prices.minute + result.messages * (prices.sms ?? 0))) / 100
  return {
    ...result,
    assumptions,
    ...(scale > 1 && { sampled: contacts.length }),
    ...(prices !== undefined && amount !== undefined && { cost: { currency: prices.currency, amount } }),
  }
}

/** Contacts as they would be with these visits: what is written for it is taken back. */
async function collectWith(
  visits: readonly FoundVisit[],
  store: Store,
  opened: OpenedCampaign,
  now: number,
): ReturnType<typeof collect> {
  const takenBack = new Error('a trial leaves nothing')
  let found: Awaited<ReturnType<typeof collect>> | undefined
  await store
    .transaction(async inside => {
      await takeVisits(inside, opened, visits, now)
      found = await collect(inside, opened, now)
      throw takenBack
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error
    })
  return found ?? { contacts: [], total: 0 }
}

/** Contacts that are not finished, or every so many-th of them, with their histories. */
async function collect(
  store: Store,
  { campaign, loaded }: OpenedCampaign,
  now: number,
): Promise<{ contacts: readonly ForecastContact[]; total: number }> {
  const policies = createPolicies(campaign, loaded.countries)
  if (policies === undefined) return { contacts: [], total: 0 }
  const counts = await store.contacts.count(campaign.name)
  const total = counts
    .filter(({ state }) => state === 'waiting' || state === 'calling' || state === 'answering')
    .reduce((sum, { count }) => sum + count, 0)
  const every = Math.max(1, Math.ceil(total / MOST_PLAYED))
  const contacts: ForecastContact[] = []
  let [after, seen]: [string | undefined, number] = [undefined, 0]
  for (;;) {
    const page = await store.contacts.list({ campaign: campaign.name, limit: PAGE, ...(after !== undefined && { after }) })
    const chosen = page.filter(
      ({ state }) => (state === 'waiting' || state === 'calling' || state === 'answering') && seen++ % every === 0,
    )
    const histories = await store.readHistories(chosen, now)
    for (const contact of chosen) {
      const history = histories.get(contact.id)
      if (history !== undefined) contacts.push({ id: contact.id, history: { ...history, contact }, policy: policies.of(contact) })
    }
    after = page.at(-1)?.id
    if (page.length < PAGE) return { contacts, total }
  }
}

function scaleUp(result: Forecast, total: number, scale: number): Forecast {
  if (scale === 1) return result
  const up = (count: number): number => Math.round(count * scale)
  const all = (counts: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, up(count)]))
  const { eligible, reached, neverTried, calls, minutes, messages } = result
  return {
    ...result,
    contacts: total,
    eligible: up(eligible),
    excluded: all(result.excluded),
    reached: up(reached),
    reachedAt: result.reachedAt.map(up),
    unreached: all(result.unreached),
    neverTried: up(neverTried),
    calls: up(calls),
    minutes: up(minutes),
    messages: up(messages),
  }
}
