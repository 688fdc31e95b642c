import { isIPv6 } from 'node:net'
import type { Store } from '../../engine/store/index.ts'
import { RequestProblem } from './request-problem.ts'
import { createTokenBuckets } from './token-bucket.ts'

/** Forms are filled in by people, and tried by programs: of one page in a minute. */
const PER_MINUTE = 30
/** Of one address at once, and then one a minute: a household, an office, a few visitors behind one address of their provider. */
const AT_ONCE = 10
const DAY_MS = 24 * 3_600_000
/** Whoever is to be called more often a day than this is not who fills the form in. */
const A_DAY = 3

/** How many wishes to be called are taken. */
export interface LeadLimits {
  /**
   * Takes one of a form's key, from an address; an address alone cannot use the form up.
   * @throws {RequestProblem} 429
   */
  admit(key: string, address: string): void
  /**
   * Looks whether somebody may be asked for once more today, by the ledger of consents: over all processes and restarts.
   * @throws {RequestProblem} 429
   */
  admitNumber(number: string): Promise<void>
}

/** Creates the limits; `now` in epoch ms. */
export function createLeadLimits(store: Store, now: () => number): LeadLimits {
  const addresses = createTokenBuckets(AT_ONCE, 1 / 60, now)
  const keys = createTokenBuckets(PER_MINUTE, PER_MINUTE / 60, now)
  return {
    admit(key, address) {
      const waitMs = addresses.take(networkOf(address)) || keys.take(key)
      if (waitMs > 0) throw refuse('From here the form was sent too often.', waitMs)
    },
    async admitNumber(number) {
      const since = now() - DAY_MS
      const wishes = (await store.ledger.listOf('number', number)).filter(
        ({ kind, source, at }) => kind === 'consent' && source === 'web' && at > since,
      )
      const [first] = wishes
      if (first !== undefined && wishes.length >= A_DAY)
        throw refuse('Calls to this number were asked for often enough today.', first.at - since)
    },
  }
}

function refuse(title: string, waitMs: number): RequestProblem {
  return new RequestProblem(429, 'too-many-requests', title, {
    remedy: 'Wait as long as Retry-After says, or call the clinic.',
    waitSeconds: Math.ceil(waitMs / 1000),
  })
}

/** Whoever has an address of version 6 has a whole network of them. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [before = '', after] = address.split('::')
  const groups = before.split(':')
  const missing = after === undefined ? 0 : 8 - groups.length - after.split(':').filter(group => group !== '').length
  return [...groups, ...Array.from({ length: missing }, () => '0'), ...(after ?? '').split(':')].slice(0, 4).join(':')
}
