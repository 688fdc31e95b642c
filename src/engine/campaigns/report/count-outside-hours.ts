import type { AttemptRecord, Store } from '../../store/index.ts'
import { readCampaign } from '../file/index.ts'
import type { Campaigns } from '../load-campaigns.ts'
import { createPolicies, type Policies } from '../make-policy.ts'
import { findZoneClock, isAllowedAt } from '../plan/index.ts'

/** An attempt as far as hours are concerned. */
export type DialledAttempt = Pick<AttemptRecord, 'version' | 'number' | 'variant' | 'dialledAt'> & { readonly zone: string }

/**
 * How many attempts were begun outside the hours that their version of the campaign and the law allowed. Undefined when a version cannot be
 * read any more: then nobody knows.
 */
export async function countOutsideHours(
  store: Store,
  campaign: string,
  countries: Campaigns['countries'],
  attempts: readonly DialledAttempt[],
): Promise<number | undefined> {
  const policies = new Map<string, Policies | undefined>()
  for (const { hash, source } of await store.campaigns.listVersions(campaign)) {
    const { campaign: document } = readCampaign(`${campaign}.yaml`, source)
    policies.set(hash, document && createPolicies(document, countries))
  }
  let outside = 0
  for (const { version, number, variant, dialledAt, zone } of attempts) {
    if (dialledAt === null) continue
    const policy = policies.get(version)?.of({ numbers: [number], variant })
    const clock = findZoneClock(zone)
    if (policy === undefined || clock === undefined) return undefined
    if (!isAllowedAt(clock, policy.windows, dialledAt)) outside += 1
  }
  return outside
}
