import { describe, expect, it } from 'vitest'
import { createFileMessages, createMemoryMessages } from '../../../src/engine/messages/index.ts'

const message = { channel: 'sms', to: '+48600000000', text: 'Wizyta 5 maja.', idempotencyKey: 'k1', callId: 'c1' } as const

describe('messages', () => {
  it('are kept in memory once for each key', () => {
    const messages = createMemoryMessages()
    void messages.send(message)
    void messages.send(message)
    void messages.send({ ...message, idempotencyKey: 'k2' })
    expect(messages.sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['k1', 'k2'])
  })
  it('are written to the outbox as one line of JSON each, once for each key', async () => {
    const lines: string[] = []
    const messages = createFileMessages({ append: line => void lines.push(line) })
    await messages.send(message)
    await messages.send(message)
    expect(lines).toEqual([`${JSON.stringify(message)}\n`])
  })
  it('may be tried again when the outbox could not be written', async () => {
    let isFull = true
    const lines: string[] = []
    const messages = createFileMessages({
      append(line) {
        if (isFull) throw new Error('disk full')
        lines.push(line)
      },
    })
    await expect(messages.send(message)).rejects.toThrow('disk full')
    isFull = false
    await messages.send(message)
    expect(lines).toHaveLength(1)
  })
})
