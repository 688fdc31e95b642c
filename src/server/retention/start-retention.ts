import type { Clock } from '../../engine/call/index.ts'
import type { Country } from '../../engine/campaigns/countries/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { Log } from '../log.ts'
import { repeat } from '../repeat.ts'
import { sweepRetention } from './sweep-retention.ts'

/** What sweeps are made with. */
export interface RetentionOptions {
  readonly store: Store
  readonly dataFolder: string
  readonly clock: Clock
  readonly log: Log
  /** As they are in force. */
  countries(): ReadonlyMap<string, Country>
}

/** A start is busy enough. */
const FIRST_MS = 5 * 60_000
const DAY_MS = 24 * 3_600_000

/** Sweeps once a day, from some minutes after the start, until the function that it gives is called. */
export function startRetention({ store, dataFolder, clock, log, countries }: RetentionOptions): () => void {
  const sweep = async (): Promise<void> => {
    const report = await sweepRetention(store, dataFolder, countries(), { actor: 'system', now: clock.now(), isTrial: false })
    if (Object.values(report).some(count => count > 0)) log.info({ ...report }, 'what had been kept long enough was erased')
  }
  const failed = (error: unknown): void =>
    log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the sweep failed; it is tried again tomorrow')
  return repeat({ clock, everyMs: DAY_MS, firstMs: FIRST_MS, failed }, sweep).close
}
