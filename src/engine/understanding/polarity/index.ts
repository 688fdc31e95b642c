// Yes and no, read by rule: particles, denied refusals, denied acts.
// In: the words of an utterance, its language. Out: agreement or refusal, which words said it, and whether anything else was said.
// Must not know: lexicons, steps, scenarios.
export {
  countAttending,
  countPadding,
  countYes,
  isAttendingYes,
  isNegator,
  isOnlyOneself,
  type Polarity,
  readPolarity,
} from './read-polarity.ts'
