import type { CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Speaking } from '../../call/ports.ts'
import type { Lines } from '../../jambonz/index.ts'
import type { KnownNumbers } from '../caller-health/index.ts'
import type { Country } from '../countries/index.ts'
import type { CampaignDocument, MessageText } from '../file/index.ts'
import type { Policies } from '../make-policy.ts'

/** What lines.yaml says of the carrier, of numbers and of agents at this moment. */
export interface KnownLines extends KnownNumbers, Pick<Lines, 'trunk'> {
  /** How many agents of this name can take a call. */
  countAgents(name: string): number
}

/** What the plan of a version is made of. */
export interface CallingOptions {
  readonly campaign: CampaignDocument
  readonly policies: Policies
  readonly scenario: CompiledScenario
  readonly messages: ReadonlyMap<string, MessageText>
  readonly speaking: Speaking
  readonly countries: ReadonlyMap<string, Country>
  /** What is known of the carrier and of numbers, asked for each claim; absent: nothing. */
  readonly lines?: () => KnownLines
}
