import type { Capabilities } from './capabilities.ts'
import type { Connection } from './connection.ts'
import type { Directory } from './directory.ts'
import type { FhirMapping } from './mapping.ts'
import type { Marks } from './marks.ts'

/** What every part of the FHIR clinic works with. */
export interface FhirWorld {
  readonly connection: Connection
  readonly mapping: FhirMapping
  readonly marks: Marks
  readonly directory: Directory
  readonly capabilities: Capabilities
  /** Epoch ms. */
  now(): number
  wait(ms: number): Promise<unknown>
}
