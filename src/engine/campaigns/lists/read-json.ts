import { createReadStream, statSync } from 'node:fs'
import { OperationalError } from '../../operational-error.ts'
import { detectEncoding } from './detect-encoding.ts'
import type { Cell, ListReader, ListRow } from './row.ts'

/** One contact is not longer than this. */
const LONGEST = 200_000
/** Objects by which the columns are found out. */
const LOOK_AHEAD = 50

/** Opens a list of JSON objects: an array, one object a line, or objects one after another. Groups become columns by path. */
export async function openJson(path: string): Promise<ListReader> {
  const encoding = await detectEncoding(path)
  let read = 0
  const objects = readObjects(decode(path, encoding, bytes => (read += bytes)))
  const rows = readRows(objects)
  const first: ListRow[] = []
  while (first.length < LOOK_AHEAD) {
    const next = await rows.next()
    if (next.done === true) break
    first.push(next.value)
  }
  if (first.length === 0)
    throw new OperationalError('list/empty', 'The list has no rows.', { remedy: 'Give a list of objects, one for each contact.' })
  const columns = [...new Set(first.flatMap(row => (row.kind === 'row' ? [...row.cells.keys()] : [])))]
  return {
    kind: 'json',
    columns,
    bytes: statSync(path).size,
    readBytes: () => read,
    form: `JSON, ${encoding}`,
    rows: {
      async *[Symbol.asyncIterator]() {
        yield* first
        yield* rows
      },
    },
  }
}

async function* decode(path: string, encoding: string, count: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 17 })) {
    const bytes = piece as Buffer
    count(bytes.length)
    yield decoder.decode(bytes, { stream: true })
  }
  yield decoder.decode()
}

interface Found {
  readonly line: number
  readonly text: string
  readonly isClosed: boolean
}

/** Cuts out every outermost object, whatever stands between them. */
async function* readObjects(pieces: AsyncIterable<string>): AsyncGenerator<Found> {
  let [buffer, depth, line, startLine] = ['', 0, 1, 1]
  let [isInText, isEscaped] = [false, false]
  for await (const piece of pieces) {
    let start = 0
    for (let at = 0; at < piece.length; at++) {
      const sign = piece[at]
      if (sign === '\n') {
        line++
        // No text of JSON holds a line break: this object is broken, and the next line begins anew.
        if (isInText) {
          yield { line: startLine, text: buffer + piece.slice(start, at), isClosed: false }
          ;[buffer, depth, isInText, isEscaped] = ['', 0, false, false]
          start = at + 1
          continue
        }
      }
      if (isInText) {
        if (isEscaped) isEscaped = false
        else if (sign === '\\') isEscaped = true
        else if (sign === '"') isInText = false
        continue
      }
      if (depth > 0 && sign === '"') isInText = true
      else if (sign === '{') {
        if (depth === 0) {
          start = at
          startLine = line
        }
        depth++
      } else if (sign === '}' && depth > 0) {
        depth--
        if (depth > 0) continue
        yield { line: startLine, text: buffer + piece.slice(start, at + 1), isClosed: true }
        buffer = ''
        start = at + 1
      }
    }
    if (depth > 0) buffer += piece.slice(start)
    if (buffer.length > LONGEST) {
      yield { line: startLine, text: buffer.slice(0, 1000), isClosed: false }
      ;[buffer, depth, isInText, isEscaped] = ['', 0, false, false]
    }
  }
  if (depth > 0) yield { line: startLine, text: buffer, isClosed: false }
}

async function* readRows(objects: AsyncIterable<Found>): AsyncGenerator<ListRow> {
  for await (const { line, text, isClosed } of objects) {
    const data = isClosed ? parse(text) : undefined
    if (data === undefined) {
      const reason = 'The object cannot be read as JSON.'
      yield { kind: 'broken', line, text, reason, remedy: 'Look for a missing quote, comma or brace.' }
      continue
    }
    const cells = new Map<string, Cell>()
    flatten(data, '', cells)
    if (cells.size > 0) yield { kind: 'row', line, cells, json: data }
  }
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}

function flatten(value: unknown, path: string, into: Map<string, Cell>): void {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    // Several numbers of one person; lists of groups are no cells.
    const plain = value.filter(item => typeof item === 'string' || typeof item === 'number')
    if (plain.length > 0) into.set(path, plain.join('; '))
  } else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into)
  else if (typeof value === 'string') into.set(path, value.trim())
  else if (typeof value === 'number' || typeof value === 'boolean') into.set(path, value)
}
