// Text messages and e-mails: who carries them (messages.yaml), how they leave, what providers report and people write back.
// In: messages with an idempotency key, letters of the store's outbox, requests of providers. Out: messages handed over once in their hours,
// states that only move forward, texts of people. Must not know: calls, campaigns, what a reply means, the file system.
export { createDirectMessages, createKeptMessages } from './call-messages.ts'
export { createFileMessages, createMemoryMessages } from './create-messages.ts'
export { createProvider, createProviders, type Providers, type ProviderSurroundings } from './create-providers.ts'
export { createMessageDelivery, type DeliveryOptions } from './deliver-messages.ts'
export { createOutboxRun, type OutboxRun } from './empty-outbox.ts'
export { hearWebhook, type WebhookAnswer } from './hear-webhook.ts'
export { type Hours, makeLetter } from './letter.ts'
export { MessageError } from './message-error.ts'
export { DEFAULT_MESSAGES, messagesFileShape, type MessagesSettings, readMessagesFile } from './messages-file.ts'
export { buildMessagesManual } from './messages-manual.ts'
export type { IncomingText, MessageProvider, ProviderMessage, Taken, WebhookRequest } from './provider.ts'
export { countSegments, type SegmentCount } from './segments.ts'
export { wrapMessages } from './wrap-messages.ts'
