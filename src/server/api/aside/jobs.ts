import { createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_ASSUMPTIONS, openList, writeRefused } from '../../../engine/campaigns/index.ts'
import { openStore, type Store } from '../../../engine/store/index.ts'
import type { Finding } from '../../../scenarios/source/finding.ts'
import { chooseColumns } from '../../campaigns/choose-columns.ts'
import type { CampaignForecast } from '../../campaigns/forecast-campaign.ts'
import { importContacts } from '../../campaigns/import-contacts.ts'
import { openCampaign } from '../../campaigns/open-campaign.ts'
import { type ReportForm, reportCampaign, writeReport } from '../../campaigns/report-campaign.ts'
import { forecastFromClinic } from '../../clinic/forecast-from-clinic.ts'
import type { QueueLengths } from '../../observe/index.ts'
import { createRealClock } from '../../real-clock.ts'
import type { Settings } from '../../settings/index.ts'

/** A list that was uploaded. */
export interface ImportJob {
  readonly campaign: string
  readonly path: string
  /** Its name, for the records. */
  readonly file: string
  readonly isTrial: boolean
  /** Columns by datum. */
  readonly given: Readonly<Record<string, readonly string[]>>
  readonly sheet?: string
  readonly actor: string
  readonly now: number
}

/** What came of it. */
export type ImportOutcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'faulty'; readonly findings: readonly Finding[] }
  | { readonly kind: 'refused'; readonly message: string; readonly hint: string }
  | ({
      readonly kind: 'imported'
      readonly form: string
      readonly columns: Record<string, string[]>
      readonly unused: string[]
    } & Omit<Awaited<ReturnType<typeof importContacts>>, 'reasons'> & {
        readonly reasons: { readonly reason: string; readonly rows: number }[]
        readonly hasRefused: boolean
      })

/** What takes seconds of computing, by name. Instants are epoch ms. */
export interface AsideJobs {
  readonly forecast: {
    readonly asked: { readonly campaign: string; readonly answered: number }
    readonly answer: Omit<CampaignForecast, 'reachedAt'> & { readonly reachedAt: number[] }
  }
  readonly report: {
    readonly asked: {
      readonly campaign: string
      readonly form: ReportForm
      readonly from?: number
      readonly to?: number
      readonly at: number
    }
    readonly answer: string | Uint8Array
  }
  readonly queues: { readonly asked: { readonly now: number }; readonly answer: QueueLengths }
  readonly import: { readonly asked: ImportJob; readonly answer: ImportOutcome }
}

/** Does the jobs over a store. */
export function createJobs(
  settings: Settings,
  store: Store,
): { readonly [Kind in keyof AsideJobs]: (asked: AsideJobs[Kind]['asked']) => Promise<AsideJobs[Kind]['answer']> } {
  return {
    async forecast({ campaign, answered }) {
      const opened = await openCampaign(settings, campaign)
      // It was good a moment ago, when it was asked for.
      if (opened.kind !== 'opened') throw new Error('the campaign was changed meanwhile')
      const assumptions = { ...DEFAULT_ASSUMPTIONS, reached: answered }
      const result = await forecastFromClinic({ settings, store, clock: createRealClock() }, opened, assumptions)
      return { ...result, reachedAt: [...result.reachedAt] }
    },
    async report({ form, ...question }) {
      return writeReport(form, await reportCampaign(store, settings.campaigns, question))
    },
    queues: async ({ now }) => ({
      outbox: await store.outbox.count(),
      oldestDueAt: (await store.outbox.findOldestDue(now)) ?? null,
      campaigns: await store.contacts.countWaiting(),
      tasks: await store.tasks.countOpen(),
    }),
    import: job => importUpload(settings, store, job),
  }
}

async function importUpload(settings: Settings, store: Store, job: ImportJob): Promise<ImportOutcome> {
  const opened = await openCampaign(settings, job.campaign)
  if (opened.kind === 'unknown') return opened
  if (opened.kind === 'faulty') return { kind: 'faulty', findings: opened.findings }
  const list = await openList(job.path, job.sheet === undefined ? {} : { sheet: job.sheet })
  const chosen = await chooseColumns(store, { given: job.given }, opened, list.columns)
  if (chosen.kind === 'refused') return chosen
  const { mapping } = chosen
  const folder = join(settings.data, 'imports')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // A trial goes to a file of its own, so that its memory does not grow with the list either.
  const trialFolder = job.isTrial ? mkdtempSync(join(folder, 'trial-')) : undefined
  const trial =
    trialFolder === undefined ? undefined : await openStore(join(trialFolder, 'trial.db'), { mayBeLost: true, writesMuch: true })
  const draft = `${job.path}.refused`
  let refused: ReturnType<typeof writeRefused> | undefined
  try {
    const report = await importContacts({
      store,
      ...(trial !== undefined && { trial }),
      opened,
      list,
      mapping,
      file: job.file,
      mappingName: null,
      actor: job.actor,
      now: job.now,
      async refuse(row, problems) {
        refused ??= writeRefused(createWriteStream(draft, { mode: 0o600 }), list)
        await refused.write(row, problems)
      },
    })
    await refused?.close()
    if (refused !== undefined) renameSync(draft, join(folder, `${report.id}.refused.${list.kind === 'json' ? 'jsonl' : 'csv'}`))
    return {
      kind: 'imported',
      ...report,
      reasons: [...report.reasons],
      form: list.form,
      columns: Object.fromEntries([...mapping.columns].map(([datum, names]) => [datum, [...names]])),
      unused: [...mapping.unused],
      hasRefused: refused !== undefined,
    }
  } finally {
    await trial?.close()
    if (trialFolder !== undefined) rmSync(trialFolder, { recursive: true, force: true })
    rmSync(draft, { force: true })
  }
}
