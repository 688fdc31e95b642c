import type { ServiceAnswer, ServiceRequest, Services } from '../call/ports.ts'
import { choosePatient, type NameMatcher } from './choose-patient.ts'
import { ClinicError } from './clinic-error.ts'
import type { ClinicFixture } from './fixture.ts'
import { measureLikeness } from './likeness.ts'
import { readLimit, readMoment, readName, readText } from './read-input.ts'
import { layOutSlots, readFixtureMoment, type Slot } from './schedule.ts'
import type { ClinicNote, ClinicState, ClinicVisit } from './state.ts'

/** Names this alike are the same person: endings of cases pass, another surname does not. */
const SAME_BY_LETTERS = 0.7
const DEFAULT_LIMIT = 3
/** Home visits are numbered from here, so that every number has three digits and is easily said. */
const FIRST_NUMBER = 101

/** A clinic in memory: the services, and what it holds. */
export interface MemoryClinic extends Services {
  state(): ClinicState
}

/**
 * A clinic that lives in memory, filled from a fixture. A taken time stays taken, a cancelled visit frees its time, a moved visit holds
 * the new time before it lets the old one go, and the same idempotency key is the same deed. Visits that only the contact list knows are
 * adopted by their id. `now` is in epoch ms and counts the fixture's days from its first reading. `names` tells how alike a name that was
 * said and one on record are; absent: by their letters alone.
 */
export function createMemoryClinic(
  fixture: ClinicFixture,
  world: { now(): number; readonly zone: string; readonly names?: NameMatcher },
): MemoryClinic {
  const names = world.names ?? { likeness: measureLikeness, sameFrom: SAME_BY_LETTERS }
  const began = world.now()
  const slots = layOutSlots(fixture.schedule, began, world.zone)
  const visits = new Map<string, ClinicVisit>()
  const checkups: { patient: string; at: number }[] = []
  const notes: ClinicNote[] = []
  const stopped = new Set<string>()
  const deeds: { service: string; key: string; result: string }[] = []
  const answered = new Map<string, ServiceAnswer>()
  for (const { id, patient, at, specialty } of fixture.visits)
    visits.set(id, {
      id,
      patient,
      at: readFixtureMoment(at, began, world.zone),
      status: 'booked',
      ...(specialty === undefined ? {} : { specialty }),
    })

  const isTaken = (slot: Slot) =>
    slot.for === 'checkup'
      ? checkups.some(booked => booked.at === slot.at)
      : [...visits.values()].some(
          visit => visit.status !== 'cancelled' && visit.at === slot.at && (visit.specialty ?? slot.specialty) === slot.specialty,
        )
  const findFree = (kind: Slot['for'], specialty?: string) =>
    slots.filter(
      slot =>
        slot.for === kind &&
        slot.at > world.now() &&
        (specialty === undefined || slot.specialty === undefined || slot.specialty === specialty) &&
        !isTaken(slot),
    )
  const takeVisit = (id: unknown): ClinicVisit => {
    const key = readText(id, 'id')
    return visits.get(key) ?? { id: key, status: 'booked' }
  }
  const listTimes = (free: readonly Slot[], limit: unknown) =>
    finish({ result: [...new Set(free.map(slot => slot.at))].slice(0, readLimit(limit, DEFAULT_LIMIT)) })
  const note = (kind: string, request: ServiceRequest) => {
    notes.push({ kind, callId: request.callId, about: request.input })
    return finish()
  }

  const services: Readonly<Record<string, (request: ServiceRequest) => ServiceAnswer>> = {
    confirm_visit({ input }) {
      const visit = takeVisit(input.id)
      visits.set(visit.id, { ...visit, status: 'confirmed' })
      return finish()
    },
    cancel_visit({ input }) {
      const visit = takeVisit(input.id)
      visits.set(visit.id, {
        ...visit,
        status: 'cancelled',
        ...(typeof input.reason === 'string' ? { reason: input.reason } : {}),
      })
      return finish()
    },
    move_visit({ input }) {
      const visit = takeVisit(input.id)
      const to = readMoment(input.to)
      if (visit.at === to && visit.status !== 'cancelled') return finish()
      if (!findFree('visit', visit.specialty).some(slot => slot.at === to)) return { result: 'taken', values: {} }
      visits.set(visit.id, { ...visit, at: to, status: 'confirmed' })
      return finish()
    },
    free_times({ input }) {
      const visit = typeof input.appointment === 'string' ? visits.get(input.appointment) : undefined
      return listTimes(
        findFree('visit', visit?.specialty ?? (typeof input.specialty === 'string' ? input.specialty : undefined)),
        input.limit,
      )
    },
    checkup_times: ({ input }) => listTimes(findFree('checkup'), input.limit),
    book_checkup({ input }) {
      const at = readMoment(input.at)
      const patient = readName(input.patient)
      if (!findFree('checkup').some(slot => slot.at === at)) return { result: 'taken', values: {} }
      checkups.push({ patient, at })
      return finish()
    },
    find_patient({ input }) {
      const name = readName(input.name)
      const found = choosePatient(
        fixture.patients.filter(patient => patient.born === input.born),
        name,
        names,
      )
      if (found === undefined) return { result: 'unknown_patient', values: {} }
      return finish({
        patient_id: found.id,
        ...(found.address === undefined ? {} : { address: found.address }),
      })
    },
    request_home_visit(request) {
      note('request_home_visit', request)
      return finish({ number: String(FIRST_NUMBER + notes.filter(({ kind }) => kind === 'request_home_visit').length - 1) })
    },
    stop_calling(request) {
      stopped.add(readText(request.input.phone, 'phone'))
      return finish()
    },
  }
  const noted = new Set([
    'record_done_elsewhere',
    'record_refusal',
    'save_survey',
    'save_measurements',
    'alert_measurements',
    'accept_offer',
    'decline_offer',
    'urgent_task',
    'staff_task',
    'ask_callback',
  ])

  const serve = (request: ServiceRequest): ServiceAnswer => {
    const { name, sideEffects } = request.contract
    const before = answered.get(request.idempotencyKey)
    if (before !== undefined && sideEffects) return before
    const run = Object.hasOwn(services, name)
      ? services[name]
      : noted.has(name)
        ? (asked: ServiceRequest) => note(name, asked)
        : undefined
    if (run === undefined) throw new ClinicError('clinic/unknown_service', 'the clinic has no such service')
    const answer = run(request)
    if (sideEffects) {
      answered.set(request.idempotencyKey, answer)
      deeds.push({ service: name, key: request.idempotencyKey, result: answer.result })
    }
    return answer
  }

  return {
    call(request) {
      try {
        return serve(request)
      } catch (error) {
        return Promise.reject(error)
      }
    },
    state: () => ({
      visits: [...visits.values()],
      checkups: [...checkups],
      notes: [...notes],
      stopped: [...stopped],
      deeds: [...deeds],
    }),
  }
}

function finish(values: Readonly<Record<string, unknown>> = {}): ServiceAnswer {
  return { result: 'done', values }
}
