import { randomUUID } from 'node:crypto'
import type { CountryCode } from 'libphonenumber-js/max'
import {
  findCountry,
  type ImportReport,
  importList,
  type Mapping,
  readDeadlineOf,
  type RowOptions,
  type RowProblem,
} from '../../engine/campaigns/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { makeVersion } from './live-campaigns.ts'
import type { OpenedCampaign } from './open-campaign.ts'

/** What a list is imported with. */
export interface ContactsImport {
  readonly store: Store
  /** Where contacts go instead, of a trial. */
  readonly trial?: Store
  readonly opened: OpenedCampaign
  readonly list: Parameters<typeof importList>[0]
  readonly mapping: Mapping
  /** Name of the list, without its folder. */
  readonly file: string
  /** Name of the columns, where they were saved under one. */
  readonly mappingName: string | null
  /** Who imports, for the audit log. */
  readonly actor: string
  /** Epoch ms. */
  readonly now: number
  refuse(row: Parameters<Parameters<typeof importList>[1]['refuse']>[0], problems: readonly RowProblem[]): Promise<void>
  progress?(rows: number): void
}

/** Imports a list into a campaign, with its record and a line in the audit log; a trial leaves neither. */
export async function importContacts(about: ContactsImport): Promise<ImportReport & { readonly id: string }> {
  const { store, trial, opened, list, mapping, file, mappingName, actor, now } = about
  const { campaign } = opened
  const id = randomUUID()
  if (trial === undefined) await saveVersion(store, opened, now)
  const report = await importList(list, {
    into: trial ?? store,
    known: store,
    campaign: campaign.name,
    purpose: campaign.purpose ?? '',
    variants: campaign.variants,
    importId: id,
    now,
    newId: makeIds(now),
    row: makeRowOptions(opened, mapping, now),
    refuse: (row, problems) => about.refuse(row, problems),
    ...(about.progress !== undefined && { progress: about.progress }),
  })
  if (trial === undefined) {
    const { rows, imported, merged, refused } = report
    const counts = { rows, imported, merged, refused }
    await store.lists.saveImport({ id, campaign: campaign.name, file, mapping: mappingName, ...counts, at: now })
    const details = { import: id, ...counts }
    await store.audit.append({ at: now, actor, action: 'contacts.import', subject: campaign.name, details })
  }
  return { ...report, id }
}

function makeRowOptions(
  { campaign, scenario, zone, ownNumbers, loaded }: OpenedCampaign,
  mapping: Mapping,
  now: number,
): RowOptions {
  const home = findCountry(campaign, loaded.countries)
  // PL of PL, ES of ES-CT: the law may be a region's, numbers are a state's.
  const others = [...loaded.countries.values()].filter(country => country !== home)
  const countries = [home, ...others].flatMap(country => (country === undefined ? [] : [country.id.slice(0, 2) as CountryCode]))
  const source = campaign.contacts.kind === 'list' ? campaign.contacts : undefined
  return {
    gets: scenario.gets,
    mapping,
    dates: source?.dates ?? 'day first',
    zone,
    phones: {
      countries,
      emergencyNumbers: new Set([...loaded.countries.values()].flatMap(country => country.emergencyNumbers)),
      ownNumbers,
    },
    languages: [scenario.speaks, ...scenario.also],
    fallback: campaign.language.fallback ?? scenario.speaks,
    ...(campaign.language.path !== undefined && { languagePath: campaign.language.path }),
    ...(source?.subject !== undefined && { subjectPath: source.subject }),
    deadlineOf: (data, contactZone) => readDeadlineOf(campaign.deadline, data, contactZone),
    now,
  }
}

/** Rows that come later have ids that sort later. */
function makeIds(now: number): () => string {
  let count = 0
  const start = now.toString(36).padStart(9, '0')
  const run = randomUUID().slice(0, 8)
  return () => `${start}-${(count++).toString(36).padStart(6, '0')}-${run}`
}

/** The version under which contacts are imported; whoever started the campaign stays with its state. */
async function saveVersion(store: Store, { campaign }: OpenedCampaign, now: number): Promise<void> {
  const version = makeVersion(campaign.name, campaign.source.text, now)
  if ((await store.campaigns.find(campaign.name))?.version !== version.hash) await store.campaigns.saveVersion(version)
}
