// Azure AI Speech: the only importer of Microsoft's SDK, which is loaded when it is first used.
// In: a key, and the region or host of the resource. Out: a provider that listens and speaks.
// Must not know: jambonz, scenarios, other providers.
export { createAzureProvider } from './provider.ts'
export type { AzureOptions } from './sdk.ts'
