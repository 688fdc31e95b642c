import { CATALOGUE, type FindingEntry } from './catalogue/index.ts'
import type { Finding, Severity } from './finding.ts'
import { sortFindings } from './format-text.ts'

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>

/** What a SARIF log says about the program that made it. */
export interface SarifOptions {
  readonly version: string
  /** Folder that files are relative to, as a path relative to the repository, e.g. `scenarios-yaml/`; default none. */
  readonly folder?: string
}

/** Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020) for code hosts and editors. */
export function formatFindingsAsSarif(findings: readonly Finding[], options: SarifOptions): string {
  const sorted = sortFindings(findings)
  const codes = [...new Set(sorted.map(finding => finding.code))].sort()
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'trucada', version: options.version, rules: codes.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        results: sorted.map(finding => describeResult(finding, codes, options.folder ?? '')),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function describeRule(code: string): object {
  const entry: FindingEntry | undefined = (CATALOGUE as Readonly<Record<string, FindingEntry>>)[code]
  if (entry === undefined) return { id: code }
  return {
    id: code,
    fullDescription: { text: entry.manual },
    help: { text: entry.manual },
    defaultConfiguration: { level: LEVELS[entry.severity] },
  }
}

function describeResult(finding: Finding, codes: readonly string[], folder: string): object {
  const { span } = finding
  return {
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: LEVELS[finding.severity],
    message: { text: finding.hint === undefined ? finding.message : `${finding.message} ${finding.hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(folder + finding.file) },
          region: { startLine: span.line, startColumn: span.column, charOffset: span.start, charLength: span.end - span.start },
        },
      },
    ],
  }
}
