// OpenAI's transcription and speech, and servers of one's own that speak the same API. With understanding/openai the only importer of openai.
// In: a key, an address, names of models. Out: a provider that listens and speaks.
// Must not know: jambonz, scenarios, other providers.
export { createOpenAiSpeechProvider, type OpenAiSpeechOptions } from './provider.ts'
