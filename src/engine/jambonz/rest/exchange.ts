import { readSystemCode } from '../../operational-error.ts'

/** One request to the API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** After the account: `Calls/…`. */
  readonly path: string
  readonly body?: object
}

/** What became of a request. */
export type Exchange =
  /** An answer; `body` is undefined when it holds no JSON. `waitMs`: what the server says about coming again. */
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown; readonly waitMs?: number }
  /** No connection came about: nobody has seen the request. */
  | { readonly kind: 'unsent'; readonly code: string }
  /** It went out, and no answer came. */
  | { readonly kind: 'unanswered'; readonly code: string }

/** Where the API is, and who asks. */
export interface ApiAccess {
  /** Up to and including the account, no slash at the end. */
  readonly accountUrl: string
  readonly apiKey: string
  readonly timeoutMs: number
}

/** Sends one request, once. Never rejects. */
export type Send = (access: ApiAccess, request: ApiRequest) => Promise<Exchange>

/** Before these the request cannot have reached anybody. */
const UNSENT_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
])

/** Sends by HTTP. Redirects are not followed: behind one the same call might be made twice. */
export const exchange: Send = async (access, request) => {
  const { method, path, body } = request
  try {
    const response = await fetch(`${access.accountUrl}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access.apiKey}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(access.timeoutMs),
    })
    const text = await response.text()
    const waitMs = readWait(response.headers)
    return {
      kind: 'answer',
      status: response.status,
      body: parseJson(text),
      ...(waitMs === undefined ? {} : { waitMs }),
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    const code = readSystemCode(cause) ?? (error instanceof Error ? error.name : 'unknown')
    return { kind: UNSENT_CODES.has(code) ? 'unsent' : 'unanswered', code }
  }
}

/** Seconds in `Retry-After`, or in the header by which jambonz's limiter says when its window ends. */
function readWait(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? headers.get('ratelimit-reset') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= 3600 ? seconds * 1000 : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
