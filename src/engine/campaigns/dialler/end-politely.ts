import type { CampaignRecord } from '../../store/index.ts'
import type { Hands } from './hands.ts'
import type { Conversations } from './ports.ts'

/**
 * Brings a campaign that ends to its end: telephones that ring are silenced, conversations that this process holds are asked to say
 * goodbye. When nobody is called any more, the campaign is stopped; so is one that only drains.
 */
export async function endPolitely(hands: Hands, conversations: Conversations, campaign: CampaignRecord): Promise<void> {
  const { store, clock } = hands
  const live = await store.attempts.listLive(campaign.name)
  if (campaign.state === 'ending')
    for (const attempt of live) {
      if (attempt.state === 'answered') conversations.wrapUp(attempt.id)
      else if (attempt.callSid !== null && (await hands.hangUp(attempt.callSid)) === 'cancelled')
        // Of a call that was cancelled nobody tells the end.
        await hands.finish(attempt, { outcome: 'withdrawn', at: clock.now() })
    }
  if (live.length > 0) return
  await store.campaigns.setState(campaign.name, 'stopped', clock.now())
  hands.log.info({ campaign: campaign.name }, 'campaign stopped')
}
