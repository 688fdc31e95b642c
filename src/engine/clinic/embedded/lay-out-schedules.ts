import { DateTime } from 'luxon'
import { zoneOf } from '../../clinic-zone.ts'
import type { ClinicSchedule, ClinicVisitRecord, NewClinicSlot, Store } from '../../store/index.ts'
import { makeSlotId } from './slot-id.ts'

/** Times are there for so many days ahead. */
const DAYS_AHEAD = 60
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** A visit of which the list does not say how long it takes. */
const VISIT_MS = 15 * MINUTE_MS
const MOST_VISITS = 100_000

/**
 * Makes the times of all schedules for the days ahead; those that are there stay as they are, and none is made in which the doctor has a
 * visit already. @returns how many were added
 */
export async function layOutSchedules(store: Store, now: number, zone: string): Promise<number> {
  const schedules = await store.clinic.schedules.list()
  if (schedules.length === 0) return 0
  const today = DateTime.fromMillis(now, { zone: zoneOf(zone) }).startOf('day')
  const busy = await listBusy(store, now)
  const slots = new Map<string, NewClinicSlot>()
  for (const schedule of schedules)
    for (let days = 0; days <= DAYS_AHEAD; days += 1)
      for (const slot of layOutDay(schedule, today.plus({ days })))
        if (slot.at > now && !isBusy(busy.get(slot.doctor ?? ''), slot)) slots.set(slot.id, slot)
  return store.transaction(inside => inside.clinic.slots.add([...slots.values()], now))
}

/** Visits that take place, by doctor. */
async function listBusy(store: Store, now: number): Promise<ReadonlyMap<string, readonly ClinicVisitRecord[]>> {
  const visits = await store.clinic.visits.listBetween(now - DAY_MS, now + (DAYS_AHEAD + 1) * DAY_MS, MOST_VISITS)
  return Map.groupBy(
    visits.filter(({ status, doctor }) => doctor !== null && (status === 'booked' || status === 'confirmed')),
    ({ doctor }) => doctor ?? '',
  )
}

function isBusy(visits: readonly ClinicVisitRecord[] | undefined, { id, at, durationMs }: NewClinicSlot): boolean {
  return (visits ?? []).some(
    visit => visit.slot !== id && visit.at < at + (durationMs ?? VISIT_MS) && at < visit.at + (visit.durationMs ?? VISIT_MS),
  )
}

function* layOutDay(schedule: ClinicSchedule, day: DateTime): Generator<NewClinicSlot> {
  const { weekdays, begins, ends, everyMinutes, validFrom, validUntil, doctor, specialty, place, program } = schedule
  const date = day.toISODate() ?? ''
  if (!weekdays.includes(day.weekday) || (validFrom ?? date) > date || (validUntil ?? date) < date) return
  const last = atTime(day, ends).toMillis()
  const durationMs = everyMinutes * MINUTE_MS
  for (let at = atTime(day, begins).toMillis(); at + durationMs <= last; at += durationMs) {
    const slot = { at, durationMs, doctor, specialty, place, program }
    yield { id: makeSlotId(slot), ...slot }
  }
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return day.set({ hour, minute })
}
