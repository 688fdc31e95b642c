import type { Clock } from '../engine/call/ports.ts'

/** How often something is done. */
export interface RepeatOptions {
  readonly clock: Clock
  /** From the end of one time to the beginning of the next. */
  readonly everyMs: number
  /** Before the first time; absent: it is done at once. */
  readonly firstMs?: number
  /** Hears why a time failed; the next one comes all the same. */
  failed(error: unknown): void
}

/** Does something again and again, one time after the other, until it is closed. What is under way then goes on to its end. */
export function repeat({ clock, everyMs, firstMs, failed }: RepeatOptions, work: () => Promise<void>): { close(): void } {
  let timer: unknown
  let isClosed = false
  const loop = async (): Promise<void> => {
    await work().catch(failed)
    if (!isClosed) timer = clock.setTimeout(() => void loop(), everyMs)
  }
  if (firstMs === undefined) void loop()
  else timer = clock.setTimeout(() => void loop(), firstMs)
  return {
    close() {
      isClosed = true
      clock.clearTimeout(timer)
    },
  }
}
