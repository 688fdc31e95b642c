import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type CampaignReport, listTables } from '../../engine/campaigns/report/index.ts'
import { readSystemCode } from '../../engine/operational-error.ts'
import { REPORT_FORMS, type ReportForm, reportCampaign, writeReport } from '../../server/campaigns/report-campaign.ts'
import { openDataStore } from '../../server/open-data-store.ts'
import type { Cli } from '../cli.ts'
import type { CampaignReportOptions } from '../commands/campaign.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { UsageError } from '../usage-error.ts'
import { findCampaign } from './run-halt.ts'

/** Shows or writes what came of a campaign. */
export async function runReport(cli: Cli, name: string, options: CampaignReportOptions): Promise<ExitCode> {
  const form = readForm(options)
  const span = { ...readDay('from', options.from), ...readDay('to', options.to) }
  const { settings } = cli.settings()
  const store = await openDataStore(settings)
  try {
    await findCampaign(store, name)
    const report = await reportCampaign(store, settings.campaigns, { campaign: name, ...span, at: Date.now() })
    if (form === undefined) showReport(cli, report)
    else await write(cli, await writeReport(form, report), options.out)
    return EXIT.ok
  } finally {
    await store.close()
  }
}

function readForm(options: CampaignReportOptions): ReportForm | undefined {
  const chosen = REPORT_FORMS.filter(form => options[form] === true)
  if (chosen.length > 1) throw new UsageError(`A report has one form, not --${chosen.join(' and --')}.`)
  const [form] = chosen
  if (form === undefined && options.out !== undefined)
    throw new UsageError('--out needs a form.', 'Add --html, --csv, --xlsx or --json.')
  if (form === 'xlsx' && options.out === undefined)
    throw new UsageError('A workbook is no text for a terminal.', 'Name a file: --xlsx --out report.xlsx')
  return form
}

function readDay(key: 'from' | 'to', text: string | undefined): { readonly from?: number; readonly to?: number } {
  if (text === undefined) return {}
  const at = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(text)
    ? Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`)
    : NaN
  if (Number.isNaN(at)) throw new UsageError(`--${key} "${text}" is no day.`, 'Write it as 2026-05-04 or 2026-05-04T12:00.')
  return { [key]: at }
}

async function write(cli: Cli, content: string | Buffer, out: string | undefined): Promise<void> {
  if (out === undefined) return cli.print(content.toString().replace(/\n$/, ''))
  const file = resolve(cli.world.folder, out)
  try {
    await writeFile(file, content)
  } catch (error) {
    throw new UsageError(
      `"${out}" cannot be written (${readSystemCode(error) ?? 'unknown'}).`,
      'Name a file in a folder that you may write to.',
    )
  }
  cli.print(`Written: ${out}`)
}

function showReport(cli: Cli, report: CampaignReport): void {
  const { paint } = cli
  cli.print(paint('bold', report.title))
  for (const { title, columns, rows } of listTables(report)) {
    const cells = [columns, ...rows.map(row => row.map(value => (value === null ? '–' : String(value))))]
    const widths = columns.map((_, index) => Math.max(...cells.map(row => row[index]?.length ?? 0)))
    cli.print('')
    cli.print(paint('bold', title))
    for (const [line, row] of cells.entries()) {
      const text = row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join('  ')
      cli.print(`  ${line === 0 ? paint('dim', text) : text}`)
    }
  }
}
