import { KeptBack } from './kept-back.ts'

/** Runs what must not keep the rest from happening. */
export function quietly(run: () => unknown): void {
  try {
    run()
  } catch {
    // The call is ending by a fault already.
  }
}

/** A bug for the record: its kind and place, without what its message may hold. */
export function nameFault(cause: unknown): string {
  if (cause instanceof KeptBack) return cause.message
  return cause instanceof Error ? `${cause.name} in ${placeOf(cause)}` : 'unknown'
}

/** Where a bug is: the first line of its stack that names a file, without what the message may hold. */
function placeOf(error: Error): string {
  const line = error.stack?.split('\n').find(candidate => candidate.trim().startsWith('at '))
  return (
    line
      ?.trim()
      .replace(/^at /, '')
      .replace(/\(?\S*\/(src|dist)\//, '(')
      .slice(0, 120) ?? 'an unknown place'
  )
}
