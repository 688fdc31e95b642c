import { join, relative, sep } from 'node:path'
import { CAMPAIGN_FILES } from '../engine/campaigns/index.ts'
import type { Finding } from '../scenarios/source/finding.ts'
import type { SourceFile } from '../scenarios/source/source-file.ts'
import { FHIR_FILE, LINES_FILE } from '../server/workspace/read-campaign-files.ts'

/** Where files of a clinic lie: findings name them as seen from their folder, people want to click on them. */
export interface Places {
  /** Absolute. */
  locate(file: string): string
  /** As seen from the working folder, with `/`. */
  show(file: string): string
  /** Findings and sources under the names that are shown. */
  showAll(
    findings: readonly Finding[],
    sources: ReadonlyMap<string, SourceFile>,
  ): { readonly findings: readonly Finding[]; readonly sources: ReadonlyMap<string, SourceFile> }
}

/** The places of files of two folders (absolute). */
export function createPlaces(folders: { readonly scenarios: string; readonly campaigns: string }, workingFolder: string): Places {
  const locate = (file: string): string => {
    if (file.startsWith(CAMPAIGN_FILES)) return join(folders.campaigns, file.slice(CAMPAIGN_FILES.length))
    return join(file === LINES_FILE || file === FHIR_FILE ? folders.campaigns : folders.scenarios, file)
  }
  const show = (file: string): string => relative(workingFolder, locate(file)).split(sep).join('/')
  return {
    locate,
    show,
    showAll: (findings, sources) => ({
      findings: findings.map(finding => ({ ...finding, file: show(finding.file) })),
      sources: new Map([...sources].map(([file, source]) => [show(file), source])),
    }),
  }
}
