import { inspect } from 'node:util'
import type { ServerResponse } from 'node:http'
import type { Appointment, Patient } from '@medplum/fhirtypes'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FhirClinic } from '../../../../src/engine/clinic/fhir/index.ts'
import { OperationalError } from '../../../../src/engine/operational-error.ts'
import { type FhirServer, startFhirServer } from './fhir-server.ts'
import { addSlot, ask, DAY, fillServer, findFaults, list, MINUTE, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
let clinic: FhirClinic
let patient = ''
let slots: readonly string[] = []
let visit = ''
const WEEK = { specialty: 'cardiology', from: NOW, until: NOW + 7 * DAY, limit: 10 }

beforeEach(async () => {
  server = await startFhirServer({ subscriptions: 'prompt' })
  ;({ patient, slots } = await fillServer(server, 4))
  clinic = await openClinic(server)
  const booked = await clinic.book({ key: 'first', patient, slot: slots[0] ?? '' })
  visit = booked.kind === 'done' ? booked.visit.id : ''
})
afterEach(() => server.close())

const readAll = async (visits: AsyncIterable<unknown>): Promise<unknown> => {
  const found: unknown[] = []
  for await (const one of visits) found.push(one)
  return found
}
/** Everything that a clinic's system is asked for. */
const QUESTIONS: Readonly<Record<string, (key: string) => Promise<unknown>>> = {
  'patients by telephone': () => clinic.findPatients({ kind: 'phone', phone: '+48600000001' }),
  'patients by birth date': () => clinic.findPatients({ kind: 'identity', name: 'Jan Kowalski', born: '1972-05-03' }),
  'a patient': () => clinic.findPatients({ kind: 'id', id: patient }),
  visits: () => clinic.listVisits(patient, NOW),
  'a visit': () => clinic.findVisit(visit),
  'visits of a span': () => readAll(clinic.listVisitsBetween(NOW, NOW + 7 * DAY)),
  'changed visits': () => readAll(clinic.listChangedVisits(NOW - DAY)),
  'times that were left': () => readAll(clinic.listLeftTimes(NOW - DAY)),
  'free times': () => clinic.findFreeTimes(WEEK),
  facts: () => clinic.listFacts(),
  'what a deed did': key => clinic.findDeed(key),
  'a hold': key => clinic.hold({ key, slot: slots[1] ?? '', until: NOW + DAY }),
  'a new patient': key => clinic.register({ key, name: 'Jan Kowalski', born: '1972-05-03', phones: ['+48600000001'] }),
  'a booking': key => clinic.book({ key, patient, slot: slots[2] ?? '' }),
  'a move': key => clinic.move({ key, visit, slot: slots[3] ?? '' }),
  'a confirmation': key => clinic.confirm({ key, visit }),
  'a cancellation': key => clinic.cancel({ key, visit }),
  'a home visit': key => clinic.requestHomeVisit({ key, patient, details: { complaint: 'gorączka' } }),
  answers: key => clinic.saveAnswers({ key, patient, form: 'survey', answers: { recommend: 9 } }),
  measurements: key => clinic.saveMeasurements({ key, patient, at: NOW, values: { pulse: 70 } }),
  'a consent': key => clinic.saveConsent({ key, patient, agrees: false, at: NOW }),
  'a task': key => clinic.addTask({ key, about: 'oddzwonić do Jana Kowalskiego', phone: '+48600000001' }),
  'the subscription': () => clinic.subscribe({ endpoint: 'http://127.0.0.1:1/clinic/changed', secret: 'secret' }),
  mending: () => clinic.mend(NOW - DAY),
}
/** An answer, or an error of the world that says what is wrong, what to do, and nothing of anybody. */
const askSafely = async (name: string, key: string): Promise<{ readonly code?: string; readonly answer?: unknown }> => {
  try {
    return { answer: await QUESTIONS[name]?.(key) }
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error
    expect(error.remedy, error.code).toBeTypeOf('string')
    const whole = inspect({ error, facts: error.facts, cause: error.cause }, { depth: 12 })
    expect(whole).not.toMatch(/Kowalsk|Leśna|1972-05-03|600\D?000\D?001|600000001|gorączka/)
    return { code: error.code }
  }
}

const NAMES = Object.keys(QUESTIONS)
const raw =
  (status: number, headers: Readonly<Record<string, string>>, body: string) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end(body)
const NAMED = JSON.stringify({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'processing', diagnostics: 'Jan Kowalski, 600000001, Leśna 4' }],
})
const JSON_TYPE = { 'content-type': 'application/fhir+json' }
/** Whatever is asked is answered like this. */
const DIRT: Readonly<Record<string, { readonly send: (response: ServerResponse) => void; readonly codes: readonly string[] }>> = {
  'the page of a proxy': { send: raw(200, { 'content-type': 'text/html' }, '<html>Jan Kowalski'), codes: ['clinic/no-fhir'] },
  'the page of a proxy that fails': { send: raw(502, { 'content-type': 'text/html' }, '<html>'), codes: ['clinic/failed'] },
  'an outcome alone': { send: raw(200, JSON_TYPE, NAMED), codes: ['clinic/no-fhir'] },
  'a refusal that names the patient': { send: raw(422, JSON_TYPE, NAMED), codes: ['clinic/failed'] },
  'nothing at all': { send: raw(200, JSON_TYPE, ''), codes: ['clinic/no-fhir'] },
  'no content': { send: raw(204, {}, ''), codes: ['clinic/no-fhir'] },
  null: { send: raw(200, JSON_TYPE, 'null'), codes: ['clinic/no-fhir'] },
  'a word': { send: raw(200, JSON_TYPE, '"Jan Kowalski"'), codes: ['clinic/no-fhir'] },
  'a list': { send: raw(200, JSON_TYPE, '[]'), codes: ['clinic/no-fhir'] },
  XML: { send: raw(200, { 'content-type': 'application/fhir+xml' }, '<Patient/>'), codes: ['clinic/no-fhir'] },
  'half an answer': { send: raw(200, JSON_TYPE, '{"resourceType":"Bundle","entry":[{"res'), codes: ['clinic/no-fhir'] },
  'too many requests': { send: raw(429, { 'retry-after': '1' }, ''), codes: ['clinic/failed'] },
  'too many requests, until a date': {
    send: raw(429, { 'retry-after': 'Mon, 04 May 2026 08:00:01 GMT' }, ''),
    codes: ['clinic/failed'],
  },
  'its own failure': { send: raw(500, JSON_TYPE, NAMED), codes: ['clinic/failed'] },
  'somewhere else': {
    send: raw(302, { location: 'http://other.example/fhir/Patient?phone=600000001' }, ''),
    codes: ['clinic/moved'],
  },
  'no right': { send: raw(403, JSON_TYPE, NAMED), codes: ['clinic/not-allowed'] },
  'a broken connection': { send: response => void response.destroy(), codes: ['clinic/unreachable'] },
  'an answer without an end': {
    send: response => void response.writeHead(200, JSON_TYPE).write('{"resourceType":'),
    codes: ['clinic/too-slow'],
  },
}

