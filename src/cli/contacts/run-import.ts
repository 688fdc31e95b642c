import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { CountryCode } from 'libphonenumber-js/max'
import {
  findCountry,
  type ImportReport,
  importList,
  openList,
  readDeadlineOf,
  type RowOptions,
  writeRefused,
} from '../../engine/campaigns/index.ts'
import { openStore, type Store } from '../../engine/store/index.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import { openCampaign, type OpenedCampaign } from '../campaigns/open-campaign.ts'
import type { Cli } from '../cli.ts'
import type { ImportCommandOptions } from '../commands/contacts.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { createProgressLine } from '../progress-line.ts'
import { chooseColumns, readListForm } from './choose-columns.ts'
import { showImport } from './show-import.ts'

/** Imports a list and says what came of it. */
export async function runImport(cli: Cli, file: string, options: ImportCommandOptions): Promise<ExitCode> {
  const path = resolve(cli.world.folder, file)
  const opened = await openCampaign(cli, options.campaign)
  const reader = await openList(path, readListForm(options, opened.campaign))
  const store = await openDataStore(cli.settings().settings)
  // A trial goes to a file of its own, so that its memory does not grow with the list either.
  const trialFolder = options.dryRun === true ? mkdtempSync(join(tmpdir(), 'trucada-trial-')) : undefined
  const trial = trialFolder === undefined ? undefined : await openStore(join(trialFolder, 'trial.db'))
  try {
    const mapping = await chooseColumns(store, options, opened, reader.columns)
    const now = Date.now()
    const importId = randomUUID()
    const refusedPath = resolve(
      cli.world.folder,
      options.refused ??
        join(dirname(path), `${basename(path).replace(/\.\w+$/, '')}.refused.${reader.kind === 'json' ? 'jsonl' : 'csv'}`),
    )
    const refused = openRefused(refusedPath, reader, options.dryRun === true)
    const line = createProgressLine(cli.world)
    if (trial === undefined) await saveCampaign(store, opened, now)
    const report = await importList(reader, {
      into: trial ?? store,
      known: store,
      campaign: opened.campaign.name,
      purpose: opened.campaign.purpose ?? '',
      variants: opened.campaign.variants,
      importId,
      now,
      newId: makeIds(now),
      row: makeRowOptions(opened, mapping, now),
      refuse: (row, problems) => refused.write(row, problems),
      progress: rows => line.show(reader.readBytes() / Math.max(1, reader.bytes), `${rows.toLocaleString('en')} rows`),
    })
    line.clear()
    const isWritten = await refused.close()
    if (trial === undefined)
      await keepRecord(store, opened.campaign.name, basename(path), options, importId, report, mapping, now)
    const result = {
      ...report,
      form: reader.form,
      columns: Object.fromEntries(mapping.columns),
      unused: mapping.unused,
      refusedFile: isWritten ? relative(cli.world.folder, refusedPath) : undefined,
      isTrial: trial !== undefined,
    }
    cli.print(
      options.json === true
        ? JSON.stringify(result, undefined, 2)
        : showImport(cli.paint, opened.campaign.name, basename(path), result),
    )
    return report.refused > 0 ? EXIT.found : EXIT.ok
  } finally {
    await trial?.close()
    if (trialFolder !== undefined) rmSync(trialFolder, { recursive: true, force: true })
    await store.close()
  }
}

function makeRowOptions(
  { campaign, scenario, zone, loaded }: OpenedCampaign,
  mapping: RowOptions['mapping'],
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
    phones: { countries, emergencyNumbers: new Set([...loaded.countries.values()].flatMap(country => country.emergencyNumbers)) },
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
async function saveCampaign(store: Store, { campaign }: OpenedCampaign, now: number): Promise<void> {
  const { source, ...document } = campaign
  const hash = createHash('sha256').update(source.text).digest('hex')
  if ((await store.campaigns.find(campaign.name))?.version === hash) return
  await store.campaigns.saveVersion({ campaign: campaign.name, hash, source: source.text, document, savedAt: now })
}

async function keepRecord(
  store: Store,
  campaign: string,
  file: string,
  options: ImportCommandOptions,
  id: string,
  { rows, imported, merged, refused }: ImportReport,
  mapping: RowOptions['mapping'],
  at: number,
): Promise<void> {
  const name = options.saveMap ?? options.map ?? null
  if (options.saveMap !== undefined) await store.lists.saveMapping(options.saveMap, Object.fromEntries(mapping.columns), at)
  await store.lists.saveImport({ id, campaign, file, mapping: name, rows, imported, merged, refused, at })
  await store.audit.append({
    at,
    actor: 'cli',
    action: 'contacts.import',
    subject: campaign,
    details: { import: id, rows, imported, merged, refused },
  })
}

/** The file is made with the first row that is refused; one of an earlier import of the same list goes. */
function openRefused(path: string, list: Parameters<typeof writeRefused>[1], isTrial: boolean) {
  let file: ReturnType<typeof writeRefused> | undefined
  if (!isTrial) rmSync(path, { force: true })
  return {
    async write(...row: Parameters<ReturnType<typeof writeRefused>['write']>): Promise<void> {
      if (isTrial) return
      file ??= writeRefused(createWriteStream(path, { mode: 0o600 }), list)
      await file.write(...row)
    },
    async close(): Promise<boolean> {
      await file?.close()
      return file !== undefined
    },
  }
}
