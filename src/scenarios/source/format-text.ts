import type { Finding, Severity } from './finding.ts'
import { measureWidth } from './measure-width.ts'
import type { SourceFile } from './source-file.ts'

/** How findings are shown in a terminal. */
export interface TextOptions {
  /** ANSI colours; default none. */
  readonly colour?: boolean
  /** Columns of the terminal: words are broken and lines of the file are cut to fit. Default: words are not broken. */
  readonly width?: number
}

const WIDEST_LINE = 110
/** However narrow a terminal says that it is (some say 0): less than this shows nothing of use. */
const NARROWEST = 40
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
  const width = Math.max(NARROWEST, options.width ?? Infinity)
  const parts = sortFindings(findings).map(finding => formatFinding(finding, sources.get(finding.file), paint, width))
  return `${parts.join('\n')}\n${summarise(findings)}\n`
}

/** By file (a script before its translations, in which its faults show too), place, then code; stable, so that two runs over the same files print the same. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (left, right) =>
      compareFiles(left.file, right.file) ||
      left.span.start - right.span.start ||
      left.span.end - right.span.end ||
      compare(left.code, right.code),
  )
}

/** Folders in the order of their names; in one, what is written in the base language before the files of languages. */
function compareFiles(left: string, right: string): number {
  if (left === right) return 0
  const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1)
  if (folderOf(left) !== folderOf(right)) return compare(left, right)
  return Number(LANGUAGE_FILE.test(left)) - Number(LANGUAGE_FILE.test(right)) || compare(left, right)
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

const LANGUAGE_FILE = /(^|\/)[a-z]{2}\.yaml$/

type Paint = (code: string, text: string) => string

function formatFinding(finding: Finding, source: SourceFile | undefined, paint: Paint, width: number): string {
  const { file, span, severity, code, message, hint } = finding
  const lines = [
    `${paint(COLOURS.place, `${file}:${span.line}:${span.column}`)} ${paint(COLOURS[severity], severity)} ${paint(COLOURS.dim, code)}`,
    ...breakWords(message, width),
  ]
  const number = String(span.line)
  // Beside the line stand its number, a bar, and dots on both sides when it is cut.
  const most = Math.min(WIDEST_LINE, width - number.length - '  '.length - ' | '.length - 2 * '… '.length)
  const excerpt = source === undefined ? undefined : cutExcerpt(source.text, finding, most)
  if (excerpt !== undefined) {
    const margin = ' '.repeat(number.length)
    lines.push(`  ${paint(COLOURS.dim, `${number} |`)} ${excerpt.line}`)
    lines.push(`  ${paint(COLOURS.dim, `${margin} |`)} ${excerpt.before}${paint(COLOURS[severity], excerpt.caret)}`)
  }
  if (hint !== undefined) lines.push(...breakWords(hint, width))
  return `${lines.join('\n')}\n`
}

/** Indented by two, broken between words so that no line is wider than `width` unless a word is. */
function breakWords(text: string, width: number): string[] {
  if (measureWidth(text) + 2 <= width) return [`  ${text}`]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && measureWidth(line) + 1 + measureWidth(word) > width) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? `  ${word}` : `${line} ${word}`
  }
  return [...lines, line]
}

interface Excerpt {
  readonly line: string
  readonly before: string
  readonly caret: string
}

/** The line of a finding and the caret under it, by the width that signs have on a screen, not by their number. */
function cutExcerpt(text: string, finding: Finding, most: number): Excerpt | undefined {
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
  const skipped = chooseSkip(whole, left, most)
  const lead = skipped > 0 ? '… ' : ''
  const shown = whole.slice(skipped, skipped + most)
  const tail = skipped + most < whole.length ? ' …' : ''
  const width = measureWidth(whole.slice(left, Math.min(right, skipped + most)))
  return {
    line: `${lead}${shown}${tail}`,
    before: ' '.repeat(measureWidth(lead + whole.slice(skipped, left))),
    caret: '^'.repeat(Math.max(1, width)),
  }
}

/** How many signs of a long line to leave out so that the place is seen; never half of a surrogate pair. */
function chooseSkip(line: string, left: number, most: number): number {
  if (line.length <= most || left <= most - Math.round(most / 4)) return 0
  const skip = left - Math.round(most / 3)
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
