import * as z from 'zod'
import { DateTime } from 'luxon'
import type { Reading } from '../../../scenarios/model/reading.ts'
import { readPeriod } from './period.ts'

const FORM = /^([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(?: ?([-+]) ?(.+))?$/

/** `deadline`. */
export const deadlineShape = z.string({ error: '#deadline' }).min(1, { error: '#deadline' })

/** After it nobody is called: so long before (or after) a datum, or one instant for all (local time, by the contact's zone). */
export type CampaignDeadline =
  | { readonly kind: 'datum'; readonly path: string; readonly offsetMs: number }
  | { readonly kind: 'local'; readonly local: string }

/** Reads `appointment.at - 12h`, `appointment.at`, `2026-05-31T18:00`. */
export function readDeadline(reading: Reading, text: string | undefined): CampaignDeadline | undefined {
  if (text === undefined) return undefined
  const written = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T')
  if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(written) && DateTime.fromISO(written, { zone: 'utc' }).isValid)
    return { kind: 'local', local: written.includes('T') ? written : `${written}T23:59` }
  const [, path, sign, period] = FORM.exec(written) ?? []
  const offset = period === undefined ? 0 : readPeriod(period)
  if (path !== undefined && offset !== undefined) return { kind: 'datum', path, offsetMs: sign === '-' ? -offset : offset }
  reading.report('campaign/bad-deadline', ['deadline'], 'value', { found: text.slice(0, 60) })
  return undefined
}
