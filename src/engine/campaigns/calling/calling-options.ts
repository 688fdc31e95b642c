import type { CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Speaking } from '../../call/ports.ts'
import type { TrunkLimits } from '../../jambonz/index.ts'
import type { CampaignDocument, MessageText } from '../file/index.ts'
import type { Policies } from '../make-policy.ts'

/** What the plan of a version is made of. */
export interface CallingOptions {
  readonly campaign: CampaignDocument
  readonly policies: Policies
  readonly scenario: CompiledScenario
  readonly messages: ReadonlyMap<string, MessageText>
  readonly speaking: Speaking
  /** What the carrier lets through, asked for each claim; absent: not known. */
  readonly trunk?: () => TrunkLimits
}
