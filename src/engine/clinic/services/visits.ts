import { DateTime } from 'luxon'
import type { ServiceAnswer, ServiceRequest } from '../../call/ports.ts'
import { zoneOf } from '../../clinic-zone.ts'
import { OperationalError } from '../../operational-error.ts'
import { ClinicError } from '../clinic-error.ts'
import { readLimit, readMoment, readName, readOptionalText, readText } from '../read-input.ts'
import type { ClinicSystem, Deed, DoneDeed, Keyed, NewPatient, TimesWanted } from '../system.ts'
import { answerDeed, type ClinicService, describeVisit, findMeant } from './service.ts'

const DEFAULT_LIMIT = 3
/** Who looks for a time does not look further ahead. */
const AHEAD_MS = 90 * 86_400_000
/** Several doctors may be free at one time, which is offered once. */
const AT_ONE_TIME = 8
/** The programme of the yearly check-up. */
const CHECKUP = 'checkup'

type Wanted = Omit<TimesWanted, 'from' | 'until' | 'limit'>

const dropMissing = (wanted: { readonly [K in keyof Wanted]: Wanted[K] | undefined }): Wanted =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))

/** Distinct free times from now on, soonest first. */
async function listTimes(system: ClinicSystem, wanted: Wanted, from: number, limit: number): Promise<readonly number[]> {
  const times = new Set<number>()
  const until = from + AHEAD_MS
  for (let after = from; times.size < limit; ) {
    const most = limit * AT_ONE_TIME
    const found = await system.findFreeTimes({ ...wanted, from: after, until, limit: most })
    for (const { at } of found) if (times.size < limit) times.add(at)
    if (found.length < most) break
    after = (found.at(-1)?.at ?? until) + 1
  }
  return [...times]
}

/** Takes one of the slots that are free at an instant; the next one when somebody was faster. */
async function takeTime(
  system: ClinicSystem,
  request: ServiceRequest,
  wanted: Wanted & { readonly at: number },
  take: (slot: string) => Promise<Deed<DoneDeed>>,
): Promise<ServiceAnswer> {
  const { at, ...like } = wanted
  for (const { slot } of await system.findFreeTimes({ ...like, from: at, until: at + 1, limit: AT_ONE_TIME })) {
    const deed = await take(slot)
    if (deed.kind !== 'taken') return answerDeed(deed, request)
  }
  // Perhaps this very deed took it, and its answer was lost.
  const fate = await system.findDeed(request.idempotencyKey)
  if (fate === undefined)
    throw new OperationalError('clinic/unknown_fate', 'Whether the time was taken by this call or by another is not known.')
  return fate === 'not_done' ? { result: 'taken', values: {} } : answerDeed(fate, request)
}

/** What a visit is for, as a contract takes it. */
function readKindOfVisit(input: ServiceRequest['input']) {
  const doctor = input['doctor'] === undefined ? undefined : readName(input['doctor'])
  return { specialty: readOptionalText(input['specialty']), doctor, program: readOptionalText(input['program']) }
}

/** Somebody whom nobody at the clinic knows; the record begins with the booking, by a key of its own. */
function readNewPatient({ input, idempotencyKey }: ServiceRequest): Keyed & NewPatient {
  const born = readOptionalText(input['born'])
  const phone = readOptionalText(input['phone'])
  return {
    key: `${idempotencyKey}:patient`,
    name: readName(input['name']),
    ...(born !== undefined && { born }),
    phones: phone === undefined ? [] : [phone],
  }
}

function startOfDay(date: string, zone: string): number {
  return DateTime.fromISO(date, { zone: zoneOf(zone) }).toMillis()
}

/** Free times, and what is done to visits. */
export const VISIT_SERVICES: Readonly<Record<string, ClinicService>> = {
  async free_times({ input }, { system, now, zone }) {
    const wanted = dropMissing({ likeVisit: readOptionalText(input['appointment']), ...readKindOfVisit(input) })
    const from = input['from'] === undefined ? now() : Math.max(now(), startOfDay(readText(input['from'], 'a date'), zone))
    return { result: 'done', values: { result: await listTimes(system, wanted, from, readLimit(input['limit'], DEFAULT_LIMIT)) } }
  },
  async next_visit({ input }, { system, now }) {
    const after = input['after'] === undefined ? now() : readMoment(input['after']) + 1
    const visits = await system.listVisits(readText(input['patient_id'], 'a patient'), after)
    const next = visits.find(({ status }) => status === 'booked' || status === 'confirmed')
    return next === undefined ? { result: 'no_visit', values: {} } : { result: 'done', values: describeVisit(next) }
  },
  async checkup_times({ input }, { system, now }) {
    const times = await listTimes(system, { program: CHECKUP }, now(), readLimit(input['limit'], DEFAULT_LIMIT))
    return { result: 'done', values: { result: times } }
  },
  async confirm_visit(request, { system }) {
    const visit = readText(request.input['id'], 'id')
    return answerDeed(await system.confirm({ key: request.idempotencyKey, visit }), request)
  },
  async cancel_visit(request, { system }) {
    const visit = readText(request.input['id'], 'id')
    const reason = readOptionalText(request.input['reason'])
    const deed = await system.cancel({ key: request.idempotencyKey, visit, ...(reason !== undefined && { reason }) })
    return answerDeed(deed, request)
  },
  async move_visit(request, { system }) {
    const visit = readText(request.input['id'], 'id')
    const at = readMoment(request.input['to'])
    const key = request.idempotencyKey
    return takeTime(system, request, { likeVisit: visit, at }, slot => system.move({ key, visit, slot }))
  },
  async book_visit(request, tools) {
    const { system } = tools
    const { idempotencyKey: key, input } = request
    const at = readMoment(input['at'])
    const known = await findMeant(input, tools)
    const registered = known === undefined ? await system.register(readNewPatient(request)) : undefined
    if (registered !== undefined && registered.kind !== 'done') return answerDeed(registered, request)
    const patient = known?.id ?? registered?.patient.id ?? ''
    const note = readOptionalText(input['note'])
    const kind = dropMissing(readKindOfVisit(input))
    const { program } = kind
    return takeTime(system, request, { ...kind, at }, slot =>
      system.book({ key, patient, slot, ...(program !== undefined && { program }), ...(note !== undefined && { note }) }),
    )
  },
  async book_checkup(request, tools) {
    const { system } = tools
    const at = readMoment(request.input['at'])
    const patient = await findMeant(request.input, tools)
    if (patient === undefined) throw new ClinicError('clinic/unknown_patient', 'the clinic has no such patient, or several')
    const key = request.idempotencyKey
    return takeTime(system, request, { program: CHECKUP, at }, slot =>
      system.book({ key, patient: patient.id, slot, program: CHECKUP }),
    )
  },
}
