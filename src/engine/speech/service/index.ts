// What jambonz calls a custom speech vendor: its WebSocket protocol of recognition, synthesis over HTTP, and streaming synthesis.
// In: sockets and requests, with the credential's token. Out: transcriptions and audio.
// Must not know: which providers there are, scenarios, calls. Source: docs.jambonz.org, "custom speech".
export { createSpeechService, SPEECH_PATHS, type SpeechService, type SpeechServiceOptions } from './speech-service.ts'
export type { ServiceLog } from './service-log.ts'
