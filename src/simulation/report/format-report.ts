import type { Finding } from '../../scenarios/source/finding.ts'
import { COVERAGE_KINDS } from '../coverage/list-items.ts'
import type { Coverage, CoverageCount, CoverageRow } from '../coverage/coverage.ts'
import type { Failure } from '../run/driver.ts'
import type { SimulationResult } from '../run/run-simulation.ts'
import type { SimulationReport } from '../simulate-workspace.ts'
import { formatTranscript } from './format-transcript.ts'
import { paintReport } from './paint.ts'
import type { ReportPaint } from './paint.ts'

/** How a report looks. */
export interface ReportStyle {
  readonly colour?: boolean
  /** Columns of the terminal. */
  readonly width?: number
  /** `false` leaves the table of coverage out. */
  readonly coverage?: boolean
  /** `false` leaves the faults of files out, where they are shown already; the last line counts them all the same. */
  readonly findings?: boolean
  /** How many missing items are listed for a document; default 10. */
  readonly missing?: number
  /** `false` lists what is missing of scenarios alone: blocks and policies are exercised by other simulations too. */
  readonly shared?: boolean
}

const nameResult = (result: SimulationResult): string =>
  `${result.simulation} (${result.language})${result.variation === undefined ? '' : `: ${result.variation}`}`

function formatFailure(file: string, failure: Failure, paint: ReportPaint): string {
  const lines = [`  ${paint.bad('✗')} ${file}:${failure.line} ${failure.message}`]
  if (failure.expected !== undefined) lines.push(`      expected  ${failure.expected}`)
  if (failure.heard !== undefined) lines.push(`      but       ${failure.heard}`)
  return lines.join('\n')
}

/** A call that failed: what was not so, and both sides of the call. */
export function formatFailedResult(result: SimulationResult, style: ReportStyle = {}): string {
  const paint = paintReport(style.colour ?? false)
  const failures = [...result.failures]
    .sort((one, other) => one.line - other.line)
    .map(failure => formatFailure(result.file, failure, paint))
  return [
    paint.strong(nameResult(result)),
    ...failures,
    '',
    paint.weak(formatTranscript(result.transcript, style.width)),
    '',
  ].join('\n')
}

const share = ({ exercised, total }: CoverageCount): string => (total === 0 ? '–' : `${Math.floor((exercised / total) * 100)} %`)

/** Coverage as a table: a row for each document and language, then what is missing, with file and line. */
export function formatCoverage(coverage: Coverage, style: ReportStyle = {}): string {
  const paint = paintReport(style.colour ?? false)
  const names = coverage.rows.map(row => `${row.document} ${row.language}`)
  const first = Math.max(8, ...names.map(name => name.length))
  const widths = COVERAGE_KINDS.map(kind =>
    Math.max(kind.length, ...coverage.rows.map(row => writeCount(row.counts[kind]).length)),
  )
  const heads = [''.padEnd(first), ...COVERAGE_KINDS.map((kind, index) => kind.padStart(widths[index] ?? 0))]
  const width = style.width ?? Infinity
  const gap = heads.join('  ').length > width ? ' ' : '  '
  const head = heads.join(gap)
  const rule = '─'.repeat(head.length)
  const writeRow = (name: string, counts: CoverageRow['counts']): string =>
    [
      name.padEnd(first),
      ...COVERAGE_KINDS.map((kind, index) => {
        const count = counts[kind]
        const cell = writeCount(count).padStart(widths[index] ?? 0)
        return count.total === 0 ? paint.weak(cell) : count.exercised === count.total ? paint.good(cell) : paint.bad(cell)
      }),
    ].join(gap)
  const rows = coverage.rows.map((row, index) => writeRow(names[index] ?? '', row.counts))
  const shares = COVERAGE_KINDS.map(kind => `${kind} ${share(coverage.total[kind])}`)
  const whole = `all: ${shares.join(', ')}`
  const total = whole.length <= width ? whole : `all: ${shares.slice(0, 4).join(', ')},\n     ${shares.slice(4).join(', ')}`
  return [paint.strong(head), rule, ...rows, rule, total, ...formatMissing(coverage, style)].join('\n')
}

const writeCount = ({ exercised, total }: CoverageCount): string => (total === 0 ? '–' : `${exercised}/${total}`)

function formatMissing(coverage: Coverage, style: ReportStyle): readonly string[] {
  const most = style.missing ?? 10
  return coverage.rows.flatMap(row => {
    if (row.missing.length === 0 || most === 0 || (style.shared === false && row.document.includes('/'))) return []
    // A step that no call came to matters more than the ending that it leads to.
    const missing = [...row.missing].sort((one, other) => COVERAGE_KINDS.indexOf(one.kind) - COVERAGE_KINDS.indexOf(other.kind))
    const shown = missing.slice(0, most).map(item => `  ${item.file}:${item.line}  ${item.kind}  ${item.label}`)
    const more = row.missing.length > most ? [`  and ${row.missing.length - most} more`] : []
    return ['', `Never exercised in ${row.document} (${row.language}):`, ...shown, ...more]
  })
}

/** A fault of a simulation's file, which keeps its calls from being held. */
function formatFault({ file, span, message, hint, severity }: Finding, paint: ReportPaint): string {
  const mark = severity === 'error' ? paint.bad('✗') : '·'
  return [`${mark} ${file}:${span.line}:${span.column} ${message}`, ...(hint === undefined ? [] : [`      ${hint}`])].join('\n')
}

/** The whole report as text: faults of files, failures with their calls, coverage, and one last line that says how it went. */
export function formatReport(report: SimulationReport, style: ReportStyle = {}): string {
  const paint = paintReport(style.colour ?? false)
  const failed = report.results.filter(result => result.failures.length > 0)
  const variations = report.results.filter(result => result.variation !== undefined).length
  const calls = report.results.length - variations
  const counts = `${calls} call${calls === 1 ? '' : 's'}${variations === 0 ? '' : ` and ${variations} variations`}`
  const faulty = new Set(report.findings.filter(({ severity }) => severity === 'error').map(({ file }) => file)).size
  const held = failed.length === 0 ? `${counts} as simulated` : `${failed.length} of ${counts} not as simulated`
  const unheld = `${faulty} ${faulty === 1 ? 'file has' : 'files have'} errors and could not be simulated`
  const last =
    faulty > 0 ? paint.bad(`✗ ${held}; ${unheld}`) : failed.length > 0 ? paint.bad(`✗ ${held}`) : paint.good(`✓ ${held}`)
  const faults = style.findings === false ? [] : report.findings.map(finding => formatFault(finding, paint))
  const parts = [
    ...(faults.length === 0 ? [] : [...faults, '']),
    ...failed.map(result => formatFailedResult(result, style)),
    ...(style.coverage === false ? [] : [formatCoverage(report.coverage, style), '']),
    last,
  ]
  return `${parts.join('\n')}\n`
}
