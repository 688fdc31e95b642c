import type { z } from 'zod'
import type { Finding } from '../../scenarios/source/finding.ts'
import type { finding } from '../contracts/index.ts'

/** Findings as the API shows them. */
export function writeFindings(findings: readonly Finding[]): z.output<typeof finding>[] {
  return findings.map(({ code, severity, file, span, message, hint }) => ({
    code,
    severity,
    file,
    ...span,
    message,
    ...(hint !== undefined && { hint }),
  }))
}
