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

/** Unquoted words and numbers that YAML programs read differently; as a value of the wrong kind they are not reported again. */
const MISREAD: ReadonlySet<string> = new Set(['yaml/bare-boolean', 'yaml/leading-zero', 'yaml/lossy-number'])

/** All findings of a file, of its YAML and of its reading; of two about the same value the one that helps to mend it. */
export function joinFindings(syntax: readonly Finding[], reading: Reading): readonly Finding[] {
  const misread = new Set(syntax.filter(({ code }) => MISREAD.has(code)).map(({ span }) => span.start))
  if (misread.size === 0) return [...syntax, ...reading.findings]
  // A word that is none of a few is so whether in quotes or not.
  const misplaced = new Set(reading.findings.filter(({ code }) => code === 'shape/bad-choice').map(({ span }) => span.start))
  return [
    ...syntax.filter(({ code, span }) => !MISREAD.has(code) || !misplaced.has(span.start)),
    ...reading.findings.filter(({ code, span }) => code !== 'shape/wrong-kind' || !misread.has(span.start)),
  ]
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
