// What a caller meant: the first, small version, which a later one replaces behind the same port.
// In: hypotheses of the recogniser, the step's meanings and expected values, the scenario's lexicon, `now`, the clinic's zone.
// Out: meanings in the order they were said, values with their places in the text, noise, another language.
// Must not know: steps' exits, ladders, telephones, the clock.
export { createUnderstanding } from './create-understanding.ts'
