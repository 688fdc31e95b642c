import { quoteCell } from '../lists/quote-cell.ts'
import { listTables, type ReportTable } from './report-tables.ts'
import type { CampaignReport } from './report.ts'

/** All tables of a report in one CSV (UTF-8 with a mark, `;`), an empty line and a title between them; safe to open in a spreadsheet. */
export function writeReportCsv(report: CampaignReport): string {
  const lines = listTables(report).flatMap(({ title, columns, rows }, index) => [
    ...(index === 0 ? [] : ['']),
    quoteCell(title),
    columns.map(quoteCell).join(';'),
    ...rows.map(row => row.map(value => (typeof value === 'number' ? showNumber(value) : quoteCell(value ?? ''))).join(';')),
  ])
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** A workbook with a sheet a table. */
export async function writeReportXlsx(report: CampaignReport): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const sheets = listTables(report).map(({ name, columns, rows }: ReportTable) => ({
    sheet: name,
    data: [
      columns.map(value => ({ value, fontWeight: 'bold' as const })),
      // Words are written as words, never as formulas.
      ...rows.map(row =>
        row.map(value => (value === null ? null : { value, type: typeof value === 'number' ? Number : String })),
      ),
    ],
    columns: columns.map((_, index) => ({ width: index === 0 ? 40 : 18 })),
  }))
  return writeXlsxFile(sheets).toBuffer()
}

/** Spreadsheets of the five countries, but for the English, take a comma for the decimal point. */
function showNumber(value: number): string {
  return String(value).replace('.', ',')
}
