import { DateTime } from 'luxon'
import type { ServiceAnswer, ServiceRequest } from '../../call/ports.ts'
import { zoneOf } from '../../clinic-zone.ts'
import { readLimit, readMoment, readName, readOptionalText, readText } from '../read-input.ts'
import type { ClinicFixture } from './fixture.ts'
import { finish } from './finish.ts'
import { layOutSlots, readFixtureMoment, type Slot } from './schedule.ts'
import type { ClinicState, ClinicVisit, Newcomer } from './state.ts'

const DEFAULT_LIMIT = 3

/** Which times are looked for; what is absent does not matter. */
interface Wanted {
  readonly kind: Slot['for']
  readonly specialty?: string | undefined
  readonly doctor?: string | undefined
  readonly program?: string | undefined
  /** Epoch ms; this instant and later. */
  readonly from?: number
}

/** The times of the clinic in memory, and who has them. */
export interface AppointmentBook {
  readonly services: Readonly<Record<string, (request: ServiceRequest) => ServiceAnswer>>
  /** Whoever has booked without a record. */
  newcomers(): readonly Newcomer[]
  state(): Pick<ClinicState, 'visits' | 'checkups' | 'newcomers'>
}

/** Opens the book with the fixture's visits and the times of its schedule; `now` in epoch ms. */
export function createAppointmentBook(fixture: ClinicFixture, world: { now(): number; readonly zone: string }): AppointmentBook {
  const began = world.now()
  const slots = layOutSlots(fixture.schedule, began, world.zone)
  const visits = new Map<string, ClinicVisit>()
  const checkups: { patient: string; at: number }[] = []
  const newcomers: Newcomer[] = []
  for (const { id, patient, at, ...about } of fixture.visits)
    visits.set(id, { id, patient, at: readFixtureMoment(at, began, world.zone), status: 'booked', ...leaveOutMissing(about) })

  const isTaken = (slot: Slot): boolean =>
    slot.for === 'checkup'
      ? checkups.some(booked => booked.at === slot.at)
      : [...visits.values()].some(visit => visit.status !== 'cancelled' && visit.at === slot.at && isOfOneRow(visit, slot))
  const findFree = ({ kind, specialty, doctor, program, from = world.now() + 1 }: Wanted): readonly Slot[] =>
    slots.filter(
      slot =>
        slot.for === kind &&
        slot.at >= from &&
        slot.program === program &&
        fits(slot.specialty, specialty) &&
        fits(slot.doctor, doctor) &&
        !isTaken(slot),
    )
  const listTimes = (free: readonly Slot[], limit: unknown): ServiceAnswer =>
    finish({ result: [...new Set(free.map(slot => slot.at))].slice(0, readLimit(limit, DEFAULT_LIMIT)) })
  const takeVisit = (id: unknown): ClinicVisit => {
    const key = readText(id, 'id')
    return visits.get(key) ?? { id: key, status: 'booked' }
  }
  const findDay = (day: unknown): number | undefined => {
    const from = typeof day === 'string' ? DateTime.fromISO(day, { zone: zoneOf(world.zone) }) : undefined
    return from?.isValid === true ? Math.max(from.toMillis(), world.now() + 1) : undefined
  }
  const beginRecord = ({ name, born, phone }: Readonly<Record<string, unknown>>): string => {
    const id = `N${newcomers.length + 1}`
    newcomers.push({ id, name: readName(name), born: readText(born, 'a birth date'), phone: readText(phone, 'phone') })
    return id
  }

  const services: AppointmentBook['services'] = {
    confirm_visit({ input }) {
      const visit = takeVisit(input.id)
      visits.set(visit.id, { ...visit, status: 'confirmed' })
      return finish()
    },
    cancel_visit({ input }) {
      const visit = takeVisit(input.id)
      const reason = readOptionalText(input.reason)
      visits.set(visit.id, { ...visit, status: 'cancelled', ...(reason === undefined ? {} : { reason }) })
      return finish()
    },
    move_visit({ input }) {
      const visit = takeVisit(input.id)
      const to = readMoment(input.to)
      if (visit.at === to && visit.status !== 'cancelled') return finish()
      const { specialty, program } = visit
      if (!findFree({ kind: 'visit', specialty, program }).some(slot => slot.at === to)) return { result: 'taken', values: {} }
      visits.set(visit.id, { ...visit, at: to, status: 'confirmed' })
      return finish()
    },
    free_times({ input }) {
      const visit = typeof input.appointment === 'string' ? visits.get(input.appointment) : undefined
      const from = findDay(input.from)
      const wanted: Wanted = {
        kind: 'visit',
        specialty: visit?.specialty ?? readOptionalText(input.specialty),
        doctor: input.doctor === undefined ? undefined : readName(input.doctor),
        program: visit?.program ?? readOptionalText(input.program),
        ...(from === undefined ? {} : { from }),
      }
      return listTimes(findFree(wanted), input.limit)
    },
    book_visit({ input }) {
      const at = readMoment(input.at)
      const wanted: Wanted = {
        kind: 'visit',
        specialty: readOptionalText(input.specialty),
        doctor: input.doctor === undefined ? undefined : readName(input.doctor),
        program: readOptionalText(input.program),
      }
      const slot = findFree(wanted).find(free => free.at === at)
      if (slot === undefined) return { result: 'taken', values: {} }
      const patient = readOptionalText(input.patient_id) ?? beginRecord(input)
      const { specialty = wanted.specialty, doctor, program } = slot
      const id = `B${visits.size + 1}`
      visits.set(id, { id, patient, at, status: 'booked', ...leaveOutMissing({ specialty, doctor, program }) })
      return finish({ id, ...(doctor === undefined ? {} : { doctor: { name: doctor } }) })
    },
    next_visit({ input }) {
      const patient = readText(input.patient_id, 'a patient')
      const after = typeof input.after === 'number' ? input.after : world.now()
      const [next] = [...visits.values()]
        .filter(visit => visit.patient === patient && visit.status !== 'cancelled' && (visit.at ?? 0) > after)
        .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
      if (next === undefined) return { result: 'no_visit', values: {} }
      const { id, at, specialty, doctor } = next
      return finish({ id, at, ...leaveOutMissing({ specialty, doctor: doctor === undefined ? undefined : { name: doctor } }) })
    },
    checkup_times: ({ input }) => listTimes(findFree({ kind: 'checkup' }), input.limit),
    book_checkup({ input }) {
      const at = readMoment(input.at)
      const patient = readName(input.patient)
      if (!findFree({ kind: 'checkup' }).some(slot => slot.at === at)) return { result: 'taken', values: {} }
      checkups.push({ patient, at })
      return finish()
    },
  }
  return {
    services,
    newcomers: () => newcomers,
    state: () => ({ visits: [...visits.values()], checkups: [...checkups], newcomers: [...newcomers] }),
  }
}

/** What a slot does not say fits everything. */
function fits(has: string | undefined, wanted: string | undefined): boolean {
  return has === undefined || wanted === undefined || has === wanted
}

/** Whether a visit takes up a slot of its hour: the same doctor's where both have one, else the same specialty's. */
function isOfOneRow(visit: ClinicVisit, slot: Slot): boolean {
  if (visit.program !== slot.program) return false
  if (visit.doctor !== undefined && slot.doctor !== undefined) return visit.doctor === slot.doctor
  return (visit.specialty ?? slot.specialty) === slot.specialty
}

/** A record without the values that are missing. */
function leaveOutMissing<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof leaveOutMissing<T>
  >
}
