// What must never be missed: danger to life, and the wish to be called no more.
// In: the words of an utterance, its language. Out: the sign found, and whether something in the utterance speaks against it.
// Must not know: lexicons, steps, scenarios.
export { hasDenied } from './find-denied.ts'
export { findCalm, findPast, isCalm, readUrgent, refusesMore, URGENT, type UrgentSign } from './read-urgent.ts'
