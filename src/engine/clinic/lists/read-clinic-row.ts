import { readContact } from '../../../scenarios/contact/index.ts'
import {
  createDataReader,
  type DataOptions,
  findLongCell,
  LONG_CELL,
  PHONE_PROBLEMS,
  type PhoneOptions,
  type ReadableRow,
  readNumbers,
  type RowProblem,
} from '../../campaigns/lists/index.ts'

/** What rows of a clinic's lists are read against. */
export interface ClinicRowOptions extends DataOptions {
  /** The clinic's, IANA. */
  readonly zone: string
  readonly phones: PhoneOptions
}

/** A row's data, with all telephones (E.164), or every reason why it is refused. */
export type ClinicRow =
  | { readonly kind: 'data'; readonly data: Readonly<Record<string, unknown>>; readonly phones: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly RowProblem[] }

const PHONE = 'patient.phone'

/** Creates what reads the rows of a list; every problem of a row is told at once. */
export function createClinicRowReader(options: ClinicRowOptions): (row: ReadableRow) => ClinicRow {
  const reader = createDataReader(options)
  return row => {
    const long = findLongCell(row)
    return long === undefined ? readClinicRow(row, options, reader) : { kind: 'refused', problems: [{ at: long, ...LONG_CELL }] }
  }
}

function readClinicRow(row: ReadableRow, options: ClinicRowOptions, reader: ReturnType<typeof createDataReader>): ClinicRow {
  const { gets, mapping, zone } = options
  const problems: RowProblem[] = []
  const numbers = readNumbers(
    (mapping.columns.get(PHONE) ?? []).flatMap(column => row.cells.get(column) ?? []),
    options.phones,
  )
  if (numbers.phones.length === 0)
    for (const problem of numbers.problems) {
      const [reason, remedy] = PHONE_PROBLEMS[problem]
      problems.push({ at: PHONE, reason, remedy })
    }
  const raw = reader.read(row, problems, numbers.phones[0]?.number)
  const reading = readContact(gets, raw, zone)
  if (reading.kind === 'refused')
    for (const { path, message, hint } of reading.problems)
      if (!problems.some(({ at }) => at === path)) problems.push({ at: path, reason: message, remedy: hint })
  if (reading.kind === 'refused' || problems.length > 0) return { kind: 'refused', problems }
  return { kind: 'data', data: reading.data, phones: numbers.phones.map(({ number }) => number) }
}
