import type { Clock } from '../../call/ports.ts'
import type { Store } from '../../store/index.ts'

/** What the embedded clinic is made of. */
export interface EmbeddedClinicOptions {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  /** Makes ids of visits, patients and holds, unique for ever. */
  readonly newId: () => string
  /** The clinic's, IANA. */
  readonly zone: string
}