describe.each(Object.entries(DIRT))('a server that answers with %s', (dirt, { send, codes }) => {
  it('is an error that says so, or a refusal, and nothing of anybody', { timeout: 60_000 }, async () => {
    server.answerOther = (_path, _body, response) => {
      send(response)
      return true
    }
    // Those that wait until the time is over take the longest: a few stand for all.
    for (const name of dirt === 'an answer without an end' ? ['a patient', 'free times', 'a booking'] : NAMES) {
      const { code, answer } = await askSafely(name, name)
      // What is written may be refused; what is read is never taken for "there is none".
      const refused = answer === 'unsupported' ? answer : (answer as { readonly kind?: string } | undefined)?.kind
      expect([...codes, 'refused', 'unsupported'], name).toContain(code ?? refused)
    }
    server.answerOther = () => false
    expect(await findFaults(server)).toEqual([])
    expect(await list<Appointment>(server, 'Appointment?status=booked')).toHaveLength(1)
  })
})

describe('a server whose answers are not what they should be', () => {
  it('pages in a circle are an error, not a call that never ends', async () => {
    server.distort = ({ url }, body) =>
      url.startsWith('Slot?')
        ? { ...body, link: [{ relation: 'next', url: `${server.url}/Slot?page=${url.includes('page=1') ? 2 : 1}` }] }
        : body
    expect(await askSafely('free times', 'k')).toEqual({ code: 'clinic/endless' })
    expect(server.seen.filter(({ url }) => url.startsWith('Slot?')).length).toBeLessThan(10)
  })

  it('a next page that is no address is an error', async () => {
    server.distort = ({ url }, body) =>
      url.startsWith('Slot?') ? { ...body, link: [{ relation: 'next', url: 'http://' }] } : body
    expect(await askSafely('free times', 'k')).toEqual({ code: 'clinic/endless' })
  })

  it('thousands of slots in one page are read to those that are wanted', async () => {
    for (let number = 0; number < 3000; number += 1) await addSlot(server, NOW + 2 * DAY + number * MINUTE)
    const large = await openClinic(server, { more: 'page: 1000' })
    expect(await large.findFreeTimes({ ...WEEK, limit: 3 })).toHaveLength(3)
  })

  it('the right JSON under a wrong name of its kind is read', async () => {
    const patients = await ask<object>(server, 'Patient?birthdate=1972-05-03')
    server.answerOther = (_path, _body, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(patients))
      return true
    }
    expect((await askSafely('patients by birth date', 'k')).answer).toHaveLength(1)
  })

  it('a faulty record is named, without what it says', async () => {
    server.distort = ({ url }, body) => (url.startsWith('Patient/') ? { ...body, birthDate: ['1972-05-03'] } : body)
    const failed: unknown = await clinic.findPatients({ kind: 'id', id: patient }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 'clinic/faulty-record', facts: { record: `Patient/${patient}`, place: 'birthDate' } })
  })

  it('random damage to any answer breaks no booking twice, and is never a bug', { timeout: 120_000 }, async () => {
    const damages = fc.record({
      name: fc.constantFrom(...NAMES),
      seed: fc.nat(),
      how: fc.constantFrom('drop', 'null', 'number', 'word', 'list', 'object', 'twice'),
      every: fc.integer({ min: 1, max: 3 }),
    })
    let count = 0
    await fc.assert(
      fc.asyncProperty(damages, async ({ name, seed, how, every }) => {
        let answers = 0
        server.distort = (_, body) => ((answers += 1) % every === 0 ? damage(body, seed + answers, how) : body)
        await askSafely(name, `damaged ${(count += 1)}`)
        server.distort = (_, body) => body
        const live = (await list<Appointment>(server, 'Appointment?status=booked')).flatMap(
          ({ slot }) => slot?.[0]?.reference ?? [],
        )
        expect(new Set(live).size).toBe(live.length)
      }),
      { numRuns: 150, seed: 6 },
    )
    // What was left half done is tidied up.
    const later = await openClinic(server, { clock: { at: NOW + 10 * MINUTE } })
    await later.mend(NOW - DAY)
    expect((await findFaults(server)).filter(fault => !fault.startsWith('busy-tentative'))).toEqual([])
  })
})

