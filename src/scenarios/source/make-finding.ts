import { CATALOGUE, type FactsOfEntry, type FindingCode } from './catalogue/index.ts'
import type { Finding, Span } from './finding.ts'
import type { SourceFile, SourcePart, SourcePath } from './source-file.ts'

/** Facts that a code's message and hint are made of. */
export type FactsOf<C extends FindingCode> = FactsOfEntry<(typeof CATALOGUE)[C]>
/** Nothing for codes that need no facts, else the facts. */
export type FactsArgument<C extends FindingCode> = unknown extends FactsOf<C> ? [] : [facts: FactsOf<C>]

/** Makes a finding about what stands at a path of a file: its name (`key`) or what follows the colon (`value`). */
export function makeFinding<C extends FindingCode>(
  code: C,
  source: SourceFile,
  path: SourcePath,
  part: SourcePart,
  ...facts: FactsArgument<C>
): Finding {
  return makeFindingAt(code, source.file, source.spanAt(path, part), ...facts)
}

/** Makes a finding about a known place, e.g. of `SourceFile.spanWithin` or `spanOf`. */
export function makeFindingAt<C extends FindingCode>(code: C, file: string, span: Span, ...facts: FactsArgument<C>): Finding {
  const entry: { severity: Finding['severity']; message: (f: never) => string; hint?: (f: never) => string | undefined } =
    CATALOGUE[code]
  const given = (facts[0] ?? {}) as never
  const hint = entry.hint?.(given)
  const finding = { code, severity: entry.severity, file, span, message: entry.message(given) }
  return hint === undefined || hint === '' ? finding : { ...finding, hint }
}
