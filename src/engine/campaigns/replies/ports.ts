import type { CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Clock, Services, Understanding } from '../../call/ports.ts'
import type { CampaignVersion, Store } from '../../store/index.ts'
import type { CallingOptions } from '../calling/index.ts'

/** Somebody of no open campaign wants to be called. */
export interface CallWish {
  readonly way: 'sms'
  /** E.164. */
  readonly number: string
  /** Id of the message. */
  readonly evidence: string
  readonly language: string
  /** Epoch ms; absent: as soon as may be. */
  readonly callAt?: number
  /** In their words. */
  readonly note: string
}

/** What replies are taken with. */
export interface ReplyOptions {
  readonly store: Store
  /** What a version of a campaign is made of; undefined when it cannot be used. */
  callingOf(version: CampaignVersion): CallingOptions | undefined
  /** By whose lexicons and languages messages are read that belong to no campaign; undefined where there is no scenario. */
  anyScenario(): CompiledScenario | undefined
  readonly understanding: Understanding
  readonly services: Services
  readonly clock: Clock
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, message: string): void
    warn(facts: Readonly<Record<string, unknown>>, message: string): void
  }
  /** Between two looks at what replies ask for. Default 2 s. */
  readonly tickMs?: number
  /** Whether the clinic hears of what came of replies; absent: it does not. */
  readonly isClinicTold?: boolean
  /** Plans a call to somebody of no open campaign, inside of the transaction; absent: staff get a task. */
  wantsCall?(wish: CallWish, inside: Store): Promise<unknown>
}
