// Pages of docs/reference/ that are made of the code, so that they cannot say anything else.
// In: the lists in the code (settings, commands, findings, the shapes of the language). Out: each page's file and text. A test compares them with what is committed.
import { buildCampaignManual } from '../../src/engine/campaigns/index.ts'
import { buildFhirManual } from '../../src/engine/clinic/fhir/index.ts'
import { buildMessagesManual } from '../../src/engine/messages/index.ts'
import { buildLanguageManual } from '../../src/scenarios/model/index.ts'
import { writeCliPage } from './cli-page.ts'
import { writeDiagnosticsPage } from './diagnostics-page.ts'
import { writeSettingsPage } from './settings-page.ts'
import { writeSpokenValuesPage } from './spoken-values-page.ts'

/** Every generated page. Paths are relative to the project. */
export const REFERENCE_PAGES: readonly { readonly file: string; readonly write: () => string }[] = [
  { file: 'docs/reference/settings.md', write: writeSettingsPage },
  { file: 'docs/reference/cli.md', write: writeCliPage },
  { file: 'docs/reference/spoken-values.md', write: writeSpokenValuesPage },
  { file: 'docs/reference/diagnostics.md', write: writeDiagnosticsPage },
  { file: 'docs/language.md', write: buildLanguageManual },
  { file: 'docs/reference/campaigns.md', write: buildCampaignManual },
  { file: 'docs/reference/messages.md', write: buildMessagesManual },
  { file: 'docs/reference/clinic-fhir.md', write: buildFhirManual },
]
