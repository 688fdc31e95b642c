import type { Clock } from '../../engine/call/ports.ts'
import type { Send } from '../../engine/jambonz/rest/index.ts'
import type { Exchange } from './create-exchange.ts'

/** The way of a REST client to a stand-in in the same process, without HTTP: for virtual time. */
export function sendDirectly(exchange: Exchange, clock: Clock): Send {
  return async (access, request) => {
    const { pathname } = new URL(access.accountUrl)
    const reply = exchange.handle({
      method: request.method,
      url: `${pathname}/${request.path}`,
      authorization: `Bearer ${access.apiKey}`,
      body: request.body === undefined ? undefined : (JSON.parse(JSON.stringify(request.body)) as unknown),
    })
    if (reply.kind === 'lost') return { kind: 'unanswered', code: 'ECONNRESET' }
    const { status, body, retryAfterS, afterMs = 0 } = reply
    if (afterMs > 0) await new Promise<void>(resolve => void clock.setTimeout(resolve, Math.min(afterMs, access.timeoutMs)))
    if (afterMs >= access.timeoutMs) return { kind: 'unanswered', code: 'TimeoutError' }
    return { kind: 'answer', status, body, ...(retryAfterS === undefined ? {} : { waitMs: retryAfterS * 1000 }) }
  }
}
