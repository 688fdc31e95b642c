import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { createMemoryClinic, readClinicFixture } from '../../../src/engine/clinic/index.ts'
import type { ServiceAnswer } from '../../../src/engine/call/ports.ts'
import { makeRequest } from './make-request.ts'

const zone = 'Europe/Warsaw'
const today = DateTime.fromISO('2026-05-04T10:00', { zone }).toMillis()
const at = (iso: string) => DateTime.fromISO(iso, { zone }).toMillis()
const FIXTURE = `
patients:
  - { id: P1, name: Anna Nowak, born: "1972-05-03", phone: "+48600000000", address: { street: Długa, building: "12" } }
  - { id: P2, name: Jan Kowalski, born: "1950-01-31" }
visits:
  - { id: A1, patient: P1, at: { in_days: 1, time: "08:30" }, specialty: kardiologia }
  - { id: A2, patient: P2, at: 2026-05-07T09:00, specialty: kardiologia }
schedule:
  - { specialty: kardiologia, times: ["08:30", "09:00"], in_days: { from: 1, to: 4 } }
  - { for: checkup, weekdays: [tuesday], times: ["07:30"], in_days: { from: 1, to: 14 } }
`
function open(source = FIXTURE) {
  const read = readClinicFixture(source)
  if (read.kind === 'faulty') throw new Error(JSON.stringify(read.problems))
  const clinic = createMemoryClinic(read.fixture, { now: () => today, zone })
  const call = (name: string, input: Record<string, unknown>, key = `${name}:1`) =>
    clinic.call(makeRequest(name, input, key, { sideEffects: !/times|find/.test(name) })) as ServiceAnswer
  return { clinic, call }
}

describe('the memory clinic', () => {
  it('offers free times, soonest first, without those that are taken', () => {
    const { call } = open()
    expect(call('free_times', { appointment: 'A1', limit: 3 }).values.result).toEqual([
      at('2026-05-05T09:00'),
      at('2026-05-06T08:30'),
      at('2026-05-06T09:00'),
    ])
    expect(call('checkup_times', { patient: { name: 'Anna Nowak' } }).values.result).toEqual([
      at('2026-05-05T07:30'),
      at('2026-05-12T07:30'),
    ])
    expect(call('free_times', { specialty: 'okulistyka' }).values.result).toEqual([])
  })

  it('takes the new time before it lets the old one go, and says when somebody was faster', () => {
    const { clinic, call } = open()
    expect(call('move_visit', { id: 'A1', to: at('2026-05-07T09:00') }, 'k1').result).toBe('taken')
    expect(clinic.state().visits.find(({ id }) => id === 'A1')?.at).toBe(at('2026-05-05T08:30'))
    expect(call('move_visit', { id: 'A1', to: at('2026-05-06T09:00') }, 'k2').result).toBe('done')
    const free = call('free_times', { specialty: 'kardiologia', limit: 9 }).values.result
    expect(free).toContain(at('2026-05-05T08:30'))
    expect(free).not.toContain(at('2026-05-06T09:00'))
  })

  it('frees the time of a cancelled visit', () => {
    const { clinic, call } = open()
    call('cancel_visit', { id: 'A2', reason: 'ill' })
    expect(clinic.state().visits.find(({ id }) => id === 'A2')).toMatchObject({ status: 'cancelled', reason: 'ill' })
    expect(call('free_times', { specialty: 'kardiologia', limit: 9 }).values.result).toContain(at('2026-05-07T09:00'))
  })

  it('does a deed once for the same key, and again for another', () => {
    const { clinic, call } = open()
    const slot = at('2026-05-12T07:30')
    expect(call('book_checkup', { patient: { name: 'Anna Nowak' }, at: slot }, 'k1').result).toBe('done')
    expect(call('book_checkup', { patient: { name: 'Anna Nowak' }, at: slot }, 'k1').result).toBe('done')
    expect(call('book_checkup', { patient: { name: 'Jan Kowalski' }, at: slot }, 'k2').result).toBe('taken')
    expect(clinic.state().checkups).toHaveLength(1)
    expect(clinic.state().deeds.map(({ key }) => key)).toEqual(['k1', 'k2'])
  })

  it('finds a patient by a name in another case or order and the birth date, and nobody else', () => {
    const { call } = open()
    expect(call('find_patient', { name: { name: 'Nowak Anna' }, born: '1972-05-03' })).toEqual({
      result: 'done',
      values: { patient_id: 'P1', address: { street: 'Długa', building: '12' } },
    })
    expect(call('find_patient', { name: { name: 'Jana Kowalskiego' }, born: '1950-01-31' }).values.patient_id).toBe('P2')
    expect(call('find_patient', { name: { name: 'Anna Nowak' }, born: '1972-05-04' }).result).toBe('unknown_patient')
    expect(call('find_patient', { name: { name: 'Ewa Malinowska' }, born: '1972-05-03' }).result).toBe('unknown_patient')
  })

  it('numbers requests, collects tasks, and remembers whom not to call', () => {
    const { clinic, call } = open()
    expect(call('request_home_visit', { name: { name: 'Anna Nowak' } }, 'k1').values.number).toBe('101')
    expect(call('request_home_visit', { name: { name: 'Jan Kowalski' } }, 'k2').values.number).toBe('102')
    call('staff_task', { about: 'oddzwonić' })
    call('stop_calling', { phone: '+48600000000' })
    expect(clinic.state().notes.map(({ kind }) => kind)).toEqual(['request_home_visit', 'request_home_visit', 'staff_task'])
    expect(clinic.state().stopped).toEqual(['+48600000000'])
  })

  it('adopts visits that only the contact knew', () => {
    const { clinic, call } = open()
    call('confirm_visit', { id: 'X9' })
    expect(clinic.state().visits.find(({ id }) => id === 'X9')).toEqual({ id: 'X9', status: 'confirmed' })
  })

  it('refuses what it cannot do, without personal data', async () => {
    const { call } = open()
    await expect(call('fly', {})).rejects.toMatchObject({ code: 'clinic/unknown_service' })
    await expect(call('toString', {})).rejects.toMatchObject({ code: 'clinic/unknown_service' })
    await expect(call('move_visit', { id: 'A1', to: 'jutro' })).rejects.toMatchObject({
      code: 'clinic/bad_input',
      message: 'the service needs a moment',
    })
  })
})

