// Lists of contacts: CSV, XLSX, JSON. In: a file of whatever encoding and form, which column is which datum, what the scenario gets. Out: contacts
// in the store, and every row that is none with its line and reason. Row by row: memory does not grow with the list.
// Must not know campaigns beyond what it is given, the terminal, the real clock.
export { ENCODINGS, type Encoding } from './detect-encoding.ts'
export { importList, type ImportReport } from './import-list.ts'
export { applyMapping, guessMapping, type Mapping } from './map-columns.ts'
export { foldName } from './fold-name.ts'
export { openList } from './open-list.ts'
export { createDataReader, type DataOptions, type ReadableRow, readNumbers } from './read-data.ts'
export { PHONE_PROBLEMS, type PhoneOptions } from './read-phones.ts'
export type { RowProblem } from './read-data.ts'
export { findLanguage, type RowOptions, sortWords } from './read-row.ts'
export { findLongCell, type ListReader, type ListRow, LONG_CELL } from './row.ts'
export {
  type FoundVisit,
  listRecallData,
  listVisitData,
  makeOfferRow,
  makeRecallRows,
  makeVisitRows,
  VISIT_GROUP,
} from './visit-rows.ts'
export { writeRefused } from './write-refused.ts'
