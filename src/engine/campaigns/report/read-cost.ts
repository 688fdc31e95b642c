import type { Store } from '../../store/index.ts'
import type { CampaignReport, ReportQuestion } from './report.ts'

/** A talk, as far as it costs something. */
interface PaidCall {
  readonly cost: number | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
}

/** What talks and messages of a campaign cost: by its prices; without them, what is known of single ones. */
export async function readCost(
  { database }: Store,
  { campaign, prices, from = 0, to = Number.MAX_SAFE_INTEGER }: ReportQuestion,
  calls: readonly PaidCall[],
  achieved: number,
): Promise<CampaignReport['cost']> {
  const sent = await database
    .selectFrom('messages')
    .select(['channel', 'cost', 'segments'])
    .where('campaign', '=', campaign)
    .where('direction', '=', 'out')
    .where('state', 'in', ['sent', 'delivered'])
    .where('createdAt', '>=', from)
    .where('createdAt', '<', to)
    .execute()
  const costs = [
    ...calls.map(({ cost, answeredAt, endedAt }) => {
      if (cost !== null || prices === undefined) return cost
      return answeredAt === null || endedAt === null ? 0 : ((endedAt - answeredAt) / 60_000) * prices.minute
    }),
    // Providers count in units of their own: the campaign's price, where it names one, is in its currency.
    ...sent.map(({ channel, cost, segments }) =>
      channel === 'sms' && prices?.sms !== undefined ? prices.sms * (segments ?? 1) : cost,
    ),
  ].filter(cost => cost !== null)
  const total = costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0)
  return {
    total,
    perAchieved: total === null || achieved === 0 ? null : total / achieved,
    currency: prices?.currency ?? null,
  }
}
