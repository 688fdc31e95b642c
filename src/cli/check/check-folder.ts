import { stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { checkCampaigns, loadCampaigns } from '../../engine/campaigns/index.ts'
import { readSystemCode } from '../../engine/operational-error.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourceFile } from '../../scenarios/source/source-file.ts'
import type { Settings } from '../../server/settings/index.ts'
import { checkAgents } from '../../server/workspace/check-agents.ts'
import { checkLines } from '../../server/workspace/check-lines.ts'
import { checkKnowledge } from '../../server/workspace/check-knowledge.ts'
import { checkVoices } from '../../server/workspace/check-voices.ts'
import { compileFolder } from '../../server/workspace/compile-folder.ts'
import { isOfAnotherClinic, readCampaignFiles } from '../../server/workspace/read-campaign-files.ts'
import { readSurroundings } from '../../server/workspace/read-surroundings.ts'
import { createPlaces } from '../place-files.ts'
import { UsageError } from '../usage-error.ts'

/** What was found; files are named as seen from the working folder. */
export interface CheckedFolders {
  readonly findings: readonly Finding[]
  readonly sources: ReadonlyMap<string, SourceFile>
  /** Scenarios without an error, and all that there are. */
  readonly good: number
  readonly scenarios: number
}

/**
 * Checks the folder of scenarios of the settings (with voices, fixture, lines and campaigns) and keeps what was found in the paths, if any are given.
 * A path outside of that folder is a folder of scenarios of its own.
 */
export async function checkPaths(paths: readonly string[], settings: Settings, workingFolder: string): Promise<CheckedFolders> {
  const wanted = await Promise.all(paths.map(path => describePath(resolve(workingFolder, path), path)))
  const folders = new Map<string, string[] | undefined>()
  if (wanted.length === 0) folders.set(settings.scenarios, undefined)
  for (const { path, isFolder } of wanted) {
    const isWithin = [settings.scenarios, settings.campaigns].some(folder => path === folder || path.startsWith(folder + sep))
    if (!isWithin && !isFolder)
      throw new UsageError(
        `"${relative(workingFolder, path)}" is not in the folder of scenarios.`,
        'Name that folder with --scenarios, or check a whole folder of scenarios.',
      )
    const root = isWithin ? settings.scenarios : path
    folders.set(root, [...(folders.get(root) ?? []), path])
  }
  const checked = await Promise.all([...folders].map(([root, only]) => checkFolder(root, settings, workingFolder, only)))
  return {
    findings: checked.flatMap(one => one.findings),
    sources: new Map(checked.flatMap(one => [...one.sources])),
    good: checked.reduce((sum, one) => sum + one.good, 0),
    scenarios: checked.reduce((sum, one) => sum + one.scenarios, 0),
  }
}

async function checkFolder(
  root: string,
  settings: Settings,
  workingFolder: string,
  only: readonly string[] | undefined,
): Promise<CheckedFolders> {
  const campaigns = root === settings.scenarios ? settings.campaigns : join(root, '..', 'campaigns-yaml')
  const [{ workspace, scenarios, findings }, around, campaignFiles] = await Promise.all([
    compileFolder(root),
    readSurroundings({ scenarios: root, campaigns }),
    readCampaignFiles(campaigns),
  ])
  const loaded = loadCampaigns(campaignFiles)
  const ofCampaigns = isOfAnotherClinic({ scenarios: root, campaigns })
    ? []
    : [...loaded.findings, ...checkCampaigns(loaded, workspace), ...checkAgents(around, loaded)]
  const places = createPlaces({ scenarios: root, campaigns }, workingFolder)
  const isWanted = (file: string): boolean => {
    const place = places.locate(file)
    return only === undefined || only.some(path => place === path || place.startsWith(path + sep))
  }
  const sources = new Map([...workspace.sources, ...loaded.sources])
  for (const [file, text] of around.files) sources.set(file, parseSource(file, text).source)
  const ofLines = checkLines({ scenarios: root, campaigns }, around, workspace)
  const found = [
    ...findings,
    ...around.findings,
    ...ofLines,
    ...checkVoices(around, workspace),
    ...checkKnowledge(around, workspace, { now: Date.now(), oldAfterDays: settings.facts_old_after }),
    ...ofCampaigns,
  ].filter(finding => isWanted(finding.file))
  return {
    ...places.showAll(found, sources),
    good: scenarios.size,
    scenarios: new Set([...workspace.scenarios.keys(), ...[...workspace.unread].filter(name => !name.includes('/'))]).size,
  }
}

async function describePath(path: string, asGiven: string): Promise<{ readonly path: string; readonly isFolder: boolean }> {
  try {
    return { path, isFolder: (await stat(path)).isDirectory() }
  } catch (error) {
    throw new UsageError(
      `"${asGiven}" cannot be checked (${readSystemCode(error) ?? 'unknown reason'}).`,
      'Name a folder of scenarios, or files in it.',
    )
  }
}
