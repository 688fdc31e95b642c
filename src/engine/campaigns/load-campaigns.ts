import type { Finding } from '../../scenarios/source/finding.ts'
import type { SourceFile } from '../../scenarios/source/source-file.ts'
import { type Country, createFeastCheck, readCountry } from './countries/index.ts'
import { DEFAULT_MESSAGES, type MessagesSettings, readMessagesFile } from '../messages/index.ts'
import { type CampaignDocument, type MessageText, readCampaign, readMessageText } from './file/index.ts'

/** What the folder of campaigns holds, read as far as it can be read. */
export interface Campaigns {
  readonly campaigns: ReadonlyMap<string, CampaignDocument>
  /** By id: `PL`. One with a fault is missing. */
  readonly countries: ReadonlyMap<string, Country>
  readonly messages: ReadonlyMap<string, MessageText>
  /** Who carries messages, as messages.yaml says. */
  readonly carriers: MessagesSettings
  /** Names of campaigns, countries (`PL`) and messages that are there but have an error. */
  readonly unread: ReadonlySet<string>
  readonly sources: ReadonlyMap<string, SourceFile>
  readonly findings: readonly Finding[]
}

/** Days off of the countries whose files are without a fault, by id; texts as loadCampaigns takes them. */
export function readCalendars(files: ReadonlyMap<string, string>): ReadonlyMap<string, (day: number) => boolean> {
  const countries = [...files].flatMap(([path, text]) =>
    path.startsWith('countries/') ? (readCountry(CAMPAIGN_FILES + path, text).country ?? []) : [],
  )
  return new Map(countries.map(({ id, feasts }) => [id, createFeastCheck(feasts)]))
}

/** Before the names of these files, so that they differ from those of the folder of scenarios. */
export const CAMPAIGN_FILES = 'campaigns-yaml/'

/** Files of the folder that other parts read. */
const NO_CAMPAIGNS = ['lines', 'clinic-fhir']

/** Reads campaigns, countries and messages. `files` by path within the folder: `may.yaml`, `countries/pl.yaml`, `messages/reminder.yaml`. */
export function loadCampaigns(files: ReadonlyMap<string, string>): Campaigns {
  const campaigns = new Map<string, CampaignDocument>()
  const countries = new Map<string, Country>()
  const messages = new Map<string, MessageText>()
  const unread = new Set<string>()
  let carriers = DEFAULT_MESSAGES
  const sources = new Map<string, SourceFile>()
  const findings: Finding[] = []
  const note = (name: string, read: { readonly findings: readonly Finding[]; readonly source: SourceFile }): void => {
    findings.push(...read.findings)
    sources.set(read.source.file, read.source)
    if (read.findings.some(finding => finding.severity === 'error')) unread.add(name)
  }
  for (const [path, text] of files) {
    const file = CAMPAIGN_FILES + path
    const [, folder, stem = ''] = /^(?:(countries|messages)\/)?([^/]+)\.yaml$/.exec(path) ?? []
    if (folder === 'countries') {
      const read = readCountry(file, text)
      note(stem.toUpperCase(), read)
      if (read.country !== undefined) countries.set(read.country.id, read.country)
    } else if (folder === 'messages') {
      const read = readMessageText(file, text)
      note(stem, read)
      if (read.message !== undefined) messages.set(read.message.name, read.message)
    } else if (stem === 'messages') {
      const read = readMessagesFile(file, text)
      note(stem, read)
      carriers = read.settings
    } else if (stem !== '' && !NO_CAMPAIGNS.includes(stem)) {
      const read = readCampaign(file, text)
      note(stem, read)
      if (read.campaign !== undefined) campaigns.set(read.campaign.name, read.campaign)
    }
  }
  return { campaigns, countries, messages, carriers, unread, sources, findings }
}
