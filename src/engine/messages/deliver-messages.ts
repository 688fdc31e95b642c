import type { Clock, Messages } from '../call/ports.ts'
import type { Letter, Store } from '../store/index.ts'

/** What delivers the messages of campaigns. */
export interface DeliveryOptions {
  readonly store: Store
  /** The way out. The same idempotency key is the same message. */
  readonly messages: Messages
  readonly clock: Clock
  readonly log: { warn(facts: Readonly<Record<string, unknown>>, message: string): void }
  /** Between two looks at the outbox. Default 2 s. */
  readonly tickMs?: number
}

/** Delivers what waits in the store's outbox. */
export interface MessageDelivery {
  start(): void
  /** No more deliveries; resolves when the last one has ended. */
  stop(): Promise<void>
}

const AT_ONCE = 20
const LEASE_MS = 60_000
const MOST_TRIES = 6
const FIRST_WAIT_MS = 30_000

/**
 * Creates the delivery, at rest. Each message leaves at least once, in order for each person; one that the provider does not take is tried
 * again, later each time, and at last given up.
 */
export function createMessageDelivery(options: DeliveryOptions): MessageDelivery {
  const { store, clock, log, tickMs = 2000 } = options
  let timer: unknown
  let isStopped = false

  const deliver = async (letter: Letter): Promise<void> => {
    const message = await store.messages.find(readMessageId(letter.payload))
    if (message === undefined || message.state !== 'queued') return store.outbox.markDone(letter.id, clock.now())
    const { channel, address: to, body: text } = message
    try {
      await options.messages.send({
        channel,
        to,
        text,
        idempotencyKey: letter.idempotencyKey,
        callId: message.contact ?? message.id,
      })
    } catch (error) {
      const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed'
      const isLast = letter.tries >= MOST_TRIES
      const now = clock.now()
      await store.transaction(async inside => {
        await inside.outbox.markFailed(letter.id, code, now, isLast ? undefined : now + FIRST_WAIT_MS * 2 ** (letter.tries - 1))
        if (isLast) await inside.messages.change(message.id, { state: 'failed', error: code }, now)
      })
      log.warn({ letter: letter.id, code, tries: letter.tries, isLast }, 'a message was not sent')
      return
    }
    await store.transaction(async inside => {
      await inside.messages.change(message.id, { state: 'sent' }, clock.now())
      await inside.outbox.markDone(letter.id, clock.now())
    })
  }
  const round = async (): Promise<void> => {
    for (const letter of await store.outbox.take('message', clock.now(), LEASE_MS, AT_ONCE)) await deliver(letter)
  }
  let running: Promise<void> = Promise.resolve()
  const loop = (): void => {
    running = round()
      // What was taken and not delivered comes again when its lease has run out.
      .catch((error: unknown) => log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'messages wait'))
      .then(() => {
        if (!isStopped) timer = clock.setTimeout(loop, tickMs)
      })
  }
  return {
    start: loop,
    stop() {
      isStopped = true
      clock.clearTimeout(timer)
      return running
    },
  }
}

function readMessageId(payload: unknown): string {
  return typeof payload === 'object' && payload !== null && 'message' in payload && typeof payload.message === 'string'
    ? payload.message
    : ''
}
