// Text messages and e-mails that calls send.
// In: messages with an idempotency key. Out: a list in memory, or lines of an outbox that is handed in.
// Must not know: calls, steps, the file system, providers.
export { createFileMessages, createMemoryMessages } from './create-messages.ts'
export { createMessageDelivery, type DeliveryOptions, type MessageDelivery } from './deliver-messages.ts'
