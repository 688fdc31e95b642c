// Names of people in what callers say: which name it is, and whether it is the one that is expected.
// In: an utterance, its language, perhaps the expected person. Out: a name with its place, a likeness 0..1.
// Must not know: scenarios' steps, what a likeness is enough for.
export { NAME_MATCHER } from './compare-names.ts'
export { matchName } from './match-name.ts'
export { type NameClaim, readClaim } from './read-claim.ts'
export { readName } from './read-name.ts'
export { readPerson } from './read-person.ts'
