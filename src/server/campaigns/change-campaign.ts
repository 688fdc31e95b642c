import { type Halt, haltCampaign } from '../../engine/campaigns/dialler/index.ts'
import type { Clock } from '../../engine/call/ports.ts'
import type { CampaignRecord, Store } from '../../engine/store/index.ts'
import { makeVersion } from './live-campaigns.ts'
import type { OpenedCampaign } from './open-campaign.ts'

/** Who changes campaigns, where and when. */
export interface CampaignHand {
  readonly store: Store
  readonly clock: Clock
  /** Name for the audit log. */
  readonly actor: string
}

/** Why a campaign cannot be changed so. */
export type NotChanged = { readonly kind: 'unknown' } | { readonly kind: 'idle'; readonly state: CampaignRecord['state'] }

/** Starts a campaign by its file as it was read. @returns hash of the version that it runs by */
export async function startCampaign({ store, clock, actor }: CampaignHand, { campaign }: OpenedCampaign): Promise<string> {
  const now = clock.now()
  const version = makeVersion(campaign.name, campaign.source.text, now)
  await store.transaction(async inside => {
    await inside.campaigns.saveVersion(version)
    await inside.campaigns.setState(campaign.name, 'running', now)
    const details = { version: version.hash }
    await inside.audit.append({ at: now, actor, action: 'campaign.start', subject: campaign.name, details })
  })
  return version.hash
}

/** Goes on with a campaign that was started once. */
export async function resumeCampaign(
  { store, clock, actor }: CampaignHand,
  name: string,
): Promise<{ readonly kind: 'resumed'; readonly version: string } | NotChanged> {
  const campaign = await store.campaigns.find(name)
  if (campaign === undefined) return { kind: 'unknown' }
  const { state, version } = campaign
  if (state === 'draft') return { kind: 'idle', state }
  const now = clock.now()
  await store.transaction(async inside => {
    await inside.campaigns.setState(name, 'running', now)
    await inside.audit.append({ at: now, actor, action: 'campaign.resume', subject: name, details: { version } })
  })
  return { kind: 'resumed', version }
}

/** Halts a campaign; when this has resolved, no new call of it begins. `live`: calls that go on. */
export async function stopCalling(
  { store, clock, actor }: CampaignHand,
  name: string,
  halt: Halt,
): Promise<{ readonly kind: 'halted'; readonly live: number } | NotChanged> {
  const campaign = await store.campaigns.find(name)
  if (campaign === undefined) return { kind: 'unknown' }
  const { state } = campaign
  if (state === 'draft' || (state === 'stopped' && halt !== 'pause')) return { kind: 'idle', state }
  const report = await haltCampaign(store, clock, name, halt)
  await store.audit.append({ at: clock.now(), actor, action: `campaign.${halt}`, subject: name, details: {} })
  return { kind: 'halted', live: report?.live ?? 0 }
}
