import type { ApiKeyRecord, Store } from '../../engine/store/index.ts'
import type { WebAccess } from '../settings/index.ts'
import { mayDo, type Role, ROLES } from '../contracts/index.ts'
import { hashApiKey, readApiKey } from './api-key.ts'
import type { LeadLimits } from './lead-limits.ts'
import { RequestProblem } from './request-problem.ts'
import { createTokenBuckets } from './token-bucket.ts'

/** Who asks. */
export type Caller = Pick<ApiKeyRecord, 'id' | 'name'> & { readonly role: Role }

/** What is looked at of a request. */
export interface Asking {
  /** Headers. */
  readonly authorization: string | undefined
  readonly origin: string | undefined
  /** Where it comes from: behind a proxy that is trusted, as that says. */
  readonly address: string
}

/** What a gatekeeper knows. */
export interface GatekeeperOptions {
  readonly store: Store
  readonly web: WebAccess
  readonly leadLimits: LeadLimits
  /** Requests of a key. */
  readonly perMinute: number
  now(): number
}

/** Finds out who asks, and whether they may. */
export interface Gatekeeper {
  /** @throws {RequestProblem} 401 without a key that is known, 403 for another role or a foreign page, 429 for too many requests */
  admit(asked: Asking, needed: Role): Promise<Caller>
}

/** When a key was used last is written so often. */
const USE_MS = 60_000

/** Knows keys by the store. */
export function createGatekeeper({ store, web, leadLimits, perMinute, now }: GatekeeperOptions): Gatekeeper {
  const buckets = createTokenBuckets(perMinute, perMinute / 60, now)
  return {
    async admit({ authorization, origin, address }, needed) {
      const key = readApiKey(authorization)
      const known = key === undefined ? undefined : await store.apiKeys.findByHash(hashApiKey(key))
      const role = ROLES.find(one => one === known?.role)
      if (known === undefined || role === undefined)
        throw new RequestProblem(401, 'unknown-key', 'There is no key with the request, or one that opens nothing.', {
          remedy: 'Send "Authorization: Bearer KEY"; "trucada key create NAME --role ROLE" makes one.',
        })
      const waitMs = role === 'form' ? 0 : buckets.take(known.id)
      if (waitMs > 0)
        throw new RequestProblem(429, 'too-many-requests', 'This key has asked too often.', {
          remedy: 'Wait as long as Retry-After says.',
          waitSeconds: Math.ceil(waitMs / 1000),
        })
      if (!mayDo(role, needed))
        throw new RequestProblem(403, 'forbidden', `This needs the role ${needed}; the key has ${role}.`, {
          remedy: `Use a key of that role: "trucada key create NAME --role ${needed}".`,
        })
      // Everybody has the key of a form: it is good on the pages that it was made for, and no visitor sends a form often.
      if (role === 'form') {
        if (origin !== undefined && !web.origins.has(origin))
          throw new RequestProblem(403, 'foreign-page', 'This page may not use the key of the form.', {
            remedy: 'Name its origin in TRUCADA_API_ORIGINS.',
          })
        leadLimits.admit(known.id, address)
      }
      if (known.usedAt === null || known.usedAt < now() - USE_MS) await store.apiKeys.noteUse(known.id, now())
      return { id: known.id, name: known.name, role }
    },
  }
}
