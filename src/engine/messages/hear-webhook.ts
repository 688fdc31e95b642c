import type { Store } from '../store/index.ts'
import type { DeliveryReport, IncomingText, MessageProvider, WebhookRequest } from './provider.ts'

/** What answers requests of providers. */
export interface WebhookOptions {
  readonly provider: MessageProvider
  readonly store: Store
  now(): number
  /** Takes a message of a person; the same id is the same message. When it rejects, the provider is told to try again. */
  takeText(text: IncomingText): Promise<void>
  readonly log: {
    warn(facts: Readonly<Record<string, unknown>>, message: string): void
    error(facts: Readonly<Record<string, unknown>>, message: string): void
  }
}

/** An answer over HTTP. */
export interface WebhookAnswer {
  readonly status: number
  readonly type: string
  readonly body: string
}

const PLAIN = { type: 'text/plain', body: '' }

/**
 * Answers a request of the provider: 200 when all that it tells is kept, 401 when it cannot be believed, 400 when it says nothing, 404 when
 * the provider has no webhooks, 500 when the store is away. What comes late, twice or in the wrong order changes nothing back.
 */
export async function hearWebhook(options: WebhookOptions, request: WebhookRequest): Promise<WebhookAnswer> {
  const { provider, store, log } = options
  const reading = provider.hear?.(request)
  const facts = { provider: provider.name, about: request.about }
  if (reading === undefined) return { status: 404, ...PLAIN }
  if (reading.kind === 'unsigned') {
    log.warn(facts, 'a message webhook without a good signature or secret was refused')
    return { status: 401, ...PLAIN }
  }
  if (reading.kind === 'malformed') {
    log.warn(facts, 'a message webhook could not be read')
    return { status: 400, ...PLAIN }
  }
  try {
    for (const report of reading.reports) await noteReport(store, report, options.now())
    for (const text of reading.texts) await options.takeText(text)
  } catch (error) {
    log.error({ ...facts, error: error instanceof Error ? error.name : 'unknown' }, 'a message webhook could not be taken')
    return { status: 500, ...PLAIN }
  }
  return { status: 200, ...reading.answer }
}

async function noteReport(store: Store, { providerId, key, state, error, cost }: DeliveryReport, now: number): Promise<void> {
  const named = key === undefined ? undefined : await store.messages.find(key)
  const message = named ?? (await store.messages.findByProviderId(providerId))
  if (message === undefined || message.direction === 'in') return
  // The answer that holds it is on its way, or was lost.
  if (message.providerId === null) await store.messages.change(message.id, { providerId }, now)
  await store.messages.advance(message.id, state, { ...(error !== undefined && { error }) }, now)
  if (cost !== undefined) await store.messages.change(message.id, { cost }, now)
}
