// SMSAPI (smsapi.pl, smsapi.com). In: messages, its callbacks. Out: its requests, what its answers and callbacks mean.
// Must not know the store, campaigns, other providers.
export { createSmsapi } from './provider.ts'
export { smsapiShape } from './settings.ts'
