import { Composer, Parser, type Document, type ParsedNode } from 'yaml'
import type { Finding } from './finding.ts'
import { createSourceFile } from './locate.ts'
import { makeFindingAt } from './make-finding.ts'
import { readNodes } from './read-nodes.ts'
import type { SourceFile } from './source-file.ts'
import { makeSyntaxFinding } from './syntax-findings.ts'

/** Greatest size of a file, in bytes of UTF-8. */
const LARGEST_FILE = 1024 * 1024
const MOST_FINDINGS = 50

/** A file as far as it could be read. */
export interface ParsedSource {
  readonly source: SourceFile
  /** Plain data; undefined when the file is not YAML, or too large, or empty: then `findings` says why. */
  readonly data: unknown
  readonly findings: readonly Finding[]
}

/** Texts are kept as written: what an unquoted word stands for is decided by `readPlainScalar`. */
const OPTIONS = { schema: 'failsafe', version: '1.2', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const

/**
 * Reads one YAML file of the language. Never throws, whatever the text; every fault is a finding with its place.
 * Data with faults that do not touch the structure (a duplicate key, a bare `no`) is given out all the same, so
 * that the rest of the file is checked in the same run.
 */
export function parseSource(file: string, text: string): ParsedSource {
  const bytes = measureUtf8(text)
  if (bytes > LARGEST_FILE) {
    const source = createSourceFile(file, text, null)
    return { source, data: undefined, findings: [makeFindingAt('yaml/too-large', file, source.spanOf(0, 0), { bytes })] }
  }
  let documents: readonly Document.Parsed[]
  try {
    documents = composeDocuments(text)
  } catch {
    // The library's own recursion: only nesting without end brings it down.
    const source = createSourceFile(file, text, null)
    return { source, data: undefined, findings: [makeFindingAt('yaml/too-deep', file, source.spanOf(0, 0))] }
  }
  return readDocuments(file, text, documents)
}

/** A file that was read before: it is read anew when a place in it is asked for, and not at all if none ever is. */
export function reopenSource(file: string, text: string): SourceFile {
  let read: SourceFile | undefined
  const open = (): SourceFile => (read ??= parseSource(file, text).source)
  return {
    file,
    text,
    spanAt: (path, part) => open().spanAt(path, part),
    spanWithin: (path, start, end) => open().spanWithin(path, start, end),
    spanOf: (start, end) => open().spanOf(start, end),
  }
}

function composeDocuments(text: string): readonly Document.Parsed[] {
  const documents: Document.Parsed[] = []
  for (const document of new Composer<ParsedNode, true>(OPTIONS).compose(new Parser().parse(text), true, text.length)) {
    documents.push(document as Document.Parsed)
    if (documents.length > 1) break
  }
  return documents
}

function readDocuments(file: string, text: string, documents: readonly Document.Parsed[]): ParsedSource {
  const document = documents[0]
  const contents = document?.contents ?? null
  const source = createSourceFile(file, text, contents)
  const syntax = document === undefined ? [] : listSyntaxFindings(source, document)
  const second = documents[1]
  if (second !== undefined) {
    const start = findSecondDocument(text, second)
    syntax.push(makeFindingAt('yaml/several-documents', file, source.spanOf(start, start + 3)))
  }
  if (document !== undefined && (document.directives.yaml.explicit === true || text.startsWith('%'))) {
    syntax.push(
      makeFindingAt('yaml/directive', file, source.spanOf(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'))),
    )
  }
  if (document?.errors.length) return { source, data: undefined, findings: limitFindings(source, syntax) }
  const { data, findings } = readNodes(source, contents)
  const all = [...syntax, ...findings]
  if (data === null && all.length === 0)
    return { source, data: undefined, findings: [makeFindingAt('yaml/empty', file, source.spanOf(0, 0))] }
  return { source, data: data === null ? undefined : data, findings: limitFindings(source, all) }
}

/** A space of a web page or word processor where YAML wants its own: before what stands in a line, or after the colon of a name. */
const ODD_SPACE = /(?:^ *|^[ \w.-]+:)(?=[\u00a0\u2000-\u200b\u202f\u205f\u3000])/m

/** One fault of YAML brings others in its train: one a line is enough, and after any of them no line stands in the column that the reader expects. */
function listSyntaxFindings(source: SourceFile, document: Document.Parsed): Finding[] {
  const findings = document.errors.slice(0, 1000).map(error => makeSyntaxFinding(source, document, error))
  const odd = findings.length === 0 ? null : ODD_SPACE.exec(source.text)
  if (odd !== null) {
    const at = odd.index + odd[0].length
    findings.push(makeFindingAt('yaml/odd-space', source.file, source.spanOf(at, at + 1)))
  }
  findings.sort((left, right) => left.span.start - right.span.start)
  return findings.filter((finding, index) => {
    if (index === 0) return true
    if (finding.code === 'yaml/bad-indent') return false
    if (finding.code === 'yaml/tab') return !findings.slice(0, index).some(({ code }) => code === 'yaml/tab')
    return finding.span.line !== findings[index - 1]?.span.line
  })
}

function limitFindings(source: SourceFile, findings: readonly Finding[]): readonly Finding[] {
  const first = findings[MOST_FINDINGS]
  if (first === undefined) return findings
  return [
    ...findings.slice(0, MOST_FINDINGS),
    makeFindingAt('yaml/too-many-faults', source.file, first.span, { count: findings.length - MOST_FINDINGS }),
  ]
}

function findSecondDocument(text: string, second: Document.Parsed): number {
  const at = text.lastIndexOf('\n---', (second.range?.[0] ?? text.length) + 4)
  return at < 0 ? (second.range?.[0] ?? 0) : at + 1
}

/** Bytes of a text in UTF-8 without encoding it. */
function measureUtf8(text: string): number {
  // At most three bytes a UTF-16 unit: small texts need no count.
  if (text.length * 3 <= LARGEST_FILE) return text.length
  if (text.length > LARGEST_FILE) return text.length
  let bytes = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit < 0xe000 ? 2 : 3
  }
  return bytes
}
