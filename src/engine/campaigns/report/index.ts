// What came of a campaign. In: the store's records, a span. Out: figures as plain data, each with the contacts behind it; the same as tables,
// CSV, XLSX, one HTML page. Every figure is counted from the records at the time of asking, so it agrees with the journal. Must not know the
// terminal, or names of persons.
export { writeReportHtml } from './html/write-report-html.ts'
export { readReport } from './read-report.ts'
export { type CampaignReport, readFillRate } from './report.ts'
export { escapeHtml } from './html/escape-html.ts'
export { listTables } from './report-tables.ts'
export { writeReportCsv, writeReportXlsx } from './write-files.ts'
