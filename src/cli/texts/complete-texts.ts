import { isCollection, isMap, isPair, isScalar, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml'
import type { Language } from '../../scenarios/model/documents.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import { hashText, isUntranslated, UNTRANSLATED } from '../../scenarios/texts/index.ts'

/** A text of the document, as its author wrote it. */
interface BaseLine {
  readonly key: string
  readonly variants: readonly string[]
}

/** The language file as it is to be, or why it cannot be written. */
export type Completion =
  | { readonly kind: 'written'; readonly text: string; readonly added: number; readonly marked: number }
  /** `why` is a clause that follows the file's name. */
  | { readonly kind: 'refused'; readonly why: string }

/** What is to be done to a language file. */
export interface CompletionWish {
  /** Put a mark where a text is missing. */
  readonly skeleton: boolean
  /** Take every present translation for one of the present base text. */
  readonly accept: boolean
  /** … only of these keys; absent: of all. */
  readonly keys?: ReadonlySet<string>
}

/** Any scalar is words here: `no` and `012` are what the author wrote. */
const OPTIONS = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const

/**
 * Completes the text of a language file (undefined: there is none yet). Each missing text comes after the one before it in the document, as
 * a mark under a comment with the base text; `sources` says from which base text each translation is. What stood there stays to the letter.
 */
export function completeTexts(
  text: string | undefined,
  language: Language,
  lines: readonly BaseLine[],
  wish: CompletionWish,
): Completion {
  const before = text === undefined || text.trim() === '' ? `language: ${language}\ntexts:\n` : withLastBreak(text)
  const filled = wish.skeleton ? addMarks(before, lines) : { text: before, added: 0 }
  if (filled === undefined) return { kind: 'refused', why: 'keeps its texts in a form that cannot be added to; open its braces' }
  const noted = noteSources(filled.text, lines, wish)
  if (noted === undefined) return { kind: 'refused', why: 'cannot be read; "trucada check" shows the reason' }
  // What a person has to mend is not written.
  if (text !== undefined && parseSource('', noted.text).findings.length > parseSource('', text).findings.length)
    return { kind: 'refused', why: 'cannot be written to; add the texts by hand' }
  return { kind: 'written', text: noted.text, added: filled.added, marked: noted.marked }
}

function withLastBreak(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

function addMarks(text: string, lines: readonly BaseLine[]): { readonly text: string; readonly added: number } | undefined {
  const root = readRoot(text)
  if (root === undefined) return undefined
  const pair = findPair(root, 'texts')
  if (pair === undefined) return addMarks(`${text}texts:\n`, lines)
  const texts = isMap(pair.value) ? pair.value : undefined
  if (texts === undefined && !isEmpty(pair.value)) return undefined
  if (texts?.flow === true) return texts.items.length === 0 ? undefined : refuseUnlessWhole(text, texts, lines)
  const indent = texts === undefined ? '  ' : indentOf(text, texts)
  // From the end to the beginning, so that offsets hold.
  let added = 0
  let changed = text
  let at = lineEndAfter(text, endOf(pair.key as Node))
  const insertions: { readonly at: number; readonly entry: string }[] = []
  for (const { key, variants } of lines) {
    const present = texts === undefined ? undefined : findPair(texts, key)
    if (present !== undefined) at = lineEndAfter(text, endOf((present.value ?? present.key) as Node))
    else {
      const comments = variants.map(variant => `${indent}# ${variant.replace(/\s+/g, ' ').trim()}\n`)
      insertions.push({ at, entry: `${comments.join('')}${indent}${key}: "${UNTRANSLATED}"\n` })
      added += 1
    }
  }
  for (const { at: place, entry } of insertions.toReversed()) changed = changed.slice(0, place) + entry + changed.slice(place)
  return { text: changed, added }
}

/** A group in braces is left as it is; that is no fault when nothing is missing. */
function refuseUnlessWhole(
  text: string,
  texts: YAMLMap,
  lines: readonly BaseLine[],
): { text: string; added: number } | undefined {
  return lines.every(({ key }) => findPair(texts, key) !== undefined) ? { text, added: 0 } : undefined
}

function noteSources(
  text: string,
  lines: readonly BaseLine[],
  { skeleton, accept, keys }: CompletionWish,
): { readonly text: string; readonly marked: number } | undefined {
  const root = readRoot(text)
  if (root === undefined) return undefined
  const texts = readWords(findPair(root, 'texts')?.value)
  const pair = findPair(root, 'sources')
  const known = readWords(pair?.value)
  let marked = 0
  const entries = lines.flatMap(({ key, variants }) => {
    const translated = texts.get(key)
    if (translated === undefined || isUntranslated(translated)) return []
    const noted = known.get(key)?.[0]
    const present = hashText(variants)
    const isAccepted = accept && keys?.has(key) !== false
    const hash = isAccepted || (skeleton && noted === undefined) ? present : noted
    if (hash === undefined) return []
    if (hash !== noted) marked += 1
    return [`  ${key}: ${hash}\n`]
  })
  if (marked === 0) return { text, marked }
  const block = `sources:\n${entries.join('')}`
  if (pair === undefined) return { text: text + block, marked }
  const start = (pair.key as Node).range?.[0] ?? 0
  const end = lineEndAfter(text, endOf((isEmpty(pair.value) ? pair.key : pair.value) as Node))
  return { text: text.slice(0, start) + block + text.slice(end), marked }
}

function readRoot(text: string): YAMLMap | undefined {
  const document = parseDocument(text, OPTIONS)
  return document.errors.length === 0 && isMap(document.contents) && document.contents.flow !== true
    ? document.contents
    : undefined
}

function findPair(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (isScalar(value) && (value.value === '' || value.value === null))
}

/** The texts of a group by key, each as its variants. */
function readWords(value: unknown): ReadonlyMap<string, readonly string[]> {
  if (!isMap(value)) return new Map()
  return new Map(
    value.items.map(({ key, value: words }) => {
      const written: unknown = isCollection(words) ? words.toJSON() : isScalar(words) ? words.value : ''
      return [String(isScalar(key) ? key.value : key), Array.isArray(written) ? written.map(String) : [String(written)]]
    }),
  )
}

/** Where the last word of a node ends. */
function endOf(node: Node): number {
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1)
    const inner = isPair(last) ? (isEmpty(last.value) ? last.key : last.value) : last
    if (inner !== undefined && inner !== null) return endOf(inner as Node)
  }
  return node.range?.[1] ?? 0
}

function lineEndAfter(text: string, at: number): number {
  // A block of lines ends with its own line break.
  if (text[at - 1] === '\n') return at
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

function indentOf(text: string, map: YAMLMap): string {
  const first = map.items[0]?.key as Node | undefined
  const start = first?.range?.[0]
  if (start === undefined) return '  '
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  return /^ +$/.test(before) ? before : '  '
}
