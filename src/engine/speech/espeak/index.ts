// The voice of last resort: espeak-ng as a process, in all five languages, without network or key. It speaks and cannot listen.
// In: a text and a voice. Out: audio as espeak-ng writes it.
// Must not know: jambonz, scenarios, other providers.
export { isEspeakInstalled } from './is-installed.ts'
export { createEspeakProvider, type EspeakOptions } from './provider.ts'
