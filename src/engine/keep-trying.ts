import type { Clock } from './call/ports.ts'

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000

/** Does something until it is done, at longer and longer intervals: nobody else knows what is to be kept. `gaveUp`: asked before each further try; absent: never. */
export async function keepTrying(
  clock: Clock,
  work: () => Promise<unknown>,
  onFailure: (error: unknown) => void,
  gaveUp: () => boolean = () => false,
): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
    try {
      await work()
      return
    } catch (error) {
      onFailure(error)
      if (gaveUp()) return
      await new Promise<void>(resolve => void clock.setTimeout(resolve, waitMs))
    }
  }
}
