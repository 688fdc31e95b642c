import type { ContactHistory } from '../../store/index.ts'

/** The history without attempts that were taken back before any order to call left: for the plan they never were. */
export function forgetWithdrawn(history: ContactHistory): ContactHistory {
  const isReal = ({ outcome }: { readonly outcome: string | null }): boolean => outcome !== 'withdrawn'
  return { ...history, attempts: history.attempts.filter(isReal), elsewhere: history.elsewhere.filter(isReal) }
}
