import type { PlanAttempt, PlanHistory } from './history.ts'
import { readOutcome } from './outcomes.ts'
import type { PlanPolicy } from './policy.ts'
import { isOptedOut } from './refusals.ts'

/** Numbers of the contact that may still be called, in their order. A number that ended does not end the contact. */
export function listUsableNumbers(history: PlanHistory, policy: PlanPolicy): readonly string[] {
  const { contact, attempts, deadNumbers } = history
  return contact.numbers.filter(
    number =>
      !deadNumbers.has(number) &&
      !isOptedOut(history, policy, 'call', 'number', number) &&
      !attempts.some(attempt => attempt.number === number && readOutcome(attempt.outcome ?? '').kind === 'number_ends'),
  )
}

/** The number that failed least often, the first of several: a second number has its turn before the first is tried again. */
export function chooseNumber(attempts: readonly PlanAttempt[], numbers: readonly string[]): string {
  let best = numbers[0] ?? ''
  let fewest = Infinity
  for (const number of numbers) {
    let failed = 0
    for (const attempt of attempts) if (attempt.number === number && attempt.counted && attempt.outcome !== 'busy') failed++
    if (failed < fewest) [best, fewest] = [number, failed]
  }
  return best
}
