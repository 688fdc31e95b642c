import { isMap, isSeq, parseDocument, Scalar, visit, YAMLMap, YAMLSeq } from 'yaml'
import type { Document, DocumentOptions, Node, ParseOptions, SchemaOptions, Tags } from 'yaml'
import { stringifyString } from 'yaml/util'
import { parseSource } from './parse-source.ts'
import { readPlainScalar } from './read-plain-scalar.ts'

const WIDTH = 110
/** Faults that leave the structure whole, so that the file can be printed with them. */
const PRINTABLE: readonly string[] = ['yaml/bare-boolean', 'yaml/leading-zero', 'yaml/lossy-number']

/**
 * Canonical form of a file: two spaces a level, one space after a colon, groups in braces opened into lines when they are wider
 * than 110 columns, quotes off names that need none, double quotes rather than single ones. Comments, blank lines, the
 * order of keys and every value stay; texts are never folded. Text that is not YAML comes back as it was. Idempotent.
 */
export function formatYaml(text: string): string {
  const before = parseSource('', text)
  if (before.data === undefined || before.findings.some(finding => !PRINTABLE.includes(finding.code))) return text
  const formatted = print(text)
  if (formatted === undefined) return text
  const again = print(formatted)
  const after = parseSource('', formatted)
  // A formatter that changes what is said would be worse than none.
  return again === formatted && JSON.stringify(after.data) === JSON.stringify(before.data) ? formatted : text
}

const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  customTags: tags =>
    tags.map(tag =>
      typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:str' ? { ...tag, stringify: printText } : tag,
    ) as Tags,
}

function print(text: string): string | undefined {
  let printed = text
  // Each pass opens the outermost groups of lines that are too wide; ten levels are more than the language has.
  for (let pass = 0; pass < 10; pass++) {
    const document = parseDocument(printed, OPTIONS)
    if (document.errors.length > 0) return undefined
    const opened = pass > 0 && openWideGroups(document, printed)
    if (pass > 0 && !opened) break
    prepare(document)
    printed = document.toString({ indent: 2, lineWidth: 0, singleQuote: null, blockQuote: true, indentSeq: true })
  }
  return printed
}

/** Turns the outermost groups and lists in brackets on lines that are too wide into lines of their own. */
function openWideGroups(document: Document, text: string): boolean {
  let opened = false
  visit(document, {
    Collection(_key, node) {
      if (node.flow !== true) return undefined
      if (node.items.length > 0 && isOnWideLine(node, text)) {
        node.flow = false
        opened = true
      }
      return visit.SKIP
    },
  })
  return opened
}

function isOnWideLine(node: Node, text: string): boolean {
  const start = node.range?.[0] ?? 0
  const from = text.lastIndexOf('\n', start - 1) + 1
  const stop = text.indexOf('\n', start)
  return (stop < 0 ? text.length : stop) - from > WIDTH
}

type Stringify = typeof stringifyString

/** Texts keep to one line, however long: a line that is spoken as one is easier to read and to translate as one. */
const printText: Stringify = (item, context, onComment, onChompKeep) =>
  stringifyString(item, { ...context, options: { ...context.options, lineWidth: 0 } }, onComment, onChompKeep)

function prepare(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      node.type = chooseStyle(node)
    },
    Pair(_key, pair) {
      // A name without a colon, as in { patient }: the value is empty.
      if (pair.value === null) pair.value = new Scalar('')
    },
    Collection(_key, node) {
      if (node.flow !== true) return
      if (isMap(node)) padFlow(node, ' ')
      else if (isSeq(node)) padFlow(node, '')
    },
  })
}

/** Braces have a space inside, brackets none. */
function padFlow(node: YAMLMap | YAMLSeq, padding: string): void {
  const prototype = isMap(node) ? YAMLMap.prototype : YAMLSeq.prototype
  const toText: YAMLMap['toString'] = (context, onComment, onChompKeep) =>
    prototype.toString.call(
      node as never,
      context === undefined ? context : { ...context, flowCollectionPadding: padding },
      onComment,
      onChompKeep,
    )
  Object.defineProperty(node, 'toString', { value: toText, enumerable: false })
}

function chooseStyle(node: Scalar): NonNullable<Scalar['type']> {
  const { type } = node
  if (type !== 'QUOTE_SINGLE' && type !== 'QUOTE_DOUBLE') return type ?? 'PLAIN'
  const value = String(node.value)
  if (/^[a-z][a-z0-9_.]*$/.test(value) && isSameUnquoted(value)) return 'PLAIN'
  return /["\\]/.test(value) && !value.includes("'") && !/[\n\t]/.test(value) ? 'QUOTE_SINGLE' : 'QUOTE_DOUBLE'
}

function isSameUnquoted(value: string): boolean {
  const plain = readPlainScalar(value)
  return plain.fault === undefined && plain.value === value
}
