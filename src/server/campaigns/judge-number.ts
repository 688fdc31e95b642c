import { judgeCaller, findCaller, type KnownNumbers } from '../../engine/campaigns/caller-health/index.ts'
import type { CallerNumberHealth } from '../../engine/campaigns/countries/index.ts'
import type { Campaigns } from '../../engine/campaigns/index.ts'
import type { Store } from '../../engine/store/index.ts'

/** How the number stands that a campaign calls from. */
export interface NumberHealth extends CallerNumberHealth {
  readonly number: string
}

/** Judges the number of a campaign; undefined: its country has no rules, it is registered, or it has made too few calls to say. */
export async function judgeNumber(
  store: Store,
  { campaigns, countries }: Pick<Campaigns, 'campaigns' | 'countries'>,
  lines: KnownNumbers,
  name: string,
  now: number,
): Promise<NumberHealth | undefined> {
  const number = campaigns.get(name)?.from
  const caller = number === undefined ? undefined : findCaller(number, countries, lines)
  const health = caller && (await judgeCaller(store, caller, now))
  return health && caller && { ...health, number: caller.number }
}
