import { readSystemCode } from '../operational-error.ts'
import { MessageError } from './message-error.ts'

/** How providers are spoken to over HTTP. */
export interface ExchangeOptions {
  readonly timeoutMs: number
  /** Default: the process's own. */
  readonly fetch?: typeof fetch
}

/** A request to a provider. */
export interface ProviderRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** An answer of whatever status; `data` is its JSON, undefined where it is none. */
export interface ProviderAnswer {
  readonly status: number
  readonly text: string
  readonly data: unknown
  readonly waitMs: number | undefined
}

/** More than an answer about one message ever has. */
const MOST_CHARACTERS = 256 * 1024

/** Sends a request and reads the whole answer. Rejects with a `MessageError` when there is none; whether it is a good one the caller sees. */
export async function exchange(request: ProviderRequest, options: ExchangeOptions): Promise<ProviderAnswer> {
  const { method, url, headers, body } = request
  try {
    const response = await (options.fetch ?? fetch)(url, {
      method,
      headers: { ...headers },
      ...(body !== undefined && { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs),
    })
    const text = (await response.text()).slice(0, MOST_CHARACTERS)
    return { status: response.status, text, data: parse(text), waitMs: readPatience(response.headers.get('retry-after')) }
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'TimeoutError') throw new MessageError('messages/timeout', { cause })
    const code = readSystemCode(cause instanceof Error ? cause.cause : undefined) ?? 'unknown'
    throw new MessageError('messages/unreachable', { reason: code, cause })
  }
}

/** The failure that an HTTP status tells of; undefined when it tells of none. `reason`: the provider's own code. */
export function readStatusFailure({ status, waitMs }: ProviderAnswer, reason = String(status)): MessageError | undefined {
  if (status >= 200 && status < 300) return undefined
  const more = { reason, ...(waitMs !== undefined && { waitMs }) }
  if (status === 429) return new MessageError('messages/over-quota', more)
  if (status === 401 || status === 402 || status === 403) return new MessageError('messages/account', more)
  if (status >= 500 || status === 408 || status === 425) return new MessageError('messages/server-error', more)
  return new MessageError('messages/refused', more)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function readPatience(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined
}
