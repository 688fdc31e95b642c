// Typed values into the words of a language.
// In: a value, its type, the format that the author wrote, the language, the clinic's zone.
// Out: words that a voice can read; in Polish no digit, sign or abbreviation ever leaves (`as written`, for messages, apart).
// Must not know: scenarios, steps, calls, telephones.
export { createSpeaking } from './create-speaking.ts'
