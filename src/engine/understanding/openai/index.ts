// Language models over the OpenAI API, and whatever speaks the same: the only importer of `openai`.
// In: a key, an address, the name of a model. Out: the cascade's `LanguageModel`.
// Must not know: scenarios, callers, what the answers are for.
export { createOpenAiModel, type OpenAiOptions } from './create-openai-model.ts'
