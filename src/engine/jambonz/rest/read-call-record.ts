import type { StatusReport } from '../status-report.ts'
import { readStatusBody } from '../status-report.ts'

/** A call as jambonz keeps it: the last status, and who was called. */
export interface CallRecord extends StatusReport {
  readonly to?: string
}

/** Reads one record; undefined when it is none of a call that we made. Feature server 0.9.8 leaves the tag out, others may not. */
export function readCallRecord(raw: unknown): CallRecord | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const fields = raw as Readonly<Record<string, unknown>>
  const tag = fields['customerData'] ?? fields['customer_data'] ?? fields['tag']
  const report = readStatusBody({ ...fields, customerData: tag })
  const to = fields['to']
  return report === undefined ? undefined : { ...report, ...(typeof to === 'string' ? { to } : {}) }
}
