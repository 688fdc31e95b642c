import type { Clock } from '../../call/ports.ts'
import { OperationalError } from '../../operational-error.ts'

/** How long an answer is waited for, and how often it is asked for. */
export interface Patience {
  readonly timeoutMs: number
  readonly tries: number
}

/**
 * Asks until there is an answer. Only for what may be asked twice: reads, and deeds that carry a key.
 * @throws {OperationalError} `clinic/timeout`, or what the last try threw
 */
export async function askPatiently<T>(clock: Clock, { timeoutMs, tries }: Patience, ask: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1)
    try {
      return await within(clock, timeoutMs, ask())
    } catch (error) {
      if (left <= 1 || !(error instanceof OperationalError) || !error.retryable) throw error
    }
}

/** The answer, or `clinic/timeout` when it does not come in time. */
function within<T>(clock: Clock, timeoutMs: number, answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = clock.setTimeout(
      () => reject(new OperationalError('clinic/timeout', "The clinic's system did not answer in time.", { retryable: true })),
      timeoutMs,
    )
    answer.then(resolve, reject).finally(() => clock.clearTimeout(timer))
  })
}
