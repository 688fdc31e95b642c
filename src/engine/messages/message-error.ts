import { OperationalError } from '../operational-error.ts'

const WORDS = {
  'messages/refused': 'The provider refuses this message.',
  'messages/bad-address': 'The provider says that nobody can be written to there.',
  'messages/account': 'The provider does not serve this account: its key, its credit or its rights.',
  'messages/over-quota': 'The provider takes no more messages for now.',
  'messages/unreachable': 'The provider cannot be reached.',
  'messages/timeout': 'The provider does not answer in time.',
  'messages/server-error': 'The provider has a fault.',
  'messages/malformed': 'The provider answers something that is no answer.',
} as const

/** Kinds of failures. */
export type MessageErrorCode = keyof typeof WORDS

/** These are the message's own fault, or its address's: trying again changes nothing. */
const FOR_EVER: ReadonlySet<MessageErrorCode> = new Set(['messages/refused', 'messages/bad-address'])

/** A message was not taken, or it is not known whether it was. `retryable`: trying again may help. */
export class MessageError extends OperationalError {
  declare readonly code: MessageErrorCode
  /** The provider asks for so much patience. */
  readonly waitMs: number | undefined

  constructor(
    code: MessageErrorCode,
    more: { readonly reason?: string; readonly waitMs?: number; readonly cause?: unknown } = {},
  ) {
    super(code, WORDS[code], {
      retryable: !FOR_EVER.has(code),
      ...(more.reason !== undefined && { facts: { reason: more.reason } }),
      ...(code === 'messages/account' && { remedy: "Look at the provider's portal, and at the secrets in the environment." }),
      cause: more.cause,
    })
    this.waitMs = more.waitMs
  }
}
