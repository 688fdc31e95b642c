import { DateTime } from 'luxon'
import type { CampaignDeadline } from './file/index.ts'

/** When a contact's deadline is (epoch ms), by its data and zone; undefined when there is none, or the datum is missing. A date counts from its midnight. */
export function readDeadlineOf(
  deadline: CampaignDeadline | undefined,
  data: Readonly<Record<string, unknown>>,
  zone: string,
): number | undefined {
  if (deadline === undefined) return undefined
  if (deadline.kind === 'local') return readLocal(deadline.local, zone)
  let value: unknown = data
  for (const part of deadline.path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined
  const at = typeof value === 'number' ? value : typeof value === 'string' ? readLocal(value, zone) : undefined
  return at === undefined ? undefined : at + deadline.offsetMs
}

function readLocal(text: string, zone: string): number | undefined {
  const moment = DateTime.fromISO(text, { zone })
  return moment.isValid ? moment.toMillis() : undefined
}
