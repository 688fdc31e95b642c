import type { Clock } from '../../call/ports.ts'
import type { Store } from '../../store/index.ts'

/** How a campaign is halted: no new calls; no new calls and stopped when the last has ended; the same, with calls asked to end politely. */
export type Halt = 'pause' | 'drain' | 'end'

/** What a halt found. */
export interface HaltReport {
  /** Attempts of which no order had left: they were taken back. */
  readonly withdrawn: number
  /** Calls that go on. */
  readonly live: number
}

const STATE_OF = { pause: 'paused', drain: 'draining', end: 'ending' } as const
/** An order that left before the halt is answered by then, or will never be. */
const ORDER_MS = 15_000
const LOOK_MS = 100

/**
 * Halts a campaign. When this has resolved, no new call of it begins, in whichever process: claims see the state, attempts that were claimed
 * but not ordered are taken back, and orders that were on their way have arrived. Undefined: there is no such campaign.
 */
export async function haltCampaign(store: Store, clock: Clock, name: string, halt: Halt): Promise<HaltReport | undefined> {
  const began = clock.now()
  if (!(await store.campaigns.setState(name, STATE_OF[halt], began))) return undefined
  const withdrawn = await store.attempts.withdrawFenced(name, began)
  for (;;) {
    const live = await store.attempts.listLive(name)
    const isOnItsWay = live.some(
      attempt => attempt.state === 'dialling' && attempt.callSid === null && clock.now() - (attempt.dialledAt ?? 0) < ORDER_MS,
    )
    if (!isOnItsWay) {
      // No process may be there that would find out that nobody is called any more.
      if (live.length === 0 && halt !== 'pause') await store.campaigns.setState(name, 'stopped', clock.now())
      return { withdrawn, live: live.length }
    }
    await new Promise<void>(resolve => void clock.setTimeout(resolve, LOOK_MS))
  }
}
