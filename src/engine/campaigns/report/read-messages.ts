import type { Store } from '../../store/index.ts'
import type { CampaignReport, ReportQuestion } from './report.ts'
import { Tally } from './tally.ts'

/** Messages of a campaign: what was sent and what became of it, what was answered, and how soon. */
export async function readMessageFigures(
  { database }: Store,
  { campaign, from = 0, to = Number.MAX_SAFE_INTEGER }: ReportQuestion,
): Promise<CampaignReport['messages']> {
  const rows = await database
    .selectFrom('messages')
    .select(['direction', 'channel', 'template', 'contact', 'state', 'meaning', 'createdAt'])
    .where('campaign', '=', campaign)
    .where('createdAt', '>=', from)
    .where('createdAt', '<', to)
    .orderBy('createdAt')
    .execute()
  const [sent, replies] = [new Tally(), new Tally()]
  const lastSent = new Map<string, number>()
  const delays: number[] = []
  for (const { direction, channel, template, contact, state, meaning, createdAt } of rows) {
    if (direction === 'out') {
      sent.add(`${channel} ${template ?? 'message'}, ${state}`, contact)
      if (contact !== null) lastSent.set(contact, createdAt)
      continue
    }
    replies.add(meaning ?? 'not understood', contact)
    const asked = lastSent.get(contact ?? '')
    if (asked !== undefined) delays.push(createdAt - asked)
  }
  return { sent: sent.list(), replies: replies.list(), medianReplyMs: findMedian(delays) }
}

function findMedian(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[sorted.length >> 1] ?? null
}
