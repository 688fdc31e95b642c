import type { ServiceAnswer, ServiceRequest, Services } from '../../call/ports.ts'
import { choosePatient, type NameMatcher } from '../choose-patient.ts'
import { ClinicError } from '../clinic-error.ts'
import { answerFromKnowledge, type ClinicKnowledge, NO_KNOWLEDGE } from '../knowledge/index.ts'
import { readName, readText } from '../read-input.ts'
import { createAppointmentBook } from './appointment-book.ts'
import type { ClinicFixture } from './fixture.ts'
import { finish } from './finish.ts'
import { measureLikeness } from './likeness.ts'
import type { ClinicNote, ClinicState } from './state.ts'

/** Names this alike are the same person: endings of cases pass, another surname does not. */
const SAME_BY_LETTERS = 0.7
/** Home visits are numbered from here, so that every number has three digits and is easily said. */
const FIRST_NUMBER = 101

/** A clinic in memory: the services, and what it holds. */
export interface MemoryClinic extends Services {
  state(): ClinicState
}

/** What the clinic in memory stands in. */
export interface MemoryClinicWorld {
  /** Epoch ms; the fixture's days are counted from its first reading. */
  now(): number
  readonly zone: string
  /** Tells how alike a name that was said and one on record are; absent: by their letters alone. */
  readonly names?: NameMatcher
  /** What the clinic says of itself now; absent: nothing. */
  knowledge?(): ClinicKnowledge
}

/**
 * A clinic that lives in memory, filled from a fixture. A taken time stays taken, a cancelled visit frees its time, a moved visit holds
 * the new time before it lets the old one go, and the same idempotency key is the same deed. Visits that only the contact list knows are
 * adopted by their id; whoever books without a record gets one.
 */
export function createMemoryClinic(fixture: ClinicFixture, world: MemoryClinicWorld): MemoryClinic {
  const names = world.names ?? { likeness: measureLikeness, sameFrom: SAME_BY_LETTERS }
  const book = createAppointmentBook(fixture, world)
  const notes: ClinicNote[] = []
  const stopped = new Set<string>()
  const deeds: { service: string; key: string; result: string }[] = []
  const answered = new Map<string, ServiceAnswer>()
  const note = (kind: string, request: ServiceRequest) => {
    notes.push({ kind, callId: request.callId, about: request.input })
    return finish()
  }

  const services: Readonly<Record<string, (request: ServiceRequest) => ServiceAnswer>> = {
    ...book.services,
    find_patient({ input }) {
      const born = [...fixture.patients, ...book.newcomers()].filter(patient => patient.born === input.born)
      const found = choosePatient<(typeof born)[number]>(born, readName(input.name), names)
      if (found === undefined) return { result: 'unknown_patient', values: {} }
      const address = 'address' in found ? found.address : undefined
      return finish({ patient_id: found.id, ...(address === undefined ? {} : { address }) })
    },
    request_home_visit(request) {
      note('request_home_visit', request)
      return finish({ number: String(FIRST_NUMBER + notes.filter(({ kind }) => kind === 'request_home_visit').length - 1) })
    },
    alert_measurements(request) {
      note('alert_measurements', request)
      return finish({ task: request.idempotencyKey })
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
    const known = answerFromKnowledge(world.knowledge?.() ?? NO_KNOWLEDGE, request, { now: world.now(), zone: world.zone })
    if (known !== undefined) return known
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
      ...book.state(),
      notes: [...notes],
      stopped: [...stopped],
      deeds: [...deeds],
    }),
  }
}
