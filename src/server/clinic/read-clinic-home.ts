import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { loadCampaigns } from '../../engine/campaigns/index.ts'
import { loadWorkspace } from '../../scenarios/load-workspace.ts'
import { readCampaignFiles } from '../workspace/read-campaign-files.ts'
import { readWorkspaceFolder } from '../workspace/read-workspace-folder.ts'

/** Where a clinic is, for the reading of its lists. */
export interface ClinicHome {
  /** IANA. */
  readonly zone: string
  /** Countries whose numbers are tried, the clinic's own first. */
  readonly countries: readonly CountryCode[]
  readonly emergencyNumbers: ReadonlySet<string>
}

/** Reads where the clinic is from its policy: its zone, and the country of its own telephone. */
export async function readClinicHome(folders: { readonly scenarios: string; readonly campaigns: string }): Promise<ClinicHome> {
  const [texts, files] = await Promise.all([readWorkspaceFolder(folders.scenarios), readCampaignFiles(folders.campaigns)])
  const { policies } = loadWorkspace(new Map([...texts].filter(([file]) => file.startsWith('policies/'))))
  const [policy] = policies.values()
  const own = parsePhoneNumberFromString(String(policy?.clinic['phone'] ?? ''))?.country
  const packs = [...loadCampaigns(files).countries.values()]
  const others = packs.map(({ id }) => id.slice(0, 2) as CountryCode)
  return {
    zone: policy?.clinic.zone ?? 'Europe/Warsaw',
    countries: [...new Set([...(own === undefined ? [] : [own]), ...others])],
    emergencyNumbers: new Set(packs.flatMap(({ emergencyNumbers }) => emergencyNumbers)),
  }
}
