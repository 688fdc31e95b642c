// Values in what callers say: dates, times, numbers, in five languages, by one grammar and five tables of words.
// In: a text, its language, what was asked for, `now` and the clinic's zone. Out: values in canonical forms with their places.
// Must not know: scenarios' steps, telephones, the clock.
export { type DigitRun, listDigitRuns } from './digit-runs.ts'
export { listNumbersAt, readNumberAt, type SpokenNumber } from './numbers.ts'
export { PARTS, type PartOfDay, type ReadingOptions, type SpokenValue, VALUE_KINDS, type ValueKind } from './kinds.ts'
export { isDeniedAt, readExtreme, readPlaces, type SpokenExtreme } from './places.ts'
export { pickBest } from './pick-best.ts'
export { readScaleEnd } from './scale-end.ts'
export { readBest, readValues } from './read-values.ts'
