import type { Finding, Severity } from './finding.ts'
import { measureWidth } from './measure-width.ts'
import type { SourceFile } from './source-file.ts'

/** How findings are shown in a terminal. */
export interface TextOptions {
  /** ANSI colours; default none. */
  readonly colour?: boolean
}

const WIDEST_LINE = 110
const COLOURS = { error: '31', warning: '33', info: '36', place: '1', dim: '2' } as const

/**
 * Findings as text for people: file:line:column, what is wrong, the line with a caret under the place, how to mend it;
 * at the end how many there are. An empty text when there are none. Ordered by file and place.
 */
export function formatFindingsAsText(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, SourceFile>,
  options: TextOptions = {},
): string {
  if (findings.length === 0) return ''
  const paint = (code: string, text: string): string => (options.colour === true ? `\u001b[${code}m${text}\u001b[0m` : text)
  const parts = sortFindings(findings).map(finding => formatFinding(finding, sources.get(finding.file), paint))
  return `${parts.join('\n')}\n${summarise(findings)}\n`
}

/** By file, place, then code; stable, so that two runs over the same files print the same. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (left, right) =>
      compare(left.file, right.file) ||
      left.span.start - right.span.start ||
      left.span.end - right.span.end ||
      compare(left.code, right.code),
  )
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

type Paint = (code: string, text: string) => string

function formatFinding(finding: Finding, source: SourceFile | undefined, paint: Paint): string {
  const { file, span, severity, code, message, hint } = finding
  const lines = [
    `${paint(COLOURS.place, `${file}:${span.line}:${span.column}`)} ${paint(COLOURS[severity], severity)} ${paint(COLOURS.dim, code)}`,
    `  ${message}`,
  ]
  const excerpt = source === undefined ? undefined : cutExcerpt(source.text, finding)
  if (excerpt !== undefined) {
    const number = String(span.line)
    const margin = ' '.repeat(number.length)
    lines.push(`  ${paint(COLOURS.dim, `${number} |`)} ${excerpt.line}`)
    lines.push(`  ${paint(COLOURS.dim, `${margin} |`)} ${excerpt.before}${paint(COLOURS[severity], excerpt.caret)}`)
  }
  if (hint !== undefined) lines.push(`  ${hint}`)
  return `${lines.join('\n')}\n`
}

interface Excerpt {
  readonly line: string
  readonly before: string
  readonly caret: string
}

/** The line of a finding and the caret under it, by the width that signs have on a screen, not by their number. */
function cutExcerpt(text: string, finding: Finding): Excerpt | undefined {
  const { start, end, column } = finding.span
  const from = start - (column - 1)
  const stop = text.indexOf('\n', from)
  const whole = text
    .slice(from, stop < 0 ? text.length : stop)
    .replace(/\r$/, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
  if (whole.trim() === '') return undefined
  const left = Math.min(column - 1, whole.length)
  const right = Math.max(left, Math.min(end - from, whole.length))
  const skipped = chooseSkip(whole, left)
  const lead = skipped > 0 ? '… ' : ''
  const shown = whole.slice(skipped, skipped + WIDEST_LINE)
  const tail = skipped + WIDEST_LINE < whole.length ? ' …' : ''
  const width = measureWidth(whole.slice(left, Math.min(right, skipped + WIDEST_LINE)))
  return {
    line: `${lead}${shown}${tail}`,
    before: ' '.repeat(measureWidth(lead + whole.slice(skipped, left))),
    caret: '^'.repeat(Math.max(1, width)),
  }
}

/** How many signs of a long line to leave out so that the place is seen; never half of a surrogate pair. */
function chooseSkip(line: string, left: number): number {
  if (left <= WIDEST_LINE - 30) return 0
  const skip = left - 40
  const unit = line.charCodeAt(skip)
  return unit >= 0xdc00 && unit < 0xe000 ? skip + 1 : skip
}

function summarise(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => findings.filter(finding => finding.severity === severity).length
  const files = new Set(findings.map(finding => finding.file)).size
  const parts = [name(count('error'), 'error'), name(count('warning'), 'warning'), name(count('info'), 'remark')].filter(
    part => part !== '',
  )
  return `${parts.join(', ')} in ${name(files, 'file')}`
}

function name(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`
}
