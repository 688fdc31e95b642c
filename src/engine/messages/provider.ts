/** A message as a provider gets it. */
export interface ProviderMessage {
  /** Number (E.164), or address of an e-mail. */
  readonly to: string
  readonly text: string
  /** Of an e-mail. */
  readonly subject?: string
  /** The same key is the same message: a provider that can tell sends it once. */
  readonly key: string
}

/** A provider took a message. */
export interface Taken {
  /** Its own id, by which its reports name the message. */
  readonly providerId?: string
  /** In the currency of the account. */
  readonly cost?: number
}

/** What a report says of a message that was sent. */
export interface DeliveryReport {
  /** The provider's id. */
  readonly providerId: string
  /** Our own key of the message, where the report holds it: it may come before the provider's answer, which has its id. */
  readonly key?: string
  readonly state: 'sent' | 'delivered' | 'failed'
  /** The provider's code. */
  readonly error?: string
  readonly cost?: number
}

/** A message from a person. */
export interface IncomingText {
  /** The same id is the same message. */
  readonly id: string
  /** E.164. */
  readonly from: string
  readonly text: string
}

/** A request of a provider, whatever server received it. */
export interface WebhookRequest {
  readonly about: 'statuses' | 'replies'
  readonly method: string
  /** The whole address as the provider called it, with its query: some sign it. */
  readonly url: string
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  /** What the path holds after the name of the webhook. */
  readonly pathSecret: string
}

/** What a request tells. */
export type WebhookReading =
  /** Its signature or secret is not good, or none can be checked: nothing is believed. */
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'malformed' }
  | {
      readonly kind: 'told'
      readonly reports: readonly DeliveryReport[]
      readonly texts: readonly IncomingText[]
      /** What the provider wants to hear. */
      readonly answer: { readonly type: string; readonly body: string }
    }

/**
 * Somebody who carries messages. One folder each, with the same files: `settings.ts` its part of messages.yaml, `provider.ts`, and where it
 * reports and receives `webhook.ts`.
 */
export interface MessageProvider {
  /** As in messages.yaml. */
  readonly name: string
  /** What one part of a message costs, where `send` does not say it. */
  readonly price?: number
  /** Hands a message over; resolves when it was taken. Rejects with a `MessageError`: by it, it may be tried again or not. */
  send(message: ProviderMessage): Promise<Taken>
  /** Looks for a message that was handed over before, of which no answer came back; absent where the key sees to it, or nothing can. `since`: epoch ms. */
  find?(message: ProviderMessage, since: number): Promise<Taken | undefined>
  /** Reads a request of the provider; absent: it sends none. */
  hear?(request: WebhookRequest): WebhookReading
}
