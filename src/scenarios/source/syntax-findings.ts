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
      return makeFindingAt('yaml/bad-indent', file, span)
    case 'BLOCK_AS_IMPLICIT_KEY':
      return makeFindingAt('yaml/colon-in-text', file, span)
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
      if (/at node end/.test(error.message)) return makeFindingAt('yaml/text-after-value', file, span)
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
