import type { CampaignCounts } from '../../server/campaigns/count-campaign.ts'

/** `120 contacts: 80 wait, 3 are called, 30 done, 7 with a person`. */
export function showProgress({ total, contacts }: CampaignCounts): string {
  const { waiting, answering, calling, finished, worklist } = contacts
  const parts = [
    [waiting + answering, 'wait'],
    [calling, calling === 1 ? 'is called' : 'are called'],
    [finished, 'done'],
    [worklist, 'with a person'],
  ] as const
  const shown = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`)
  return `${total} ${total === 1 ? 'contact' : 'contacts'}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}`
}

/** `confirmed 20, no answer 5`: outcomes, the most frequent first. */
export function showOutcomes({ outcomes }: CampaignCounts): string {
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${outcome.replaceAll('_', ' ')} ${count}`)
    .join(', ')
}

/** `2 ring, 3 talk`: calls that are held now; empty when there is none. */
export function showLive({ live }: CampaignCounts): string {
  const { fenced = 0, dialling = 0, ringing = 0, answered = 0 } = live
  const parts = [
    [fenced + dialling, 'dial'],
    [ringing, 'ring'],
    [answered, 'talk'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ')
}
