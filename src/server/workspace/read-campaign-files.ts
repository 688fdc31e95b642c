import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findPackageFolder } from '../package-folder.ts'
import { readWorkspaceFolder } from './read-workspace-folder.ts'

/** Numbers, hours and people; no campaign. */
export const LINES_FILE = 'lines.yaml'
/** How the clinic's FHIR server keeps its records; no campaign either. */
export const FHIR_FILE = 'clinic-fhir.yaml'

/**
 * Texts of the folder of campaigns by path within it: campaigns, `countries/`, `messages/`. Countries that the clinic has no file of its own
 * for are those that come with trucada. A folder that is not there holds nothing.
 */
export async function readCampaignFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const own = existsSync(folder) ? await readWorkspaceFolder(folder) : new Map<string, string>()
  const shipped = join(findPackageFolder(), 'campaigns-yaml', 'countries')
  const countries = existsSync(shipped) ? await readWorkspaceFolder(shipped) : new Map<string, string>()
  return new Map([
    ...[...countries].map(([file, text]): [string, string] => [`countries/${file}`, text]),
    ...[...own].filter(([file]) => file !== LINES_FILE && file !== FHIR_FILE),
  ])
}

/** The campaigns that come with trucada are those of its own scenarios; who has only scenarios of their own promised nothing by them. */
export function isOfAnotherClinic({ scenarios, campaigns }: { readonly scenarios: string; readonly campaigns: string }): boolean {
  const shipped = findPackageFolder()
  return campaigns === join(shipped, 'campaigns-yaml') && scenarios !== join(shipped, 'scenarios-yaml')
}
