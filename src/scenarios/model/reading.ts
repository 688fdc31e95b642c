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

/** Begins to read a file. */
export function createReading(source: SourceFile): Reading {
  const findings: Finding[] = []
  return {
    source,
    findings,
    report(code, path, part, ...facts) {
      findings.push(makeFinding(code, source, path, part, ...facts))
    },
  }
}
