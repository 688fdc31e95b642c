import type { ClinicSlot, Store } from '../../store/index.ts'
import { isInPart } from '../part-of-day.ts'
import type { FreeTime, TimesWanted } from '../system.ts'
import { describeSlot } from './records.ts'

const PAGE = 100

/** Free slots that fit what is wanted, soonest first; none of the past, and those of a programme only where it is asked for. */
export async function findFreeTimes(
  store: Store,
  wanted: TimesWanted,
  { now, zone }: { readonly now: number; readonly zone: string },
): Promise<readonly FreeTime[]> {
  const { likeVisit, part, limit, from, until, ...which } = wanted
  const like = likeVisit === undefined ? {} : await describeKind(store, likeVisit)
  const found: ClinicSlot[] = []
  for (let after: ClinicSlot | undefined; found.length < limit; ) {
    const page = await store.clinic.slots.listFree(
      { program: null, ...like, ...which, from: Math.max(from, now), until, limit: PAGE, ...(after !== undefined && { after }) },
      now,
    )
    for (const slot of page) if (found.length < limit && isInPart(slot.at, part, zone)) found.push(slot)
    after = page.at(-1)
    if (page.length < PAGE) break
  }
  return found.map(describeSlot)
}

/** What fits a visit: its doctor, else its specialty; and the programme that it belongs to. */
async function describeKind(
  store: Store,
  id: string,
): Promise<{ readonly doctor?: string; readonly specialty?: string; readonly program?: string }> {
  const visit = await store.clinic.visits.find(id)
  const program = visit?.program ?? undefined
  const kind = visit?.doctor ? { doctor: visit.doctor } : visit?.specialty ? { specialty: visit.specialty } : {}
  return { ...kind, ...(program !== undefined && { program }) }
}