/** One place of an answer, chosen by a seed, is something else. */
const damage = (body: object, seed: number, how: string): unknown => {
  const copy = structuredClone(body)
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      places.push({ holder: value as Record<string, unknown>, key })
      walk(inner)
    }
  }
  walk(copy)
  const place = places[seed % Math.max(places.length, 1)]
  if (place === undefined) return how
  const { holder, key } = place
  if (how === 'drop') delete holder[key]
  else holder[key] = { null: null, number: 7, word: 'Jan Kowalski', list: [], object: {}, twice: [holder[key], holder[key]] }[how]
  return copy
}

describe('patients as clinics keep them', () => {
  const give = (more: Partial<Patient> & Readonly<Record<string, unknown>>) =>
    server.add<Patient>({
      resourceType: 'Patient',
      birthDate: '1980-01-02',
      telecom: [{ system: 'phone', value: '+48600000055' }],
      ...more,
    } as Patient)
  const findByPhone = async () => (await clinic.findPatients({ kind: 'phone', phone: '+48600000055' })).map(({ name }) => name)

  it('who are dead, out of use or replaced by another record are not found, nor called', async () => {
    const alive = await give({ name: [{ text: 'Ewa Lis' }] })
    for (const more of [
      { deceasedBoolean: true },
      { deceasedDateTime: '2025-01-01' },
      { active: false },
      { link: [{ other: { reference: `Patient/${alive.id}` }, type: 'replaced-by' as const }] },
    ]) {
      const { id } = await give({ name: [{ text: 'Adam Dawny' }], ...more })
      await server.add<Appointment>({
        resourceType: 'Appointment',
        status: 'booked',
        start: '2026-05-06T08:00:00Z',
        end: '2026-05-06T08:15:00Z',
        participant: [{ actor: { reference: `Patient/${id}` }, status: 'needs-action' }],
      })
    }
    expect(await findByPhone()).toEqual(['Ewa Lis'])
    const called: string[] = []
    for await (const one of clinic.listVisitsBetween(NOW, NOW + 7 * DAY)) called.push(one.patient.name)
    expect(called).toEqual(['Jan Kowalski'])
  })

  it('whose record was replaced are found by the old id as the new one', async () => {
    const alive = await give({ name: [{ text: 'Ewa Lis' }] })
    const old = await give({ link: [{ other: { reference: `Patient/${alive.id}` }, type: 'replaced-by' }] })
    expect((await clinic.findPatients({ kind: 'id', id: old.id })).map(({ id }) => id)).toEqual([alive.id])
  })

  it('whose names are missing, said by extensions or in several forms', async () => {
    const absent = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }] }
    await give({ name: [{ _family: absent, given: [null, 'Ewa'], _given: [absent, null] }] as never })
    await give({
      name: [
        { use: 'old', family: 'Panieńska' },
        { use: 'official', family: 'Lis', given: ['Ewa', 'Maria'] },
      ],
    })
    await give({})
    expect((await findByPhone()).sort()).toEqual(['', 'Ewa', 'Ewa Maria Lis'])
  })

  it('by numbers that still are theirs', async () => {
    await give({
      name: [{ text: 'Ewa Lis' }],
      telecom: [
        { system: 'phone', value: '600 000 055', period: { end: '2025-12-31' } },
        { system: 'phone', value: '600 000 056', period: { start: '2026-01-01' } },
        { system: 'phone', value: 'brak' },
        { system: 'email', value: 'ewa@example.org' },
        { value: '600 000 057' },
      ],
    })
    expect(await findByPhone()).toEqual([])
    expect((await clinic.findPatients({ kind: 'phone', phone: '+48600000056' }))[0]?.phones).toEqual(['+48600000056'])
  })

  it('with several identifiers, by the clinic’s own', async () => {
    const numbered = await openClinic(server, { more: 'identifiers: { patient: "urn:example:chart" }' })
    const { id } = await give({
      identifier: [{ system: 'urn:example:other', value: '77' }, { value: '78' }, { system: 'urn:example:chart', value: '79' }],
    })
    const findBy = async (number: string) => (await numbered.findPatients({ kind: 'id', id: number })).map(one => one.id)
    expect([await findBy('77'), await findBy('78'), await findBy('79')]).toEqual([[], [], [id]])
  })

  it('twice in the records are both found, so that nobody is taken for the other', async () => {
    await give({ name: [{ text: 'Ewa Lis' }] })
    await give({ name: [{ text: 'Ewa Lis' }] })
    expect(await findByPhone()).toEqual(['Ewa Lis', 'Ewa Lis'])
  })

  it('and visits entered in error are none', async () => {
    await ask(server, `Appointment/${visit}`, 'PUT', {
      ...(await ask<Appointment>(server, `Appointment/${visit}`)),
      status: 'entered-in-error',
    })
    expect(await clinic.findVisit(visit)).toBeUndefined()
    expect(await clinic.listVisits(patient, NOW)).toEqual([])
    expect(await clinic.confirm({ key: 'k', visit })).toEqual({ kind: 'refused', reason: 'entered-in-error' })
  })
})
