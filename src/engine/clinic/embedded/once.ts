import { OperationalError, readSystemCode } from '../../operational-error.ts'
import type { Store } from '../../store/index.ts'
import type { Deed } from '../system.ts'
import type { EmbeddedClinicOptions } from './options.ts'

/** Does a deed once: in one transaction with the keeping of its answer. */
export type Once = <Done extends object>(
  key: string,
  work: (inside: Store, now: number) => Promise<Deed<Done>>,
) => Promise<Deed<Done>>

/**
 * Creates what does each deed once. The work of a deed that is not done (`taken`, `refused`) must have changed nothing: its key is unused then.
 */
export function createOnce({ store, clock }: Pick<EmbeddedClinicOptions, 'store' | 'clock'>): Once {
  return <Done extends object>(key: string, work: (inside: Store, now: number) => Promise<Deed<Done>>) =>
    store
      .transaction(async inside => {
        const { records } = inside.clinic
        const now = clock.now()
        const known = await records.beginDeed(key, now)
        if (known !== undefined) return known.answer as Deed<Done>
        const deed = await work(inside, now)
        if (deed.kind === 'done') await records.finishDeed(key, deed)
        else await records.dropDeed(key)
        return deed
      })
      .catch(reportUnavailable)
}

/** SQLSTATE classes of connections, conflicts and overload, and the system's own codes of a broken connection. */
const PASSING = /^(08|40|53|57P|E[A-Z]+$)/

/** A database that is away or busy is the world's fault, and the same key may be tried again; anything else is a bug of ours. */
export function reportUnavailable(cause: unknown): never {
  const code = readSystemCode(cause)
  if (code === undefined || !PASSING.test(code)) throw cause
  throw new OperationalError('clinic/unavailable', "The clinic's tables cannot be reached now.", {
    retryable: true,
    facts: { code },
    cause,
  })
}
