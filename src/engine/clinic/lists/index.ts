// Lists of a clinic's doctors, schedules, times, patients, visits, facts, and of who waits: CSV, XLSX, JSON. In: a file of whatever form, what it holds, the store.
// Out: records of the embedded clinic, and every row that is none with its line and reason.
// Must not know the terminal, the real clock, campaigns beyond how lists are read.
export { type ClinicListReport, importClinicList } from './import-clinic-list.ts'
export { guessListKind, LIST_DATA, LIST_KINDS, type ListKind } from './list-kinds.ts'
