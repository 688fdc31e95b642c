import type { ApiKeyRecord, Store } from '../../engine/store/index.ts'
import { mayDo, type Role, ROLES } from '../contracts/index.ts'
import { hashApiKey, readApiKey } from './api-key.ts'
import { RequestProblem } from './request-problem.ts'
import { createTokenBuckets } from './token-bucket.ts'

/** Who asks. */
export type Caller = Pick<ApiKeyRecord, 'id' | 'name'> & { readonly role: Role }

/** Finds out who asks, and whether they may. */
export interface Gatekeeper {
  /** @throws {RequestProblem} 401 without a key that is known, 403 for another role, 429 for too many requests */
  admit(authorization: string | undefined, needed: Role): Promise<Caller>
}

/** When a key was used last is written so often. */
const USE_MS = 60_000
/** Forms are filled in by people, and tried by programs. */
const LEADS_PER_MINUTE = 30

/** Knows keys by the store; `perMinute`: requests of a key. */
export function createGatekeeper(store: Store, perMinute: number, now: () => number): Gatekeeper {
  const buckets = createTokenBuckets(perMinute, perMinute / 60, now)
  const forms = createTokenBuckets(LEADS_PER_MINUTE, LEADS_PER_MINUTE / 60, now)
  return {
    async admit(authorization, needed) {
      const key = readApiKey(authorization)
      const known = key === undefined ? undefined : await store.apiKeys.findByHash(hashApiKey(key))
      const role = ROLES.find(one => one === known?.role)
      if (known === undefined || role === undefined)
        throw new RequestProblem(401, 'unknown-key', 'There is no key with the request, or one that opens nothing.', {
          remedy: 'Send "Authorization: Bearer KEY"; "trucada key create NAME --role ROLE" makes one.',
        })
      const waitMs = (role === 'form' ? forms : buckets).take(known.id)
      if (waitMs > 0)
        throw new RequestProblem(429, 'too-many-requests', 'This key has asked too often.', {
          remedy: 'Wait as long as Retry-After says.',
          waitSeconds: Math.ceil(waitMs / 1000),
        })
      if (!mayDo(role, needed))
        throw new RequestProblem(403, 'forbidden', `This needs the role ${needed}; the key has ${role}.`, {
          remedy: `Use a key of that role: "trucada key create NAME --role ${needed}".`,
        })
      if (known.usedAt === null || known.usedAt < now() - USE_MS) await store.apiKeys.noteUse(known.id, now())
      return { id: known.id, name: known.name, role }
    },
  }
}
