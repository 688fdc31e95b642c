import { isAlias, isMap, isPair, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from 'yaml'
import type { Finding, Span } from './finding.ts'
import { keyText } from './locate.ts'
import { makeFindingAt } from './make-finding.ts'
import { readPlainScalar, switchOfWord } from './read-plain-scalar.ts'
import type { SourceFile } from './source-file.ts'

/** Deeper nesting than this is refused; the language needs about ten levels. */
const DEEPEST = 100

/**
 * Turns nodes into plain data (objects, lists, text, numbers, booleans, null) and collects what the language does not
 * allow: aliases, anchors, merges, tags, duplicate keys, ambiguous words and numbers. Never follows an alias.
 */
export function readNodes(source: SourceFile, root: unknown): { readonly data: unknown; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const reader = new NodeReader(source, findings)
  return { data: reader.read(root, 0), findings }
}

interface NodeProps {
  readonly range?: readonly number[] | null
  readonly anchor?: string
  readonly tag?: string
}

class NodeReader {
  readonly source: SourceFile
  readonly findings: Finding[]

  constructor(source: SourceFile, findings: Finding[]) {
    this.source = source
    this.findings = findings
  }

  read(node: unknown, depth: number): unknown {
    if (isScalar(node)) return this.readScalar(node)
    if (node === null || node === undefined) return null
    if (isAlias(node)) {
      this.findings.push(makeFindingAt('yaml/alias', this.source.file, this.spanOfNode(node), { name: node.source }))
      return null
    }
    if (depth >= DEEPEST) {
      this.findings.push(makeFindingAt('yaml/too-deep', this.source.file, this.spanOfNode(node)))
      return null
    }
    this.checkProps(node)
    if (isMap(node)) return this.readMap(node, depth)
    if (isSeq(node)) return node.items.map(item => (isPair(item) ? this.readPairItem(item, depth) : this.read(item, depth + 1)))
    return null
  }

  private readScalar(node: Scalar): unknown {
    if (node.anchor !== undefined || node.tag !== undefined) this.checkProps(node)
    const written = node.source ?? ''
    if (node.type !== 'PLAIN') return node.value
    const read = readPlainScalar(written)
    if (read.fault !== undefined) this.reportScalar(node, written, read.fault, read.value)
    if (node.comment && typeof read.value === 'string') this.checkComment(node)
    return read.value
  }

  /** `Pokój #3`: without quotes the text ends before the sign, and nobody hears it. */
  private checkComment(node: Scalar): void {
    const end = node.range?.[1] ?? 0
    const gap = /^ +(?=#[^\s#])/.exec(this.source.text.slice(end, end + 40))?.[0].length
    if (gap === undefined) return
    const start = end + gap
    const word = /^\S{1,40}/.exec(this.source.text.slice(start, start + 40))?.[0] ?? '#'
    this.findings.push(
      makeFindingAt('yaml/comment-in-text', this.source.file, this.source.spanOf(start, start + word.length), { word }),
    )
  }

  private reportScalar(
    node: Scalar,
    written: string,
    fault: 'bare-boolean' | 'leading-zero' | 'lossy-number',
    value: unknown,
  ): void {
    const span = this.spanOfNode(node)
    const { file } = this.source
    if (fault === 'bare-boolean')
      this.findings.push(makeFindingAt('yaml/bare-boolean', file, span, { word: written, instead: switchOfWord(written) }))
    else if (fault === 'leading-zero') this.findings.push(makeFindingAt('yaml/leading-zero', file, span, { written }))
    else this.findings.push(makeFindingAt('yaml/lossy-number', file, span, { written, read: String(value) }))
  }

  private readMap(node: YAMLMap, depth: number): Record<string, unknown> {
    const data: Record<string, unknown> = {}
    for (const pair of node.items) this.readPair(data, node, pair, depth)
    return data
  }

  private readPair(data: Record<string, unknown>, map: YAMLMap, pair: Pair, depth: number): void {
    const key = pair.key
    const { file } = this.source
    if (isAlias(key)) {
      this.findings.push(makeFindingAt('yaml/alias', file, this.spanOfNode(key), { name: key.source }))
      return
    }
    if (!isScalar(key)) {
      this.findings.push(makeFindingAt('yaml/key-not-text', file, this.spanOfNode(key)))
      return
    }
    if (key.anchor !== undefined || key.tag !== undefined) this.checkProps(key)
    const name = keyText(key)
    if (key.type === 'PLAIN') {
      if (name === '<<') {
        this.findings.push(makeFindingAt('yaml/merge', file, this.spanOfNode(key)))
        return
      }
      const { fault, value } = readPlainScalar(name)
      if (fault !== undefined) this.reportScalar(key, name, fault, value)
    }
    if (name === '__proto__') {
      this.findings.push(
        makeFindingAt('shape/bad-name', file, this.spanOfNode(key), {
          what: 'a name',
          found: name,
          rule: 'Begin with a small letter.',
          instead: 'proto',
        }),
      )
      return
    }
    if (Object.hasOwn(data, name)) {
      const first = map.items.find(item => isScalar(item.key) && keyText(item.key) === name)
      this.findings.push(
        makeFindingAt('yaml/duplicate-key', file, this.spanOfNode(key), { key: name, line: this.spanOfNode(first?.key).line }),
      )
      // Its faults count all the same, but the first stands.
      this.read(pair.value, depth + 1)
      return
    }
    data[name] = this.read(pair.value, depth + 1)
  }

  /** `[a: b]`: a pair as an item of a list. */
  private readPairItem(pair: Pair, depth: number): Record<string, unknown> {
    const data: Record<string, unknown> = {}
    this.readPair(data, { items: [pair] } as unknown as YAMLMap, pair, depth)
    return data
  }

  private checkProps(node: unknown): void {
    const { anchor, tag } = node as NodeProps
    const span = this.spanOfNode(node)
    if (anchor !== undefined) this.findings.push(makeFindingAt('yaml/anchor', this.source.file, span, { name: anchor }))
    if (tag !== undefined)
      this.findings.push(makeFindingAt('yaml/tag', this.source.file, span, { tag: tag.replace('tag:yaml.org,2002:', '!!') }))
  }

  private spanOfNode(node: unknown): Span {
    const range = (node as NodeProps | null | undefined)?.range
    return range ? this.source.spanOf(range[0] ?? 0, range[1] ?? 0) : this.source.spanOf(0, 0)
  }
}
