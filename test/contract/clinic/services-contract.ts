import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceAnswer, ServiceRequest, Services } from '../../../src/engine/call/ports.ts'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'
import { ANNA, type ClinicUnderTest, DAY, HOUR, JAN, NOON } from './clinic-under-test.ts'

const TOMORROW = NOON + DAY
const CARDIOLOGY = { specialty: 'kardiologia', doctor: 'Ewa Wiśniewska' }

/** The contract of a service as it lies in the folder of scenarios. */
const readContract = (name: string): ServiceRequest['contract'] => {
  const file = `services/${name}.yaml`
  const { services } = loadWorkspace(new Map([[file, readFileSync(`scenarios-yaml/${file}`, 'utf8')]]))
  const contract = services.get(name)
  if (contract === undefined) throw new Error(`no contract of ${name}`)
  return contract
}

/** What scenarios may ask of any clinic, by the services' contracts. */
export const describeClinicServices = (
  name: string,
  open: () => Promise<{ readonly clinic: ClinicUnderTest; readonly services: Services; close(): Promise<void> }>,
): void => {
  describe(`the clinic's services over ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>
    let anna = ''
    beforeEach(async () => {
      opened = await open()
      const ids = await opened.clinic.give({
        patients: [ANNA, JAN],
        slots: [
          { at: TOMORROW, ...CARDIOLOGY },
          { at: TOMORROW + HOUR, ...CARDIOLOGY },
          { at: TOMORROW + HOUR, specialty: 'kardiologia', doctor: 'Maria Lewandowska' },
          { at: TOMORROW + 2 * HOUR, ...CARDIOLOGY },
          { at: TOMORROW + 17 * HOUR, program: 'checkup' },
        ],
      })
      anna = ids.patients[0] ?? ''
    })
    afterEach(() => opened.close())
    const call = async (service: string, key: string, input: Readonly<Record<string, unknown>>): Promise<ServiceAnswer> =>
      opened.services.call({ contract: readContract(service), input, idempotencyKey: key, callId: 'c1' })
    const book = (key: string, at: number) =>
      call('book_visit', key, {
        name: { name: 'Anna Nowak' },
        born: '1972-05-03',
        phone: '+48600000001',
        specialty: 'kardiologia',
        at,
      })
    const listTimes = async (input: Readonly<Record<string, unknown>>) => (await call('free_times', 'r', input)).values['result']

    it('find a patient by name and birth date, and nobody else', async () => {
      const found = await call('find_patient', 'k1', { name: { name: 'Nowak Anna' }, born: '1972-05-03' })
      expect(found).toMatchObject({ result: 'done', values: { patient_id: anna } })
      expect(await call('find_patient', 'k2', { name: { name: 'Ewa Malinowska' }, born: '1972-05-03' })).toMatchObject({
        result: 'unknown_patient',
      })
    })

    it('offer each time once, and book, move and cancel: what is free is what was said', async () => {
      expect(await listTimes({ specialty: 'kardiologia' })).toEqual([TOMORROW, TOMORROW + HOUR, TOMORROW + 2 * HOUR])
      const booked = await book('k1', TOMORROW)
      expect(booked).toMatchObject({ result: 'done', values: { doctor: { name: 'Ewa Wiśniewska' } } })
      expect(booked.record?.id).toBe(booked.values['id'])
      const id = String(booked.values['id'])
      const next = await call('next_visit', 'r2', { patient_id: anna })
      expect(next).toMatchObject({ result: 'done', values: { id, at: TOMORROW } })
      const moved = await call('move_visit', 'k2', { id, to: TOMORROW + 2 * HOUR })
      expect(moved.result).toBe('done')
      expect(moved.record?.version).not.toBe(booked.record?.version)
      expect(await listTimes({ specialty: 'kardiologia' })).toEqual([TOMORROW, TOMORROW + HOUR])
      expect(await call('cancel_visit', 'k3', { id, reason: 'ill' })).toMatchObject({ result: 'done', record: { id } })
      expect(await listTimes({ specialty: 'kardiologia', limit: 9 })).toHaveLength(3)
      expect(await call('next_visit', 'r3', { patient_id: anna })).toMatchObject({ result: 'no_visit' })
    })

    it('take the other doctor at the same time, and say taken when there is none', async () => {
      expect((await book('k1', TOMORROW + HOUR)).result).toBe('done')
      expect((await book('k2', TOMORROW + HOUR)).result).toBe('done')
      expect((await book('k3', TOMORROW + HOUR)).result).toBe('taken')
    })

    it('answer the same for the same key, also when the time is no longer free', async () => {
      const first = await book('k1', TOMORROW)
      expect(await book('k1', TOMORROW)).toEqual(first)
      const moved = await call('move_visit', 'k2', { id: first.values['id'], to: TOMORROW + 2 * HOUR })
      expect(await call('move_visit', 'k2', { id: first.values['id'], to: TOMORROW + 2 * HOUR })).toEqual(moved)
    })

    it('begin a record for somebody new with the booking, once', async () => {
      const olena = { name: { name: 'Олена Коваль' }, born: '1990-02-11', phone: '+48600000003', at: TOMORROW }
      expect((await call('book_visit', 'k1', olena)).result).toBe('done')
      expect((await call('book_visit', 'k1', olena)).result).toBe('done')
      expect(await opened.clinic.system.findPatients({ kind: 'phone', phone: '+48600000003' })).toHaveLength(1)
    })

    it('book the check-up for a patient whom name and telephone tell', async () => {
      const anna = { name: 'Anna Nowak' }
      expect((await call('checkup_times', 'r', { patient: anna })).values['result']).toEqual([TOMORROW + 17 * HOUR])
      const checkup = { patient: anna, phone: '+48600000001', at: TOMORROW + 17 * HOUR }
      expect((await call('book_checkup', 'k1', checkup)).result).toBe('done')
      expect((await call('book_checkup', 'k2', checkup)).result).toBe('taken')
      await expect(call('book_checkup', 'k3', { ...checkup, patient: { name: 'Ewa Malinowska' } })).rejects.toBeDefined()
    })

    it('keep what a patient says, and what the staff has to do', async () => {
      const home = { name: { name: 'Anna Nowak' }, born: '1972-05-03', complaint: 'gorączka', phone: '+48600000001' }
      expect((await call('request_home_visit', 'k1', home)).values['number']).toMatch(/^\d{3,}$/)
      for (const [service, input] of [
        ['save_survey', { patient: { name: 'Anna Nowak' }, recommend: 9 }],
        ['record_refusal', { patient: { name: 'Anna Nowak' }, reason: 'too far' }],
        ['record_done_elsewhere', { patient: { name: 'Anna Nowak' }, where: 'Kraków' }],
        ['save_measurements', { patient_id: anna, systolic: 130, diastolic: 85 }],
        ['staff_task', { about: 'oddzwonić', phone: '+48600000001', words: 'proszę o telefon' }],
        ['urgent_task', { about: 'ból w klatce', phone: '+48600000001' }],
        ['note_contact', { patient_id: anna, about: 'reminders', channel: 'call', outcome: 'no_answer', at: NOON }],
        ['ask_callback', { phone: '+48600000001', about: 'wyniki' }],
      ] as const)
        expect((await call(service, `key of ${service}`, input)).record?.id, service).toBeTypeOf('string')
    })

    it('know by name and telephone whose answers they are', async () => {
      const answered = { patient: { name: 'Nowak Anna' }, phone: '+48600000001' }
      for (const service of ['save_survey', 'record_refusal', 'record_done_elsewhere'])
        expect((await call(service, `key of ${service}`, answered)).record?.id, service).toBeTypeOf('string')
      if (opened.clinic.countNotes !== undefined) expect(await opened.clinic.countNotes(anna)).toBe(3)
    })

    it('refuse what cannot be, without personal data', async () => {
      await expect(call('confirm_visit', 'k1', { id: 'none' })).rejects.toMatchObject({ code: 'clinic/refused' })
      await expect(call('stop_calling', 'k2', {})).rejects.toMatchObject({ code: 'clinic/bad_input' })
    })
  })
}
