import { isInPart } from '../part-of-day.ts'
import type { FreeTime } from '../system.ts'
import type { Waiting } from './waiting.ts'

/** Why a time is not offered to somebody. */
export type Unfit =
  | 'another_specialty'
  | 'another_doctor'
  | 'another_place'
  | 'another_program'
  | 'another_part_of_the_day'
  | 'before_they_can'
  | 'after_they_can'
  | 'too_short_notice'
  /** Their own visit is no later. */
  | 'nothing_gained'

/** Who is asked about a freed time, in this order; and who is not, with the reason. Kept, it explains why one was called and another was not. */
export interface Ranking {
  readonly fit: readonly Waiting[]
  readonly unfit: readonly { readonly waiting: Waiting; readonly reason: Unfit }[]
}

/**
 * Puts those who wait in the order in which they are asked about a freed time: the urgent before the others, who has no visit before who has
 * one, who waits longer before who came later; of equal ones by id.
 */
export function rankWaiting(freed: FreeTime, waiting: readonly Waiting[], now: number, zone: string): Ranking {
  const judged = waiting.map(one => ({ waiting: one, reason: findUnfit(freed, one, now, zone) }))
  return {
    fit: judged
      .filter(({ reason }) => reason === undefined)
      .map(one => one.waiting)
      .sort(compareWaiting),
    unfit: judged.flatMap(({ waiting: one, reason }) => (reason === undefined ? [] : [{ waiting: one, reason }])),
  }
}

/** The order of the list. */
export function compareWaiting(a: Waiting, b: Waiting): number {
  return (
    b.urgency - a.urgency ||
    Number(a.visit !== undefined) - Number(b.visit !== undefined) ||
    a.since - b.since ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

function findUnfit(freed: FreeTime, waiting: Waiting, now: number, zone: string): Unfit | undefined {
  const { specialty, doctor, place, program, parts, from, until, noticeMs, visit } = waiting
  if (specialty !== undefined && specialty !== freed.specialty) return 'another_specialty'
  if (doctor !== undefined && doctor !== freed.doctor) return 'another_doctor'
  if (place !== undefined && place !== freed.place) return 'another_place'
  // Times of a programme are for it alone.
  if (program !== freed.program) return 'another_program'
  if (parts !== undefined && !parts.some(part => isInPart(freed.at, part, zone))) return 'another_part_of_the_day'
  if (from !== undefined && freed.at < from) return 'before_they_can'
  if (until !== undefined && freed.at > until) return 'after_they_can'
  if (noticeMs !== undefined && freed.at - now < noticeMs) return 'too_short_notice'
  if (visit !== undefined && visit.at <= freed.at) return 'nothing_gained'
  return undefined
}
