/** Guards that every machine has; a condition of an author with such a name gets its document's name before it. */
export const BUILT_IN_GUARDS: ReadonlySet<string> = new Set([
  'answered',
  'values',
  'skipped',
  'silent',
  'not_understood',
  'off_list',
  'failed',
  'done',
  'empty',
  'slow',
  'result',
  'gave',
  'bridged',
  'busy',
  'no_answer',
  'closed',
])
