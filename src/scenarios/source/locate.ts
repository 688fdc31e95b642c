import { isCollection, isMap, isPair, isScalar, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml'
import type { Span } from './finding.ts'
import type { SourceFile, SourcePart, SourcePath } from './source-file.ts'

/** Makes the file that findings point into. `root` is the outermost node, null when nothing could be read. */
export function createSourceFile(file: string, text: string, root: Node | null): SourceFile {
  let lines: readonly number[] | undefined
  function spanOf(start: number, end: number): Span {
    lines ??= listLineStarts(text)
    const from = Math.max(0, Math.min(start, text.length))
    const line = findLine(lines, from)
    return { start: from, end: Math.max(from, Math.min(end, text.length)), line: line + 1, column: from - (lines[line] ?? 0) + 1 }
  }
  return {
    file,
    text,
    spanOf,
    spanAt(path, part) {
      const [start, end] = locatePath(root, path, part)
      return spanOf(start, end)
    },
    spanWithin(path, start, end) {
      const found = findNode(root, path)
      const inner = isScalar(found) ? offsetInside(text, found) : undefined
      if (inner !== undefined) return spanOf(inner + start, inner + end)
      return this.spanAt(path, 'value')
    },
  }
}

/** Offsets of the first sign of every line. */
function listLineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function findLine(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function locatePath(root: Node | null, path: SourcePath, part: SourcePart): readonly [number, number] {
  let node: unknown = root
  let range = firstLineOf(root)
  for (const [index, name] of path.entries()) {
    const next = stepInto(node, name)
    if (next === undefined) break
    const value = rangeOf(next.value)
    const isLast = index === path.length - 1
    const key = next.pair === undefined ? undefined : rangeOf(next.pair.key)
    // An empty value has no place of its own: its name stands for it.
    range = (isLast && part === 'value' ? (value && value[1] > value[0] ? value : key) : (key ?? value)) ?? range
    node = next.value
  }
  return range
}

function findNode(root: Node | null, path: SourcePath): unknown {
  let node: unknown = root
  for (const name of path) {
    const next = stepInto(node, name)
    // A text written once is the first of its variants.
    if (next === undefined) return name === 0 && isScalar(node) ? node : undefined
    node = next.value
  }
  return node
}

function stepInto(node: unknown, name: string | number): { readonly value: unknown; readonly pair?: Pair } | undefined {
  if (!isCollection(node)) return undefined
  if (isMap(node)) {
    const wanted = String(name)
    const pair = findPair(node, wanted)
    return pair === undefined ? undefined : { value: pair.value, pair }
  }
  const item = node.items[Number(name)]
  if (item === undefined) return undefined
  return { value: isPair(item) ? item.value : item }
}

/** Pairs of large groups by key: thousands of findings in one group must not search it thousands of times. */
const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

function findPair(node: YAMLMap, wanted: string): Pair | undefined {
  if (node.items.length < 32) return node.items.find(item => isScalar(item.key) && keyText(item.key) === wanted)
  let index = indexes.get(node)
  if (index === undefined) {
    index = indexPairs(node)
    indexes.set(node, index)
  }
  return index.get(wanted)
}

function indexPairs(node: YAMLMap): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>()
  for (const pair of node.items) if (isScalar(pair.key) && !pairs.has(keyText(pair.key))) pairs.set(keyText(pair.key), pair)
  return pairs
}

/** A key as text, exactly as written without its quotes. */
export function keyText(key: Scalar): string {
  return typeof key.source === 'string' ? key.source : String(key.value)
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as { readonly range?: readonly number[] | null } | null | undefined)?.range
  return range ? [range[0] ?? 0, range[1] ?? 0] : undefined
}

function firstLineOf(root: Node | null): readonly [number, number] {
  const range = rangeOf(root)
  return range ? [range[0], Math.min(range[1], range[0] + 1)] : [0, 0]
}

/** Offset in the file of the first sign of a text, when each of its signs stands in the file as it is read. */
function offsetInside(text: string, node: Scalar): number | undefined {
  const [start, end] = rangeOf(node) ?? [0, 0]
  const written = text.slice(start, end)
  if (written === node.value) return start
  if (written.length >= 2 && written.slice(1, -1) === node.value) return start + 1
  return undefined
}
