import type { Messages, OutgoingMessage } from '../call/ports.ts'

/** Messages kept in memory, for tests and simulations. */
export interface MemoryMessages extends Messages {
  /** In the order they were sent, each idempotency key once. */
  readonly sent: readonly OutgoingMessage[]
}

/** Keeps messages in memory. The same idempotency key is the same message. */
export function createMemoryMessages(): MemoryMessages {
  const sent: OutgoingMessage[] = []
  const seen = new Set<string>()
  return {
    sent,
    send(message) {
      if (seen.has(message.idempotencyKey)) return
      seen.add(message.idempotencyKey)
      sent.push(message)
    },
  }
}

/**
 * An outbox of JSON lines, one message a line, for a sender outside to pick up. `append` gets the line with its newline and rejects
 * when it could not be written; then the message may be tried again. The same idempotency key is written once.
 */
export function createFileMessages(file: { append(line: string): void | Promise<void> }): Messages {
  const written = new Map<string, Promise<void>>()
  return {
    send(message) {
      const before = written.get(message.idempotencyKey)
      if (before !== undefined) return before
      const writing = Promise.resolve()
        .then(() => file.append(`${JSON.stringify(message)}\n`))
        .catch((cause: unknown) => {
          written.delete(message.idempotencyKey)
          throw cause
        })
      written.set(message.idempotencyKey, writing)
      return writing
    },
  }
}
