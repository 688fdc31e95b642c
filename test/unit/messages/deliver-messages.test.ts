import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createMessageDelivery,
  type Hours,
  makeLetter,
  MessageError,
  type MessageProvider,
  type ProviderMessage,
} from '../../../src/engine/messages/index.ts'
import { openStore } from '../../../src/engine/store/index.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'

const NOON = Date.UTC(2026, 4, 4, 12)
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** From eight to eight, on five days from midnight on. */
const HOURS: Hours = [0, 1, 2, 3, 4].map(index => {
  const dayAt = NOON - 12 * HOUR + index * DAY
  return { dayAt, from: dayAt + 8 * HOUR, until: dayAt + 20 * HOUR }
})

async function open(send: (message: ProviderMessage) => unknown, more: Partial<MessageProvider> = {}, startAt = NOON) {
  const clock = createVirtualClock(startAt)
  const store = await openStore(':memory:')
  const provider: MessageProvider = {
    name: 'test',
    async send(message) {
      return (await send(message)) ?? {}
    },
    ...more,
  }
  const providers = { sms: provider, email: provider }
  const delivery = createMessageDelivery({ store, clock, providers, log: { warn: () => undefined }, tickMs: 5000 })
  const add = async (id: string, person: string, { hours = HOURS, answers = null as string | null, segments = 1 } = {}) => {
    const letter = makeLetter(person, { message: id, purpose: 'care_reminder', hours })
    if (letter === undefined) throw new Error('no hour')
    await store.outbox.add(letter, startAt)
    await store.messages.add({
      id,
      direction: 'out',
      channel: 'sms',
      template: 'reminder',
      contact: 'c',
      campaign: 'visits',
      person,
      address: '+48600000201',
      body: `text of ${id}`,
      state: 'queued',
      providerId: null,
      meaning: null,
      error: null,
      answers,
      segments,
      createdAt: startAt,
      changedAt: startAt,
    })
  }
  const run = async (ms: number): Promise<void> => {
    const until = clock.now() + ms
    const flush = () => new Promise(resolve => setImmediate(resolve))
    await flush()
    for (let due = clock.nextDue(); due !== undefined && due <= until; due = clock.nextDue()) {
      clock.step()
      await flush()
    }
    clock.advanceTo(until)
  }
  return { store, clock, delivery, add, run }
}

