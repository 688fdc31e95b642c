import type { Database } from './database.ts'

/** A request that says which one it is: the same one may come again. */
export interface TokenOfRequest {
  /** Id of the key that asks. */
  readonly apiKey: string
  /** Its `Idempotency-Key`. */
  readonly token: string
}

/** What is known of a request that may have come before. */
export type KnownAnswer =
  /** It is the first: answer it, then `finish` or `drop`. */
  | { readonly kind: 'first' }
  /** It has been answered. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** The first one is still being answered. */
  | { readonly kind: 'running' }
  /** Another request had this token. */
  | { readonly kind: 'other' }

/** Answers of the HTTP API that are given again when the same request comes again. */
export interface ApiAnswers {
  /** Takes a request in, or tells what is known of it; `fingerprint` tells requests apart. Answers are known for a day. */
  begin(request: TokenOfRequest & { readonly fingerprint: string }, now: number): Promise<KnownAnswer>
  /** Keeps the answer. */
  finish(request: TokenOfRequest, status: number, body: string): Promise<void>
  /** Forgets the request: it may be tried again. */
  drop(request: TokenOfRequest): Promise<void>
}

const KEPT_MS = 24 * 3_600_000
/** Whoever was to answer by then is dead. */
const ANSWERING_MS = 15 * 60_000

/** @internal */
export function createApiAnswers(database: Database): ApiAnswers {
  return {
    async begin({ apiKey, token, fingerprint }, now) {
      await database
        .deleteFrom('apiAnswers')
        .where(({ eb, or, and }) =>
          or([eb('beganAt', '<', now - KEPT_MS), and([eb('beganAt', '<', now - ANSWERING_MS), eb('status', 'is', null)])]),
        )
        .execute()
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('apiAnswers')
        .values({ apiKey, token, fingerprint, status: null, body: null, beganAt: now })
        .onConflict(conflict => conflict.columns(['apiKey', 'token']).doNothing())
        .executeTakeFirst()
      if ((numInsertedOrUpdatedRows ?? 0n) > 0n) return { kind: 'first' }
      const known = await database
        .selectFrom('apiAnswers')
        .selectAll()
        .where('apiKey', '=', apiKey)
        .where('token', '=', token)
        .executeTakeFirst()
      if (known !== undefined && known.fingerprint !== fingerprint) return { kind: 'other' }
      // Dropped between the two questions: whoever asks again will be the first.
      if (known === undefined || known.status === null) return { kind: 'running' }
      return { kind: 'answered', status: known.status, body: known.body ?? '' }
    },
    async finish({ apiKey, token }, status, body) {
      await database
        .updateTable('apiAnswers')
        .set({ status, body })
        .where('apiKey', '=', apiKey)
        .where('token', '=', token)
        .execute()
    },
    async drop({ apiKey, token }) {
      await database
        .deleteFrom('apiAnswers')
        .where('apiKey', '=', apiKey)
        .where('token', '=', token)
        .where('status', 'is', null)
        .execute()
    },
  }
}
