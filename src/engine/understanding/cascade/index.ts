// A second opinion on what callers mean, from a language model, where the local understanding is unsure.
// In: the local understanding, a model, a clock, a budget and a limit. Out: the same port, with each use of the model told in what is heard.
// Must not know: which library or server the model is reached by, steps' exits, telephones, files.
export type { DailyLimit, DayOfUse, Prices, UsageStore } from './allowance.ts'
export { type Cascade, type CascadeOptions, createCascade, type ModelAnswer, type ModelCounters } from './create-cascade.ts'
export { type LanguageModel, ModelError, type ModelReply, type ModelRequest } from './language-model.ts'
export { maskText } from './masking/index.ts'
