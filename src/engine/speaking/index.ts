// Typed values into the words of a language: Polish, Russian, Ukrainian, Catalan, English, one folder each beside what they share.
// In: a value, its type, the format that the author wrote, the language, the clinic's zone; or a request of the command `speak`.
// Out: words that a voice can read; no digit, sign or abbreviation ever leaves (`as written`, for messages, apart).
// Must not know: scenarios, steps, calls, telephones.
export { createSpeaking } from './create-speaking.ts'
export { DATE_STYLES, REQUEST_KINDS, sayRequest } from './say-request.ts'
