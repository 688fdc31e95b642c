// What callers mean and which values they say, offline.
// In: the recogniser's hypotheses, and what the step can use (HearingContext). Out: meanings and values with their places and how sure they are.
// Must not know: steps' exits, ladders, telephones, the clock.
export { CORE_MEANINGS, CORE_OF, KIND_OF } from './core-meanings.ts'
export { createUnderstanding, type LocalUnderstanding } from './create-understanding.ts'
export { createTextHearer, HEARD_KINDS, type HeardText, type TextHearer, type TextToHear } from './hear-text.ts'
export type { ClassifierStore } from './knowledge.ts'
export { pickMainMeaning } from './main-meaning.ts'
export { saysOnlyOneself } from './read-meanings.ts'
export { NAME_MATCHER } from './names/index.ts'
