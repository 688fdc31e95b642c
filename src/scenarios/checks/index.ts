/**
 * Checks: what is wrong in a clinic's scenarios before the first call.
 * In: a workspace as read (documents, contracts, lexicons, language files).
 * Out: findings with places and remedies, made from the catalogue in source/catalogue; one rule a file in rules/.
 * Must not know: how a scenario is compiled or a call is held, files on a disk.
 */
export { checkWorkspace } from './check-workspace.ts'
