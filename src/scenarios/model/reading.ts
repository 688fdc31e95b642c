import type { FindingCode } from '../source/catalogue/index.ts'
import type { Finding } from '../source/finding.ts'
import { makeFinding, type FactsArgument } from '../source/make-finding.ts'
import type { SourceFile, SourcePart, SourcePath } from '../source/source-file.ts'

/** The reading of one file: where its faults are collected. */
export interface Reading {
  readonly source: SourceFile
  readonly findings: readonly Finding[]
  report<C extends FindingCode>(code: C, path: SourcePath, part: SourcePart, ...facts: FactsArgument<C>): void
}

/** Findings of one file that are listed; what follows is only counted. */
const MOST_FINDINGS = 200

/** Begins to read a file. */
export function createReading(source: SourceFile): Reading {
  const findings: Finding[] = []
  let more = 0
  return {
    source,
    findings,
    report(code, path, part, ...facts) {
      if (findings.length < MOST_FINDINGS) findings.push(makeFinding(code, source, path, part, ...facts))
      else findings[MOST_FINDINGS] = makeFinding('yaml/too-many-faults', source, [], 'key', { count: ++more })
    },
  }
}
