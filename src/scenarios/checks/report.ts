import type { Language } from '../model/documents.ts'
import type { FindingCode } from '../source/catalogue/index.ts'
import type { Finding } from '../source/finding.ts'
import { type FactsArgument, makeFinding, makeFindingAt } from '../source/make-finding.ts'
import type { SourceFile, SourcePart, SourcePath } from '../source/source-file.ts'
import type { Scene } from './view.ts'

/** Where rules leave what they find. */
export interface Report {
  /** About the name (`key`) or the value at a path of a file. */
  at<C extends FindingCode>(code: C, source: SourceFile, path: SourcePath, part: SourcePart, ...facts: FactsArgument<C>): void
  /** About a stretch of a text value. */
  within<C extends FindingCode>(
    code: C,
    source: SourceFile,
    path: SourcePath,
    start: number,
    end: number,
    ...facts: FactsArgument<C>
  ): void
  /** The same, for what only concerns calls in one language. */
  in(language: Language): Report
}

/** One check: looks at the whole scene and reports. Never throws, never changes what it looks at. */
export type Rule = (scene: Scene, report: Report) => void

/** A report that collects into a list. */
export function createReport(findings: Finding[], language?: Language): Report {
  const add = (finding: Finding): void => void findings.push(language === undefined ? finding : { ...finding, language })
  return {
    at: (code, source, path, part, ...facts) => add(makeFinding(code, source, path, part, ...facts)),
    within: (code, source, path, start, end, ...facts) =>
      add(makeFindingAt(code, source.file, source.spanWithin(path, start, end), ...facts)),
    in: only => createReport(findings, only),
  }
}
