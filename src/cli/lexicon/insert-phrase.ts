import { type Document, isScalar, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml'
import { foldPhrase } from '../../scenarios/checks/phrases.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'

/** The lexicon with the phrase, or why it cannot be there. */
export type Insertion =
  | { readonly kind: 'inserted'; readonly text: string }
  /** It stands under this meaning already. */
  | { readonly kind: 'known' }
  /** `why` is a clause that follows the phrase. */
  | { readonly kind: 'refused'; readonly why: string }

/** Words that YAML, or a reader of it, takes for something else than words. */
const NEEDS_QUOTES = /^(?:yes|no|on|off|y|n|true|false|null|~|[\d+-].*)$/i

/** Puts a phrase at the end of a meaning in the text of a lexicon. Comments, order and every other value stay. */
export function insertPhrase(text: string, meaning: string, phrase: string): Insertion {
  const folded = foldPhrase(phrase)
  if (folded === '') return { kind: 'refused', why: 'has no words' }
  const document = parseDocument(text, { prettyErrors: false })
  if (document.errors.length > 0)
    return { kind: 'refused', why: 'cannot be put into a lexicon that has errors; "trucada check" shows them' }
  const list = document.getIn(['meanings', meaning])
  if (!isSeq(list))
    return {
      kind: 'refused',
      why: `means "${meaning}", which the lexicon does not list; where it belongs to one step, add it to the words of that step`,
    }
  const owner = findOwner(document, folded)
  if (owner === meaning) return { kind: 'known' }
  if (owner !== undefined)
    return { kind: 'refused', why: `stands under "${owner}" already; a phrase means one thing, or nothing by itself` }
  const changed = insertAfterLast(text, list, phrase)
  // What a person has to mend is not written.
  if (changed === undefined || parseSource('', changed).findings.length > parseSource('', text).findings.length)
    return { kind: 'refused', why: 'cannot be written into this file; add it by hand' }
  return { kind: 'inserted', text: changed }
}

/** The file with one more entry. Nothing else is printed anew: only so it stays as its author wrote it. */
function insertAfterLast(text: string, list: YAMLSeq, phrase: string): string | undefined {
  const last = list.items.at(-1)
  const end = isScalar(last) ? last.range?.[1] : undefined
  if (!isScalar(last) || !last.range || end === undefined) return undefined
  if (list.flow === true) return `${text.slice(0, end)}, ${write(phrase, true)}${text.slice(end)}`
  const lineStart = text.lastIndexOf('\n', last.range[0] - 1) + 1
  const indent = /^\s*/.exec(text.slice(lineStart))?.[0] ?? ''
  const lineEnd = text.indexOf('\n', end)
  const before = lineEnd < 0 ? `${text}\n` : text.slice(0, lineEnd + 1)
  return `${before}${indent}- ${write(phrase, false)}\n${lineEnd < 0 ? '' : text.slice(lineEnd + 1)}`
}

function write(phrase: string, isInBrackets: boolean): string {
  const isSafe = !NEEDS_QUOTES.test(phrase) && !(isInBrackets && /[,[\]{}]/.test(phrase))
  return isSafe ? stringify(phrase, { lineWidth: 0 }).trimEnd() : JSON.stringify(phrase)
}

/** The meaning that has the phrase, or `outside`. */
function findOwner(document: Document, folded: string): string | undefined {
  const lexicon = document.toJS() as { readonly meanings?: Readonly<Record<string, unknown>>; readonly outside?: unknown }
  const has = (phrases: unknown): boolean =>
    Array.isArray(phrases) && phrases.some(one => foldPhrase(String(isScalar(one) ? one.value : one)) === folded)
  const owner = Object.entries(lexicon.meanings ?? {}).find(([, phrases]) => has(phrases))?.[0]
  return owner ?? (has(lexicon.outside) ? 'outside' : undefined)
}
