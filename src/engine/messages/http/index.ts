// Any provider with an HTTP API, as messages.yaml describes it. In: messages, its requests. Out: requests by templates, what answers mean.
// Must not know the store, campaigns, other providers.
export { createHttpProvider } from './provider.ts'
export { httpShape } from './settings.ts'
