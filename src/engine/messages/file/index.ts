// A file instead of a provider, for trying out. In: messages. Out: JSON lines.
// Must not know the store, campaigns, the file system, other providers.
export { createFileProvider } from './provider.ts'
export { fileShape } from './settings.ts'
