// Twilio. In: messages, its webhooks. Out: its requests, what its answers and webhooks mean.
// Must not know the store, campaigns, other providers.
export { createTwilio } from './provider.ts'
export { twilioShape } from './settings.ts'
