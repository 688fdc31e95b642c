import { loadCampaigns } from '../../engine/campaigns/index.ts'
import {
  type CampaignReport,
  readReport,
  writeReportCsv,
  writeReportHtml,
  writeReportXlsx,
} from '../../engine/campaigns/report/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { readCampaignFiles } from '../workspace/read-campaign-files.ts'
import { readLinesOf } from '../workspace/read-surroundings.ts'
import { judgeNumber } from './judge-number.ts'

/** Forms that a report is written in. */
export const REPORT_FORMS = ['csv', 'xlsx', 'json', 'html'] as const
/** One of them. */
export type ReportForm = (typeof REPORT_FORMS)[number]

/** What came of a campaign that the store knows, under the title and by the law of the folder of campaigns. Instants are epoch ms. */
export async function reportCampaign(
  store: Store,
  folder: string,
  question: { readonly campaign: string; readonly from?: number; readonly to?: number; readonly at: number },
): Promise<CampaignReport> {
  const { campaigns, countries } = loadCampaigns(await readCampaignFiles(folder))
  const { title, prices } = campaigns.get(question.campaign) ?? {}
  const number = await judgeNumber(store, { campaigns, countries }, await readLinesOf(folder), question.campaign, question.at)
  const about = {
    ...(title !== undefined && { title }),
    ...(number !== undefined && { number }),
    ...(prices !== undefined && { prices }),
  }
  return readReport(store, { ...question, ...about }, countries)
}

/** A report as a file of the form; a workbook as bytes, the others as text. */
export async function writeReport(form: ReportForm, report: CampaignReport): Promise<string | Buffer> {
  switch (form) {
    case 'csv':
      return writeReportCsv(report)
    case 'xlsx':
      return writeReportXlsx(report)
    case 'json':
      return `${JSON.stringify(report, undefined, 2)}\n`
    case 'html':
      return writeReportHtml(report)
  }
}
