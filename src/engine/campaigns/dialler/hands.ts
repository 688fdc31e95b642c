import type { Clock } from '../../call/ports.ts'
import type { Log } from '../../jambonz/index.ts'
import type { JambonzRest } from '../../jambonz/rest/index.ts'
import type { AttemptRecord, Store } from '../../store/index.ts'
import type { Ending } from './ending.ts'
import type { CampaignPlan } from './ports.ts'
import type { TrunkBreaker } from './trunk-breaker.ts'

/** What all parts of the dialler work with. */
export interface Hands {
  readonly store: Store
  readonly rest: JambonzRest
  readonly clock: Clock
  readonly log: Log
  readonly breaker: TrunkBreaker
  /** Calls that are over and whose conversation has not said yet what came of it. */
  readonly overCalls: Set<string>
  /** The plan in force of a campaign; undefined when there is none that can be used. */
  planOf(campaign: string): Promise<CampaignPlan | undefined>
  /** Ends an attempt with its next step; nothing when it has ended. */
  finish(attempt: AttemptRecord, ending: Ending): Promise<void>
  /** Ends a call at jambonz, come what may of it. */
  hangUp(callId: string): Promise<'ended' | 'cancelled' | 'gone' | 'failed'>
  failTrunk(trunk: string, because: string, isHopeless?: boolean): void
  /** Does something later; a failure is logged. */
  later(ms: number, work: () => Promise<unknown>): void
}
