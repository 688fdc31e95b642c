// Lists of contacts: CSV, XLSX, JSON. In: a file of whatever encoding and form, which column is which datum, what the scenario gets. Out: contacts
// in the store, and every row that is none with its line and reason. Row by row: memory does not grow with the list.
// Must not know campaigns beyond what it is given, the terminal, the real clock.
export { ENCODINGS, type Encoding } from './detect-encoding.ts'
export { importList, type ImportReport } from './import-list.ts'
export { applyMapping, guessMapping, type Mapping } from './map-columns.ts'
export { openList } from './open-list.ts'
export type { RowOptions, RowProblem } from './read-row.ts'
export { writeRefused } from './write-refused.ts'
