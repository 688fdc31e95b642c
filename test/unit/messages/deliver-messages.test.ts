import { describe, expect, it } from 'vitest'
import type { OutgoingMessage } from '../../../src/engine/call/index.ts'
import { createMessageDelivery } from '../../../src/engine/messages/index.ts'
import { openStore } from '../../../src/engine/store/index.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'

const NOON = Date.UTC(2026, 4, 4, 12)
async function open(send: (message: OutgoingMessage) => void) {
  const clock = createVirtualClock(NOON)
  const store = await openStore(':memory:')
  const delivery = createMessageDelivery({ store, clock, messages: { send }, log: { warn: () => undefined } })
  const add = async (id: string, person: string) => {
    const payload = { message: id }
    await store.outbox.add({ id, kind: 'message', stream: person, idempotencyKey: id, payload, dueAt: NOON }, NOON)
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
      createdAt: NOON,
      changedAt: NOON,
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
  return { store, delivery, add, run }
}

describe('the delivery of messages', () => {
  it('sends each once, in order for each person', async () => {
    const sent: string[] = []
    const { store, delivery, add, run } = await open(({ text, to }) => sent.push(`${to} ${text}`))
    await add('one', 'p1')
    await add('two', 'p1')
    await add('three', 'p2')
    delivery.start()
    await run(60_000)
    expect(sent.toSorted()).toEqual(['one', 'three', 'two'].map(id => `+48600000201 text of ${id}`))
    expect(sent.indexOf('+48600000201 text of one')).toBeLessThan(sent.indexOf('+48600000201 text of two'))
    expect((await store.messages.find('one'))?.state).toBe('sent')
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })
  it('tries again what was not taken, later each time, and gives up at last', async () => {
    let tries = 0
    const { store, delivery, add, run } = await open(() => {
      tries += 1
      throw Object.assign(new Error('no'), { code: 'sms/refused' })
    })
    await add('one', 'p1')
    delivery.start()
    await run(25_000)
    expect(tries).toBe(1)
    await run(3 * 3_600_000)
    expect(tries).toBe(6)
    expect(await store.messages.find('one')).toMatchObject({ state: 'failed', error: 'sms/refused' })
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 1 })
  })
  it('does not send what was cancelled meanwhile', async () => {
    const sent: unknown[] = []
    const { store, delivery, add, run } = await open(message => sent.push(message))
    await add('one', 'p1')
    await store.messages.change('one', { state: 'cancelled' }, NOON)
    delivery.start()
    await run(10_000)
    expect(sent).toEqual([])
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })
})
