import type { Clock } from '../../call/ports.ts'
import type { Log } from '../../jambonz/index.ts'
import type { Store } from '../../store/index.ts'
import type { CallerNumberHealth } from '../countries/index.ts'
import { type Caller, judgeCaller } from './judge-caller.ts'

/** Keeps numbers from being blocked by carriers. */
export interface CallerGuard {
  /** Whether a number may call: not while one more sign would have it blocked. Rejects when the store is away. */
  mayCall(caller: Caller): Promise<boolean>
}

/** A number is judged anew after this. */
const LOOK_MS = 60_000

/** Creates a guard; what it finds of a number is logged when it changes. */
export function createCallerGuard(store: Store, clock: Clock, log: Log): CallerGuard {
  const known = new Map<string, { readonly state: CallerNumberHealth['state']; readonly at: number }>()
  return {
    async mayCall(caller) {
      const now = clock.now()
      const before = known.get(caller.number)
      if (before !== undefined && now - before.at < LOOK_MS) return before.state !== 'stopped'
      const health = await judgeCaller(store, caller, now)
      const state = health?.state ?? 'healthy'
      known.set(caller.number, { state, at: now })
      const signs = health?.signs.filter(sign => sign.state !== 'clear').map(sign => sign.measure)
      if (state !== (before?.state ?? 'healthy')) {
        const facts = { number: caller.number, state, signs }
        if (state === 'stopped') log.error(facts, 'a number would be blocked by its carrier; nobody is called from it')
        else if (state === 'warned') log.warn(facts, 'a number comes near to being blocked by its carrier')
        else log.info(facts, 'a number is healthy again')
      }
      return state !== 'stopped'
    },
  }
}
