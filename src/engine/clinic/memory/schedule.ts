import { DateTime } from 'luxon'
import { zoneOf } from '../../clinic-zone.ts'
import type { ClinicFixture } from './fixture.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** A time at which somebody may be seen; `at` in epoch ms. */
export interface Slot {
  readonly at: number
  readonly for: 'visit' | 'checkup'
  readonly specialty?: string
  readonly doctor?: string
  readonly program?: string
}

interface LaidOut {
  readonly today: number
  readonly zone: string
  readonly slots: readonly Slot[]
}
/** By their schedule: clinics of one day, such as those of a thousand simulated calls, offer the same times. */
const laidOut = new WeakMap<ClinicFixture['schedule'], LaidOut>()

/** Lays out all times of the schedule's rules, days counted from `now` in the clinic's zone, soonest first. */
export function layOutSlots(schedule: ClinicFixture['schedule'], now: number, zone: string): readonly Slot[] {
  const today = DateTime.fromMillis(now, { zone: zoneOf(zone) }).startOf('day')
  const known = laidOut.get(schedule)
  if (known?.today === today.toMillis() && known.zone === zone) return known.slots
  const slots = schedule.flatMap(rule => layOutRule(rule, today)).sort((a, b) => a.at - b.at)
  laidOut.set(schedule, { today: today.toMillis(), zone, slots })
  return slots
}

function layOutRule(rule: ClinicFixture['schedule'][number], today: DateTime): Slot[] {
  const slots: Slot[] = []
  for (let days = rule.in_days.from; days <= rule.in_days.to; days += 1) {
    const day = today.plus({ days })
    const name = WEEKDAYS[day.weekday - 1]
    if (name === undefined || !rule.weekdays.includes(name)) continue
    for (const time of rule.times)
      slots.push({
        at: atTime(day, time).toMillis(),
        for: rule.for,
        ...(rule.specialty === undefined ? {} : { specialty: rule.specialty }),
        ...(rule.doctor === undefined ? {} : { doctor: rule.doctor }),
        ...(rule.program === undefined ? {} : { program: rule.program }),
      })
  }
  return slots
}

/** Reads the fixture's moment, in epoch ms. */
export function readFixtureMoment(moment: ClinicFixture['visits'][number]['at'], now: number, zone: string): number {
  if (typeof moment === 'string') return DateTime.fromISO(moment, { zone: zoneOf(zone) }).toMillis()
  return atTime(
    DateTime.fromMillis(now, { zone: zoneOf(zone) })
      .startOf('day')
      .plus({ days: moment.in_days }),
    moment.time,
  ).toMillis()
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return day.set({ hour, minute })
}
