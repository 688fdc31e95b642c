import { createHash } from 'node:crypto'
import {
  CAMPAIGN_FILES,
  type Campaigns,
  checkCampaigns,
  type CheckedScenarios,
  loadCampaigns,
} from '../../engine/campaigns/index.ts'
import type { CampaignVersion, Store } from '../../engine/store/index.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import type { SourceFile } from '../../scenarios/source/source-file.ts'
import { readCampaignFiles } from '../workspace/read-campaign-files.ts'
import { watchFolder } from '../workspace/watch-folder.ts'

/** What a reading of the folder of campaigns brought. */
export interface CampaignsReport {
  readonly findings: readonly Finding[]
  readonly sources: ReadonlyMap<string, SourceFile>
  /** Campaigns of which another version came into force. */
  readonly changed: readonly string[]
}

/** The files of campaigns, as they are in force. */
export interface LiveCampaigns {
  /** Law and messages; of a file with a fault what was read of it before. */
  current(): Campaigns
  readonly report: CampaignsReport
  /** Reads the folder again now. */
  reload(): Promise<CampaignsReport>
  /** Reads again when a file changes, and tells what came of it. */
  watch(changed: (report: CampaignsReport) => void, failed: (error: unknown) => void): void
  close(): void
}

/**
 * Reads the folder of campaigns, and puts new versions of those that the store knows into force: running ones go on by them. A file with an
 * error changes nothing. `scenarios` are those that campaigns are held against.
 */
export async function openLiveCampaigns(
  folder: string,
  store: Store,
  scenarios: () => CheckedScenarios,
  now: () => number,
): Promise<LiveCampaigns> {
  let current = loadCampaigns(await readCampaignFiles(folder))
  let stop = (): void => undefined

  const take = async (loaded: Campaigns): Promise<CampaignsReport> => {
    const findings = [...loaded.findings, ...checkCampaigns(loaded, scenarios())]
    const faulty = new Set(findings.filter(finding => finding.severity === 'error').map(finding => finding.file))
    current = {
      ...loaded,
      countries: keepGood(current.countries, loaded.countries, loaded.unread),
      messages: keepGood(current.messages, loaded.messages, loaded.unread),
    }
    const changed: string[] = []
    for (const campaign of loaded.campaigns.values()) {
      const version = makeVersion(campaign.name, campaign.source.text, now())
      const known = await store.campaigns.find(campaign.name)
      if (known === undefined || known.version === version.hash || faulty.has(campaign.file)) continue
      await store.campaigns.saveVersion(version)
      changed.push(campaign.name)
    }
    return { findings, sources: loaded.sources, changed }
  }
  let report = await take(current)
  const reload = async (): Promise<CampaignsReport> => {
    report = await take(loadCampaigns(await readCampaignFiles(folder)))
    return report
  }
  return {
    current: () => current,
    get report() {
      return report
    },
    reload,
    watch(changed, failed) {
      stop = watchFolder(
        folder,
        () => void reload().then(changed).catch(failed),
        error => {
          // A clinic without campaigns has no folder for them.
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failed(error)
        },
      )
    },
    close: () => stop(),
  }
}

/** A version of a campaign's file. Immutable: its name is the hash of its text. */
export function makeVersion(campaign: string, source: string, savedAt: number): CampaignVersion {
  return {
    campaign,
    hash: createHash('sha256').update(source).digest('hex'),
    source,
    document: { file: `${CAMPAIGN_FILES}${campaign}.yaml` },
    savedAt,
  }
}

function keepGood<T>(
  before: ReadonlyMap<string, T>,
  next: ReadonlyMap<string, T>,
  unread: ReadonlySet<string>,
): ReadonlyMap<string, T> {
  const kept = new Map(next)
  for (const name of unread) {
    const last = before.get(name)
    if (last !== undefined) kept.set(name, last)
  }
  return kept
}