describe('the delivery of messages', () => {
  it('sends each once, under its key, and keeps what the provider says of it', async () => {
    const sent: ProviderMessage[] = []
    const { store, delivery, add, run } = await open(message => {
      sent.push(message)
      return { providerId: `P${sent.length}`, cost: 0.16 }
    })
    await add('one', 'p1')
    await add('two', 'p2')
    delivery.start()
    await run(60_000)
    expect(sent.map(({ text, key }) => [text, key]).toSorted()).toEqual([
      ['text of one', 'one'],
      ['text of two', 'two'],
    ])
    expect(await store.messages.find('one')).toMatchObject({ state: 'sent', cost: 0.16, sentAt: NOON })
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })
  it('reckons the price by parts where the provider does not say it', async () => {
    const { store, delivery, add, run } = await open(() => ({}), { price: 0.1 })
    await add('one', 'p1', { segments: 3 })
    delivery.start()
    await run(1000)
    expect((await store.messages.find('one'))?.cost).toBeCloseTo(0.3)
  })
  it('tries again what was not taken, later each time, and gives up at last', async () => {
    let tries = 0
    const { store, delivery, add, run } = await open(() => {
      tries += 1
      throw new MessageError('messages/server-error')
    })
    await add('one', 'p1')
    delivery.start()
    await run(25_000)
    expect(tries).toBe(1)
    await run(3 * HOUR)
    expect(tries).toBe(6)
    expect(await store.messages.find('one')).toMatchObject({ state: 'failed', error: 'messages/server-error' })
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 1 })
  })
  it('gives up at once what the provider will never take, and goes on with the next', async () => {
    const tried: string[] = []
    const { store, delivery, add, run } = await open(({ key }) => {
      tried.push(key)
      if (key === 'one') throw new MessageError('messages/bad-address')
    })
    await add('one', 'p1')
    await add('two', 'p1')
    delivery.start()
    await run(60_000)
    expect(tried).toEqual(['one', 'two'])
    expect(await store.messages.find('one')).toMatchObject({ state: 'failed', error: 'messages/bad-address' })
    expect(await store.messages.find('two')).toMatchObject({ state: 'sent' })
  })
  it('waits a day for an account that is not served, and as long as the provider says', async () => {
    let tries = 0
    const { store, delivery, add, run } = await open(() => {
      tries += 1
      if (tries === 1) throw new MessageError('messages/over-quota', { waitMs: HOUR })
      if (tries < 12) throw new MessageError('messages/account')
    })
    await add('one', 'p1')
    delivery.start()
    await run(HOUR - 1000)
    expect(tries).toBe(1)
    await run(3 * HOUR)
    expect(tries).toBe(12)
    expect(await store.messages.find('one')).toMatchObject({ state: 'sent' })
  })
  it('looks for a message before it sends it a second time', async () => {
    let sends = 0
    const { store, delivery, add, run } = await open(
      () => {
        sends += 1
        throw new MessageError('messages/timeout')
      },
      { find: async () => ({ providerId: 'found' }) },
    )
    await add('one', 'p1')
    delivery.start()
    await run(10 * 60_000)
    expect(sends).toBe(1)
    expect(await store.messages.find('one')).toMatchObject({ state: 'sent', providerId: 'found' })
  })
  it('does not send what was cancelled meanwhile, nor to whom said STOP; an answer to them is theirs to get', async () => {
    const sent: string[] = []
    const { store, delivery, add, run } = await open(({ key }) => sent.push(key))
    await add('cancelled', 'p1')
    await store.messages.advance('cancelled', 'cancelled', {}, NOON)
    await add('unwanted', 'p1')
    await add('answer', 'p1', { answers: 'reply' })
    const entry = { kind: 'opt_out', purpose: '*', channel: 'sms', source: 'sms', evidence: null, at: NOON } as const
    await store.ledger.record({ ...entry, id: 'o', subjectKind: 'number', subject: '+48600000201' })
    delivery.start()
    await run(60_000)
    expect(sent).toEqual(['answer'])
    expect(await store.messages.find('unwanted')).toMatchObject({ state: 'failed', error: 'opted_out' })
  })
  it('never sends outside of its hours, nor twice a day to a person, whatever fails meanwhile', async () => {
    const plan = fc.record({
      startAt: fc.integer({ min: 0, max: 23 }),
      messages: fc.array(fc.record({ person: fc.constantFrom('p1', 'p2'), failures: fc.integer({ min: 0, max: 4 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ startAt, messages }) => {
        const failures = new Map(messages.map(({ failures: count }, index) => [`m${index}`, count]))
        const sent: { readonly at: number; readonly person: string }[] = []
        const world = await open(
          ({ key }) => {
            const left = failures.get(key) ?? 0
            failures.set(key, left - 1)
            if (left > 0) throw new MessageError('messages/server-error')
            sent.push({ at: world.clock.now(), person: messages[Number(key.slice(1))]?.person ?? '' })
          },
          {},
          NOON - 12 * HOUR + startAt * HOUR,
        )
        const hours = HOURS.filter(({ until }) => until > world.clock.now())
        for (const [index, { person }] of messages.entries()) await world.add(`m${index}`, person, { hours })
        world.delivery.start()
        for (let hour = 0; hour < 5 * 24; hour++) await skip(world, HOUR)
        await world.delivery.stop()
        for (const { at } of sent) expect(HOURS.some(({ from, until }) => from <= at && at < until)).toBe(true)
        const days = sent.map(({ at, person }) => `${person} ${Math.floor(at / DAY)}`)
        expect(new Set(days).size).toBe(days.length)
        // Nothing is lost: it left, or it was given up for a reason.
        for (const index of messages.keys()) {
          const message = await world.store.messages.find(`m${index}`)
          expect(message?.state === 'sent' || message?.error === 'too_late').toBe(true)
        }
        await world.store.close()
      }),
      { numRuns: 8 },
    )
  }, 60_000)
})

/** Lets time pass in few steps: the delivery looks once, as the outbox says when. */
async function skip(world: Awaited<ReturnType<typeof open>>, ms: number): Promise<void> {
  world.clock.advanceTo(world.clock.now() + ms - 6000)
  await world.run(6000)
}
