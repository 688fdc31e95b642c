import type { Finding } from './finding.ts'
import { sortFindings } from './format-text.ts'

/** Findings as JSON for programs: `{ version: 1, errors, warnings, findings: [{ code, severity, file, line, column, start, end, message, hint? }] }`. */
export function formatFindingsAsJson(findings: readonly Finding[]): string {
  const report = {
    version: 1,
    errors: findings.filter(finding => finding.severity === 'error').length,
    warnings: findings.filter(finding => finding.severity === 'warning').length,
    findings: sortFindings(findings).map(({ code, severity, file, span, message, hint }) => ({
      code,
      severity,
      file,
      ...span,
      message,
      ...(hint !== undefined && { hint }),
    })),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
