import { isScalar, visit, type Document, type YAMLError } from 'yaml'
import type { Finding } from './finding.ts'
import { makeFindingAt } from './make-finding.ts'
import type { SourceFile } from './source-file.ts'

/** Turns a fault that the YAML reader met into a finding in an author's words. */
export function makeSyntaxFinding(source: SourceFile, document: Document, error: YAMLError): Finding {
  const span = source.spanOf(error.pos[0], error.pos[1])
  const { file, text } = source
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return makeFindingAt('yaml/tab', file, span)
    case 'BAD_INDENT':
      if (/end with an? /.test(error.message)) return makeUnclosedBracket(source, error)
      return makeFindingAt('yaml/bad-indent', file, span, describeIndent(text, span.start))
    case 'BLOCK_AS_IMPLICIT_KEY':
      return makeFindingAt('yaml/colon-in-text', file, span, { advice: adviseQuotes(text, span.start) })
    case 'BAD_DQ_ESCAPE':
      return makeFindingAt('yaml/bad-escape', file, span, { escape: text.slice(span.start, span.start + 2) })
    case 'BAD_SCALAR_START':
      return makeFindingAt('yaml/bad-start', file, span, { sign: text.slice(span.start, span.start + 1) })
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
      return makeFindingAt('yaml/tag', file, span, { tag: readWord(text, span.start) })
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
      return makeFindingAt('yaml/alias', file, span, { name: readWord(text, span.start).replace(/^[*&]/, '') })
    case 'MULTIPLE_ANCHORS':
      return makeFindingAt('yaml/anchor', file, span, { name: readWord(text, span.start).replace(/^&/, '') })
    case 'BAD_DIRECTIVE':
      return makeFindingAt('yaml/directive', file, span)
    case 'RESOURCE_EXHAUSTION':
      return makeFindingAt('yaml/too-deep', file, span)
    case 'MULTIPLE_DOCS':
      return makeFindingAt('yaml/several-documents', file, span)
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return makeFindingAt('yaml/missing-colon', file, span)
    case 'UNEXPECTED_TOKEN':
      if (/at node end/.test(error.message))
        return makeFindingAt('yaml/text-after-value', file, span, { advice: adviseQuotes(text, span.start) })
      break
    case 'MISSING_CHAR':
      if (/need to be followed by map values/.test(error.message)) return makeFindingAt('yaml/missing-colon', file, span)
      if (/quote/.test(error.message)) return makeUnclosedQuote(source, document, error)
      if (/end with an? |Missing , between/.test(error.message)) return makeUnclosedBracket(source, error)
      break
    default:
      break
  }
  return makeFindingAt('yaml/syntax', file, span, { problem: describeProblem(error) })
}

function makeUnclosedBracket(source: SourceFile, error: YAMLError): Finding {
  const bracket = /end with an? (\S)/.exec(error.message)?.[1] ?? (/map/.test(error.message) ? '}' : ']')
  return makeFindingAt('yaml/unclosed-bracket', source.file, source.spanOf(error.pos[0], error.pos[1]), { bracket })
}

/** The reader meets the fault where the text ends, often the end of the file; the author looks for its beginning. */
function makeUnclosedQuote(source: SourceFile, document: Document, error: YAMLError): Finding {
  const quote = /closing (.)quote/.exec(error.message)?.[1] ?? '"'
  let start = error.pos[0]
  visit(document, {
    Scalar(_key, node) {
      if (
        isScalar(node) &&
        node.range &&
        node.range[0] < error.pos[0] &&
        node.range[1] >= error.pos[0] &&
        source.text[node.range[0]] === quote
      ) {
        start = node.range[0]
        return visit.BREAK
      }
      return undefined
    },
  })
  return makeFindingAt('yaml/unclosed-quote', source.file, source.spanOf(start, start + 1), { quote })
}

/** How far a line is indented, and the lines above that it could have meant to stand beside: the last deeper one, and the last that is not. */
function describeIndent(
  text: string,
  at: number,
): { spaces: number; above: readonly { readonly line: number; readonly spaces: number }[] } {
  const lines = text.slice(0, at).split('\n')
  const spacesOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0
  const lineStart = at - (lines.at(-1)?.length ?? 0)
  const spaces = spacesOf(text.slice(lineStart, lineStart + 200))
  const above: { line: number; spaces: number }[] = []
  for (let index = lines.length - 2; index >= 0; index--) {
    const written = lines[index] ?? ''
    if (/^\s*(#|$)/.test(written)) continue
    const indent = spacesOf(written)
    if (above.length === 0 || indent < (above[0]?.spaces ?? 0)) above.push({ line: index + 1, spaces: indent })
    if (indent <= spaces || above.length === 2) break
  }
  return { spaces, above }
}

/** Keys of exits: after one of them a second colon is no text. */
const EXIT_WRITTEN = /^(end|give|go|if|if_empty|else|when): *\S/
const TYPOGRAPHIC_QUOTES = /^[„“”«»]|[„“”«»]$/g

/** How to write the value of a line that should have stood in quotes: with the author's own words where the line is simple. */
function adviseQuotes(text: string, at: number): string {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const lineEnd = text.indexOf('\n', at)
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd).trim()
  const [, key = '', value = ''] = /^(?:- +)?([\w.-]+): +(.*)$/.exec(line) ?? []
  const isInside = /[{[][^}\]]*$/.test(text.slice(lineStart, at))
  if (key === '' || isInside || value.length > 120)
    return 'Put the whole text in double quotes: ask: "Mam pytanie: czy termin pasuje?"'
  if (EXIT_WRITTEN.test(value)) return `Put it in braces: ${key}: { ${value} }`
  if (/^".*"$/.test(value))
    return `Inside a text stand other quotes: ${key}: "${value.slice(1, -1).replace(/"([^"]*)"/g, '„$1”')}"`
  if (/^[„“”«»]/.test(value))
    return `Quotes such as „ and ” are not those of YAML. Use plain ones: ${key}: "${value.replace(TYPOGRAPHIC_QUOTES, '')}"`
  return `Put the whole text in double quotes: ${key}: "${value.replace(/^'(.*)'$/, '$1').replace(/"/g, '')}"`
}

const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [/Comments must be separated/, 'a comment (#) needs a space before it'],
  [/Missing space after :/, 'a space is missing after the colon'],
  [/Unexpected (,|empty item)/, 'a comma has nothing before it'],
  [/Block scalars? with more-indented|block scalar/i, 'the lines of a long text must begin in one column'],
  [/Missing , or : between/, 'a comma or colon is missing between two parts'],
  [
    /Block collections are not allowed within flow|flow collection/,
    'lines with "- " or deeper "name:" cannot stand inside { } or [ ]',
  ],
]

function describeProblem(error: YAMLError): string {
  for (const [pattern, problem] of PROBLEMS) if (pattern.test(error.message)) return `${problem}.`
  return `${error.message.split('\n')[0]?.slice(0, 200) ?? 'unreadable'}.`
}

function readWord(text: string, start: number): string {
  return /^[^\s,\]}]{0,40}/.exec(text.slice(start, start + 40))?.[0] ?? ''
}
