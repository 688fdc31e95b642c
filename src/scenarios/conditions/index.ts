/**
 * Conditions: the only place where an author writes an expression (CEL).
 * In: a name, its source, and the fields of the document that has it.
 * Out: a predicate over a call's data that never throws, problems with offsets, and what the condition reads and proves by has().
 * Must not know: steps and exits (checks), where the source stands in a file (source), whose the data are.
 * Traps kept out here: whole numbers are BigInt in CEL, matches() can hang, a missing field throws, moments are timestamps there.
 */
export {
  compileCondition,
  type ConditionProblem,
  type ConditionReading,
  typeAt,
} from './compile-condition.ts'
