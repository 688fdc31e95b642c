import type { Clock } from '../call/ports.ts'
import type { Letter, MessageRecord, Store } from '../store/index.ts'
import type { Providers } from './create-providers.ts'
import { createOutboxRun, type OutboxRun } from './empty-outbox.ts'
import { findHour, type MessageLetter, readLetter } from './letter.ts'
import { MessageError } from './message-error.ts'
import type { MessageProvider, ProviderMessage, Taken } from './provider.ts'

/** What delivers the messages of campaigns. */
export interface DeliveryOptions {
  readonly store: Store
  /** The way out. */
  readonly providers: Providers
  readonly clock: Clock
  readonly log: { warn(facts: Readonly<Record<string, unknown>>, message: string): void }
  /** Between two looks at the outbox. Default 2 s. */
  readonly tickMs?: number
}

const MOST_TRIES = 6
const FIRST_WAIT_MS = 30_000
/** An account without credit is somebody's task: so long nothing is given up for it. */
const ACCOUNT_WAIT_MS = 10 * 60_000
const ACCOUNT_PATIENCE_MS = 24 * 3_600_000

/**
 * Creates the delivery, at rest. Each message leaves at least once, in order for each person, only within its hours, and at most one a day
 * goes to a person of its own accord. What the provider does not take is tried again, later each time; what it will never take is given up
 * at once. Before a second try the message is looked for where the provider can tell: the first may have been taken.
 */
export function createMessageDelivery(options: DeliveryOptions): OutboxRun {
  const { store, clock, log, tickMs } = options

  const deliver = async (letter: Letter): Promise<void> => {
    const written = readLetter(letter.payload)
    const message = await store.messages.find(written.message)
    const now = clock.now()
    if (message === undefined || message.state !== 'queued') return store.outbox.markDone(letter.id, now)
    if (await isUnwanted(store, message, written)) return giveUp(letter, message, 'opted_out')
    const at = findHour(written.hours, now, await findLastSent(store, message, written))
    if (at === undefined) return giveUp(letter, message, 'too_late')
    if (at > now) return store.outbox.postpone(letter.id, at)
    const provider = options.providers[message.channel]
    let taken: Taken
    try {
      taken = await hand(provider, message, letter)
    } catch (error) {
      return fail(letter, message, error)
    }
    await note(letter, message, provider, taken)
  }
  const note = async (letter: Letter, message: MessageRecord, provider: MessageProvider, taken: Taken): Promise<void> => {
    const sentAt = clock.now()
    const { providerId } = taken
    const parts = message.segments ?? 1
    const cost = taken.cost ?? (provider.price === undefined ? undefined : provider.price * parts)
    await store.transaction(async inside => {
      // What the answer does not say a report may have said.
      const change = { ...(providerId !== undefined && { providerId }), sentAt, ...(cost !== undefined && { cost }) }
      // Its report may have come before this answer.
      if (!(await inside.messages.advance(message.id, 'sent', change, sentAt)))
        await inside.messages.change(message.id, change, sentAt)
      await inside.outbox.markDone(letter.id, sentAt)
    })
  }
  const fail = async (letter: Letter, message: MessageRecord, error: unknown): Promise<void> => {
    const now = clock.now()
    const known = error instanceof MessageError ? error : undefined
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed'
    const isAccount = known?.code === 'messages/account'
    const isOver = isAccount ? now - letter.createdAt >= ACCOUNT_PATIENCE_MS : letter.tries >= MOST_TRIES
    const isLast = known?.retryable === false || isOver
    log.warn({ letter: letter.id, code, reason: known?.facts['reason'], tries: letter.tries, isLast }, 'a message was not sent')
    if (isLast) return giveUp(letter, message, code)
    const waitMs = isAccount ? ACCOUNT_WAIT_MS : FIRST_WAIT_MS * 2 ** (letter.tries - 1)
    await store.outbox.markFailed(letter.id, code, now, now + Math.max(known?.waitMs ?? 0, waitMs))
  }
  const giveUp = (letter: Letter, message: MessageRecord, error: string): Promise<void> =>
    store.transaction(async inside => {
      const now = clock.now()
      await inside.outbox.markFailed(letter.id, error, now)
      await inside.messages.advance(message.id, 'failed', { error }, now)
    })
  const run = { outbox: store.outbox, kind: 'message', deliver, clock, log }
  return createOutboxRun(tickMs === undefined ? run : { ...run, tickMs })
}

async function hand(provider: MessageProvider, message: MessageRecord, letter: Letter): Promise<Taken> {
  const { address: to, body: text, subject } = message
  const outgoing: ProviderMessage = { to, text, key: letter.idempotencyKey, ...(subject !== null && { subject }) }
  const before = letter.tries > 1 ? await provider.find?.(outgoing, letter.createdAt) : undefined
  return before ?? provider.send(outgoing)
}

/** An opt-out may have come after the message was written. What somebody asked for is theirs to get. */
async function isUnwanted(
  store: Store,
  { answers, person, address, channel }: MessageRecord,
  { purpose }: MessageLetter,
): Promise<boolean> {
  if (answers !== null) return false
  const optOuts = await store.ledger.listOptOuts(person === null ? [address] : [person, address])
  return optOuts.some(optOut => ['*', channel].includes(optOut.channel) && ['*', purpose].includes(optOut.purpose))
}

/** The last message of its own accord to the person; answers do not wait for it. */
async function findLastSent(
  store: Store,
  { answers, person }: MessageRecord,
  { hours }: MessageLetter,
): Promise<number | undefined> {
  const since = hours[0]?.dayAt
  return answers !== null || person === null || since === undefined ? undefined : store.messages.findLastSent(person, since)
}
