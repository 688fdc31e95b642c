import type { Clock, Messages, OutgoingMessage } from '../call/ports.ts'
import type { Store } from '../store/index.ts'
import type { Providers } from './create-providers.ts'
import { makeLetter } from './letter.ts'
import { countSegments } from './segments.ts'

/** How late a message may come that was asked for in a call: after that it is night, or not awaited any more. */
const LATEST_MS = 2 * 3_600_000

/** Messages of calls, handed to the providers at once: what is not taken is the call's to tell. */
export function createDirectMessages(providers: Providers): Messages {
  return {
    async send({ channel, to, text, idempotencyKey: key }) {
      await providers[channel].send({ to, text, key })
    },
  }
}

/** Messages of calls through the store's outbox: sent once they are kept, and tried again when the provider is away. */
export function createKeptMessages(store: Store, clock: Pick<Clock, 'now'>): Messages {
  return {
    send: message =>
      store.transaction(async inside => {
        const now = clock.now()
        const hours = [{ dayAt: now, from: now, until: now + LATEST_MS }]
        const letter = makeLetter(message.to, { message: message.idempotencyKey, purpose: '*', hours })
        if (!(await inside.messages.add(makeRecord(message, now))) || letter === undefined) return
        await inside.outbox.add(letter, now)
      }),
  }
}

function makeRecord({ idempotencyKey, channel, to, text, callId }: OutgoingMessage, now: number) {
  return {
    id: idempotencyKey,
    direction: 'out',
    channel,
    template: null,
    contact: null,
    campaign: null,
    person: null,
    address: to,
    body: text,
    state: 'queued',
    providerId: null,
    meaning: null,
    error: null,
    answers: callId,
    segments: channel === 'sms' ? countSegments(text).segments : null,
    createdAt: now,
    changedAt: now,
  } as const
}
