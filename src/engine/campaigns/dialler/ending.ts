import type { EndGuard } from '../../store/index.ts'

/** How an attempt ended. */
export interface Ending {
  readonly outcome: string
  readonly values?: Readonly<Record<string, unknown>>
  readonly at: number
  /** Only while this holds: whoever gives up or takes back an attempt must be its holder, and it must not have gone on meanwhile. */
  readonly guard?: EndGuard
  /** Earlier the contact is not to be called again: the line needs a rest. */
  readonly notBefore?: number
  /** Why nobody knows, for the person who looks into it. */
  readonly doubt?: string
}
