import { type Text, type TextPart, VALUE_FORMATS, type ValueFormat } from './text.ts'

/** Something wrong in a text; `start` and `end` are offsets into the text's source. */
export interface TextProblem {
  /** Code of the catalogue: `text/…`. */
  readonly code: TextProblemCode
  /** The offending piece as written, for the message. */
  readonly message: string
  readonly start: number
  readonly end: number
}
/** What can be wrong with the form of a text. */
export type TextProblemCode =
  | 'text/unbalanced-brace'
  | 'text/empty-placeholder'
  | 'text/bad-path'
  | 'text/unknown-format'
  | 'text/bad-choice'
  | 'text/missing-other'

const FORMATS = new Set<string>(VALUE_FORMATS)
const PATH = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/
const MAX_DEPTH = 8

/** Thrown inside this file alone, to leave the recursion at the first thing that cannot be read on. */
class Unreadable extends Error {
  readonly problem: TextProblem
  constructor(problem: TextProblem) {
    super(problem.message)
    this.problem = problem
  }
}

interface Reader {
  readonly source: string
  readonly problems: TextProblem[]
  at: number
}

/**
 * Reads `{path}`, `{path: format}`, and ICU `{path, plural|selectordinal|select, case {…} …}`, nested at will. Unlike ICU it has no
 * quoting by apostrophes, since `l'{place}` and `м'який` are everyday words, and no literal braces, since a voice cannot read one.
 * Never throws; `text` is undefined when something stands in `problems`.
 */
export function parseText(source: string): { text: Text | undefined; problems: TextProblem[] } {
  if (!source.includes('{') && !source.includes('}'))
    return { text: { source, parts: [{ kind: 'words', text: source }] }, problems: [] }
  const reader: Reader = { source, problems: [], at: 0 }
  try {
    const parts = readParts(reader, undefined, 0)
    return { text: reader.problems.length > 0 ? undefined : { source, parts }, problems: reader.problems }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { text: undefined, problems: [...reader.problems, error.problem] }
  }
}

/** Reads words and placeholders to the end, or inside a case (`counted` given, '' for a select) to its closing brace. */
function readParts(reader: Reader, counted: string | undefined, depth: number): TextPart[] {
  const { source } = reader
  const parts: TextPart[] = []
  let from = reader.at
  const flush = (): void => {
    if (reader.at > from) parts.push({ kind: 'words', text: source.slice(from, reader.at) })
  }
  while (reader.at < source.length) {
    const char = source[reader.at]
    if (char === '{') {
      flush()
      const part = readPlaceholder(reader, depth)
      if (part !== undefined) parts.push(part)
      from = reader.at
    } else if (char === '}') {
      if (counted === undefined) throw fail('text/unbalanced-brace', '}', reader.at, reader.at + 1)
      flush()
      return parts
    } else if (char === '#' && counted) {
      flush()
      reader.at++
      parts.push({ kind: 'value', path: counted })
      from = reader.at
    } else reader.at++
  }
  flush()
  return parts
}

function readPlaceholder(reader: Reader, depth: number): TextPart | undefined {
  const { source } = reader
  const open = reader.at
  reader.at++
  const start = reader.at
  while (reader.at < source.length && !'{},:'.includes(source[reader.at] ?? '')) reader.at++
  const mark = source[reader.at]
  if (mark === '{' && reader.at === start) throw fail('text/unbalanced-brace', '{{', open, open + 2)
  if (mark === undefined || mark === '{') throw fail('text/unbalanced-brace', '{', open, open + 1)
  const path = source.slice(start, reader.at).trim()
  checkPath(reader, path, open, reader.at + 1)
  if (mark === '}') {
    reader.at++
    return { kind: 'value', path }
  }
  reader.at++
  return mark === ':' ? readFormat(reader, path, open) : readChoice(reader, path, open, depth)
}

function checkPath(reader: Reader, path: string, start: number, end: number): void {
  if (path === '') reader.problems.push({ code: 'text/empty-placeholder', message: reader.source.slice(start, end), start, end })
  else if (!PATH.test(path)) reader.problems.push({ code: 'text/bad-path', message: path, start, end })
}

function readFormat(reader: Reader, path: string, open: number): TextPart | undefined {
  const { source } = reader
  const start = reader.at
  while (reader.at < source.length && source[reader.at] !== '}' && source[reader.at] !== '{') reader.at++
  if (source[reader.at] !== '}') throw fail('text/unbalanced-brace', '{', open, open + 1)
  const format = source.slice(start, reader.at).trim().replace(/\s+/g, ' ')
  reader.at++
  if (isFormat(format)) return { kind: 'value', path, format }
  reader.problems.push({ code: 'text/unknown-format', message: format, start, end: reader.at - 1 })
  return undefined
}

/** Tells whether a word is one of the formats of values. */
function isFormat(format: string): format is ValueFormat {
  return FORMATS.has(format)
}

function readChoice(reader: Reader, path: string, open: number, depth: number): TextPart {
  const { source } = reader
  if (depth >= MAX_DEPTH) throw fail('text/bad-choice', `more than ${MAX_DEPTH} choices in one another`, open, open + 1)
  const kindStart = reader.at
  while (reader.at < source.length && !'{},'.includes(source[reader.at] ?? '')) reader.at++
  const kind = source.slice(kindStart, reader.at).trim()
  if (reader.at >= source.length) throw fail('text/unbalanced-brace', '{', open, open + 1)
  if (kind !== 'plural' && kind !== 'selectordinal' && kind !== 'select')
    throw fail('text/bad-choice', kind === '' ? ',' : kind, kindStart, reader.at)
  if (source[reader.at] !== ',') throw fail('text/bad-choice', `${kind} needs a comma and its cases`, open, reader.at)
  reader.at++
  const { exact, cases } = readCases(reader, kind, path, open, depth)
  if (!Object.hasOwn(cases, 'other'))
    reader.problems.push({ code: 'text/missing-other', message: `{${path}, ${kind}, …}`, start: open, end: reader.at })
  return kind === 'select'
    ? { kind: 'select', path, cases }
    : { kind: 'plural', path, ordinal: kind === 'selectordinal', exact, cases }
}

function readCases(reader: Reader, kind: string, path: string, open: number, depth: number) {
  const { source } = reader
  const exact: Record<string, readonly TextPart[]> = {}
  const cases: Record<string, readonly TextPart[]> = {}
  for (;;) {
    skipSpace(reader)
    if (reader.at >= source.length) throw fail('text/unbalanced-brace', '{', open, open + 1)
    if (source[reader.at] === '}') break
    const start = reader.at
    while (reader.at < source.length && !/[\s{}]/.test(source[reader.at] ?? '')) reader.at++
    const name = source.slice(start, reader.at)
    skipSpace(reader)
    if (name === '' || source[reader.at] !== '{')
      throw fail('text/bad-choice', name || '{', start, Math.max(reader.at, start + 1))
    const opened = reader.at
    reader.at++
    const parts = readParts(reader, kind === 'select' ? '' : path, depth + 1)
    if (source[reader.at] !== '}') throw fail('text/unbalanced-brace', '{', opened, opened + 1)
    reader.at++
    if (Object.hasOwn(cases, name)) throw fail('text/bad-choice', `${name} twice`, start, start + name.length)
    if (kind !== 'select' && name.startsWith('=')) exact[name.slice(1)] = parts
    else cases[name] = parts
  }
  reader.at++
  return { exact, cases }
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.source[reader.at] ?? '')) reader.at++
}

function fail(code: TextProblemCode, message: string, start: number, end: number): Unreadable {
  return new Unreadable({ code, message, start, end })
}