describe('a fixture', () => {
  it.each([
    ['patients:\n  - { id: P1, name: Anna Nowak, born: 1972 }', 2, 39, 'patients.0.born'],
    ['patient: []', 1, 1, 'patient'],
    ['visits:\n  - { id: A1, patient: P7, at: 2026-05-06T08:30 }', 2, 24, 'no patient has the id P7'],
    ['schedule:\n  - { times: ["8:30"] }', 2, 15, '08:30'],
    ['patients:\n  - { id: P1, name: A, born: "1972-05-03" }\n  - { id: P1, name: B, born: "1972-05-03" }', 3, 11, 'used twice'],
    ['patients: [', 1, 12, ''],
    ['a: &x 1\nb: *x', 1, 1, ''],
  ])('%j is refused with its place', (source, line, column, message) => {
    const read = readClinicFixture(source)
    const problem = read.kind === 'faulty' ? read.problems[0] : undefined
    expect(problem).toMatchObject({ line, column })
    expect(problem?.message).toContain(message)
  })
  it('may be empty', () => expect(readClinicFixture('').kind).toBe('fixture'))
})

describe('the shipped clinic', () => {
  it('is read without a problem and has free times', async () => {
    const { readFile } = await import('node:fs/promises')
    const { call } = open(await readFile(new URL('../../../scenarios-yaml/clinic-fixture.yaml', import.meta.url), 'utf8'))
    expect(call('free_times', { appointment: 'V1', limit: 3 }).values.result).toHaveLength(3)
    expect(call('checkup_times', {}).values.result).toHaveLength(3)
    expect(call('find_patient', { name: { name: 'Anna Nowak' }, born: '1972-05-03' }).values.patient_id).toBe('P1')
  })
})
