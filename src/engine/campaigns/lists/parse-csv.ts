/** A record of a CSV file (RFC 4180), or lines that are none. */
export type CsvRecord =
  | { readonly kind: 'record'; readonly line: number; readonly cells: readonly string[] }
  | { readonly kind: 'broken'; readonly line: number; readonly text: string }

/** A quoted cell is not longer than this; what is longer is a quote that nobody closed. */
const LONGEST_CELL = 20_000
const MOST_LINES = 200

/**
 * Cuts text that comes in pieces into records. Quoted cells may hold line breaks and doubled quotes; a quote inside an unquoted cell is a sign
 * like others. A quote that is opened and never closed spoils only its own line: reading goes on with the next one.
 * @returns the records that each piece ends: handing them over one by one would take longer than cutting them
 */
export async function* parseCsv(pieces: AsyncIterable<string>, separator: string): AsyncGenerator<readonly CsvRecord[]> {
  let [rest, line, isLast] = ['', 1, false]
  const iterator = pieces[Symbol.asyncIterator]()
  while (!isLast || rest !== '') {
    if (!isLast) {
      const next = await iterator.next()
      if (next.done === true) isLast = true
      else {
        rest += next.value
        // No record ends in a piece without the end of a line: what has been looked at is not looked at again.
        if (!/[\r\n]/.test(next.value)) continue
      }
    }
    const records: CsvRecord[] = []
    let start = 0
    for (;;) {
      const cut = cutRecord(rest, start, separator, isLast)
      if (cut === 'more') break
      if (cut.cells === undefined) records.push({ kind: 'broken', line, text: rest.slice(start, cut.end) })
      else if (cut.cells.length > 1 || cut.cells[0] !== '') records.push({ kind: 'record', line, cells: cut.cells })
      line += cut.lines
      start = cut.next
      if (start >= rest.length) break
    }
    yield records
    rest = rest.slice(start)
    if (isLast && start === 0 && rest !== '') throw new Error('a record that does not end at the end of the file')
  }
}

interface Cut {
  /** Undefined: a quote is never closed. */
  readonly cells: readonly string[] | undefined
  /** Where the record ends, and where the next begins. */
  readonly end: number
  readonly next: number
  readonly lines: number
}

function cutRecord(text: string, start: number, separator: string, isLast: boolean): Cut | 'more' {
  const cells: string[] = []
  let [at, lines] = [start, 1]
  if (start >= text.length) return 'more'
  const plain = cutPlainLine(text, start, separator)
  if (plain !== undefined) return plain
  for (;;) {
    if (text[at] === '"') {
      const quoted = readQuoted(text, at + 1, isLast)
      if (quoted === 'more') return 'more'
      if (quoted === 'open') return cutLine(text, start, isLast)
      // A cell over several lines that ends in the middle of a word was closed by the quote of another row.
      if (quoted.lines > 0 && !isBoundary(text, quoted.end, separator)) return cutLine(text, start, isLast)
      cells.push(quoted.value)
      lines += quoted.lines
      at = quoted.end
      // What follows a closed quote before the separator belongs to the cell, quotes or not.
      const more = findEnd(text, at, separator)
      if (more > at) cells[cells.length - 1] += text.slice(at, more).trimEnd()
      at = more
    } else {
      const end = findEnd(text, at, separator)
      cells.push(text.slice(at, end))
      at = end
    }
    if (at >= text.length) return isLast ? { cells, end: at, next: at, lines } : 'more'
    if (text[at] === separator) {
      at++
      if (at >= text.length && !isLast) return 'more'
      continue
    }
    // A carriage return at the end of a piece may have its line feed in the next.
    if (text[at] === '\r' && at + 1 >= text.length && !isLast) return 'more'
    const next = text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1
    return { cells, end: at, next, lines }
  }
}

/** Most lines hold no quote and end as most do: the engine cuts them faster than signs are looked at. Undefined: this is another one. */
function cutPlainLine(text: string, start: number, separator: string): Cut | undefined {
  const end = text.indexOf('\n', start)
  if (end < 0) return undefined
  const line = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end)
  if (line.includes('"') || line.includes('\r')) return undefined
  return { cells: line.split(separator), end: start + line.length, next: end + 1, lines: 1 }
}

function readQuoted(
  text: string,
  from: number,
  isLast: boolean,
): { readonly value: string; readonly end: number; readonly lines: number } | 'more' | 'open' {
  let [value, at] = ['', from]
  for (;;) {
    const quote = text.indexOf('"', at)
    const isTooLong = (quote < 0 ? text.length : quote) - from > LONGEST_CELL
    if (isTooLong) return 'open'
    if (quote < 0) return isLast ? 'open' : 'more'
    if (quote + 1 >= text.length && !isLast) return 'more'
    if (text[quote + 1] !== '"') {
      value += text.slice(at, quote)
      const lines = value.split('\n').length - 1
      return lines > MOST_LINES ? 'open' : { value, end: quote + 1, lines }
    }
    value += text.slice(at, quote + 1)
    at = quote + 2
  }
}

function isBoundary(text: string, at: number, separator: string): boolean {
  let next = at
  while (text[next] === ' ') next++
  return next >= text.length || text[next] === separator || text[next] === '\n' || text[next] === '\r'
}

function findEnd(text: string, from: number, separator: string): number {
  const [mark, feed, back] = [separator.charCodeAt(0), 10, 13]
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === mark || sign === feed || sign === back) return at
  }
  return text.length
}

/** The rest of the line alone, so that the next record is read again. */
function cutLine(text: string, start: number, isLast: boolean): Cut | 'more' {
  const end = text.slice(start).search(/\r?\n|\r/)
  if (end < 0) return isLast ? { cells: undefined, end: text.length, next: text.length, lines: 1 } : 'more'
  const stop = start + end
  return { cells: undefined, end: stop, next: text[stop] === '\r' && text[stop + 1] === '\n' ? stop + 2 : stop + 1, lines: 1 }
}
