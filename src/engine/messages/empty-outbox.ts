import type { Clock } from '../call/ports.ts'
import type { Letter, Outbox } from '../store/index.ts'

/** Who delivers letters of a kind. */
export interface OutboxRunOptions {
  readonly outbox: Pick<Outbox, 'take'>
  readonly kind: string
  /** Delivers one, and says in the store what became of it. What it rejects comes again when its lease has run out. */
  deliver(letter: Letter): Promise<void>
  readonly clock: Clock
  readonly log: { warn(facts: Readonly<Record<string, unknown>>, message: string): void }
  /** Between two looks at the outbox. Default 2 s. */
  readonly tickMs?: number
}

/** Empties the outbox as long as it runs. */
export interface OutboxRun {
  start(): void
  /** No more deliveries; resolves when the last one has ended. */
  stop(): Promise<void>
}

const AT_ONCE = 20
const LEASE_MS = 60_000

/** Takes letters of one kind as they are due, in order for each stream, and has them delivered: at least once. At rest until it is started. */
export function createOutboxRun({ outbox, kind, deliver, clock, log, tickMs = 2000 }: OutboxRunOptions): OutboxRun {
  let timer: unknown
  let isStopped = false
  let running: Promise<void> = Promise.resolve()
  const round = async (): Promise<void> => {
    const letters = await outbox.take(kind, clock.now(), LEASE_MS, AT_ONCE)
    const results = await Promise.allSettled(letters.map(letter => deliver(letter)))
    for (const result of results) if (result.status === 'rejected') throw result.reason as unknown
  }
  const loop = (): void => {
    running = round()
      .catch((error: unknown) => log.warn({ kind, error: error instanceof Error ? error.name : 'unknown' }, 'letters wait'))
      .then(() => {
        if (!isStopped) timer = clock.setTimeout(loop, tickMs)
      })
  }
  return {
    start: loop,
    stop() {
      isStopped = true
      clock.clearTimeout(timer)
      return running
    },
  }
}
