/**
 * Checks: what is wrong in a clinic's scenarios before the first call.
 * In: a workspace as read (documents, contracts, lexicons, language files).
 * Out: findings with places and remedies, made from the catalogue in source/catalogue; one rule a file in rules/.
 * Must not know: how a scenario is compiled or a call is held, files on a disk.
 * Also here for the compiler: the types of the data that steps keep, and the lines of a document under their keys.
 */
export { checkWorkspace } from './check-workspace.ts'
export { commonFields, type Declarations, fieldsOfKept, givenTo, type Kept, keptBy } from './data.ts'
export { type Line, linesOfPolicy, linesOfStep } from './lines.ts'
