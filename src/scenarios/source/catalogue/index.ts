// Every kind of finding of the language, by code. In: the entries of the areas' files. Out: one catalogue, from which
// findings are made, docs/reference/diagnostics.md is written, and editors explain. Must not know when a finding is made.
// An area adds its file beside this one in the form of define.ts and joins the list below.
import { CAMPAIGN_FINDINGS } from './campaigns.ts'
import { DATA_FINDINGS } from './data.ts'
import { FACTS_FINDINGS } from './facts.ts'
import { FLOW_FINDINGS } from './flow.ts'
import { LINES_FINDINGS } from './lines.ts'
import { MESSAGES_FINDINGS } from './messages.ts'
import { PARTS_FINDINGS } from './parts.ts'
import { SAFETY_FINDINGS } from './safety.ts'
import { SPEECH_FINDINGS } from './speech.ts'
import { TEXT_FINDINGS } from './texts.ts'
import { SHAPE_FINDINGS } from './shape.ts'
import { SIMULATION_FINDINGS } from './simulation.ts'
import { VOICES_FINDINGS } from './voices.ts'
import { YAML_FINDINGS } from './yaml.ts'

/** All findings by code. */
export const CATALOGUE = {
  ...YAML_FINDINGS,
  ...SHAPE_FINDINGS,
  ...SIMULATION_FINDINGS,
  ...DATA_FINDINGS,
  ...FLOW_FINDINGS,
  ...PARTS_FINDINGS,
  ...LINES_FINDINGS,
  ...CAMPAIGN_FINDINGS,
  ...MESSAGES_FINDINGS,
  ...VOICES_FINDINGS,
  ...FACTS_FINDINGS,
  ...SAFETY_FINDINGS,
  ...SPEECH_FINDINGS,
  ...TEXT_FINDINGS,
}

export type { FactsOfEntry, FindingEntries, FindingEntry } from './define.ts'
/** A code of the catalogue. */
export type FindingCode = keyof typeof CATALOGUE
