import { DateTime } from 'luxon'
import { zoneOf } from '../../clinic-zone.ts'
import type { ClinicSchedule, Store } from '../../store/index.ts'
import { type OpenHours, tellDoctorsHours, type Weekday } from '../knowledge/index.ts'
import type { ClinicFact } from '../system.ts'

/** When the doctors are in, as the schedules in force say it, in every language; asked for by the name or the surname. */
export async function listDoctorsHours(
  store: Store,
  { now, zone }: { readonly now: number; readonly zone: string },
): Promise<readonly ClinicFact[]> {
  const today = DateTime.fromMillis(now, { zone: zoneOf(zone) }).toISODate() ?? ''
  const own = new Map<string, ClinicSchedule[]>()
  for (const schedule of await store.clinic.schedules.list()) {
    const { doctor, validFrom, validUntil } = schedule
    const isInForce = (validFrom ?? '') <= today && (validUntil ?? today) >= today
    if (doctor !== null && isInForce) own.set(doctor, [...(own.get(doctor) ?? []), schedule])
  }
  return [...own].map(([doctor, schedules]) => {
    const places = new Set(schedules.map(({ place }) => place))
    const surname = doctor.split(/\s+/).at(-1) ?? doctor
    return {
      key: `hours.${doctor}`,
      topic: 'hours',
      words: { said: [...new Set([doctor, surname])] },
      text: tellDoctorsHours(
        doctor,
        schedules.map(schedule => describeHours(schedule, places.size > 1)),
      ),
    }
  })
}

function describeHours({ weekdays, begins, ends, place }: ClinicSchedule, tellsPlace: boolean): OpenHours {
  const days = weekdays.map(day => (day - 1) as Weekday)
  return { days, from: strip(begins), until: strip(ends), ...(tellsPlace && place !== null && { place }) }
}

/** `08:00` as hours are told: `8:00`. */
const strip = (time: string): string => time.replace(/^0/, '')
