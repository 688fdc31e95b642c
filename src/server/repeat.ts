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

/** Something that is done again and again. */
export interface Repeated {
  /** Does it now, besides the times that come anyway; asked for while it is under way, once more a second after. */
  soon(): void
  /** Ends it; what is under way then goes on to its end. */
  close(): void
}

/** Between times that are asked for one after the other. */
const SOON_MS = 1000

/** Does something again and again, one time after the other, until it is closed. */
export function repeat({ clock, everyMs, firstMs, failed }: RepeatOptions, work: () => Promise<void>): Repeated {
  let timer: unknown
  let isClosed = false
  let isUnderWay = false
  let isWanted = false
  const loop = async (): Promise<void> => {
    isUnderWay = true
    isWanted = false
    await work().catch(failed)
    isUnderWay = false
    if (!isClosed) timer = clock.setTimeout(() => void loop(), isWanted ? Math.min(SOON_MS, everyMs) : everyMs)
  }
  if (firstMs === undefined) void loop()
  else timer = clock.setTimeout(() => void loop(), firstMs)
  return {
    soon() {
      isWanted = true
      if (isClosed || isUnderWay) return
      clock.clearTimeout(timer)
      void loop()
    },
    close() {
      isClosed = true
      clock.clearTimeout(timer)
    },
  }
}
