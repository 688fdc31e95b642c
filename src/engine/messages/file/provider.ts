import { createFileMessages } from '../create-messages.ts'
import type { MessageProvider } from '../provider.ts'

/** What a file of messages is made of. */
export interface FileOptions {
  readonly channel: 'sms' | 'email'
  /** Adds a line, with its newline. */
  append(line: string): void | Promise<void>
}

/** For trying out: messages become JSON lines of a file, and nobody gets them. The same key is written once by one process. */
export function createFileProvider({ channel, append }: FileOptions): MessageProvider {
  const messages = createFileMessages({ append })
  return {
    name: 'file',
    async send({ to, text, key }) {
      await messages.send({ channel, to, text, idempotencyKey: key, callId: key })
      return {}
    },
  }
}
