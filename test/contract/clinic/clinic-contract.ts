import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClinicSystem } from '../../../src/engine/clinic/index.ts'
import { ANNA, type ClinicUnderTest, DAY, HOUR, JAN, NOON } from './clinic-under-test.ts'

const TOMORROW = NOON + DAY
const CARDIOLOGY = { specialty: 'kardiologia', doctor: 'Ewa Wiśniewska' }
const SLOTS = [
  { at: TOMORROW, ...CARDIOLOGY },
  { at: TOMORROW + HOUR, ...CARDIOLOGY },
  { at: TOMORROW + HOUR, specialty: 'okulistyka', doctor: 'Piotr Zieliński' },
  { at: TOMORROW + 18 * HOUR, ...CARDIOLOGY },
  { at: TOMORROW + 17 * HOUR, program: 'checkup' },
]
const SPAN = { from: NOON, until: NOON + 30 * DAY, limit: 20 }

/** What every clinic's system does, whatever lies behind it. */
export const describeClinicSystem = (name: string, open: () => Promise<ClinicUnderTest>): void => {
  describe(`the clinic's system over ${name}`, () => {
    let clinic: ClinicUnderTest
    let system: ClinicSystem
    let anna = ''
    let jan = ''
    let slots: readonly string[] = []
    beforeEach(async () => {
      clinic = await open()
      ;({ system } = clinic)
      const ids = await clinic.give({ patients: [ANNA, JAN], slots: SLOTS })
      ;[anna = '', jan = ''] = ids.patients
      ;({ slots } = ids)
    })
    afterEach(() => clinic.close())

    const slot = (index: number): string => slots[index] ?? ''
    const listFree = async (more: object = { specialty: 'kardiologia' }): Promise<readonly string[]> =>
      (await system.findFreeTimes({ ...SPAN, ...more })).map(time => time.slot)
    const book = async (key: string, index = 0, patient = anna) => {
      const deed = await system.book({ key, patient, slot: slot(index) })
      if (deed.kind !== 'done') throw new Error(`not booked: ${deed.kind}`)
      return deed
    }

    describe('patients', () => {
      it('are found by telephone, all who have it', async () => {
        const found = await system.findPatients({ kind: 'phone', phone: '+48600000001' })
        expect(found.map(({ id }) => id).sort()).toEqual([anna, jan].sort())
        expect(await system.findPatients({ kind: 'phone', phone: '+48600000009' })).toEqual([])
      })

      it('are found by birth date and name, and by id', async () => {
        const [found, ...others] = await system.findPatients({ kind: 'identity', name: 'Anna Nowak', born: '1972-05-03' })
        expect(others).toEqual([])
        expect(found).toMatchObject({ id: anna, name: 'Anna Nowak', born: '1972-05-03', phones: ['+48600000001'] })
        expect(await system.findPatients({ kind: 'identity', name: 'Anna Nowak', born: '1972-05-04' })).toEqual([])
        expect((await system.findPatients({ kind: 'id', id: jan }))[0]?.name).toBe('Jan Kowalski')
        expect(await system.findPatients({ kind: 'id', id: 'nobody' })).toEqual([])
      })

      it('begin with a record of their own, once', async () => {
        const olena = { key: 'k1', name: 'Олена Коваль', born: '1990-02-11', phones: ['+48600000003'], language: 'uk' }
        const first = await system.register(olena)
        const again = await clinic.elsewhere.register(olena)
        expect(first).toMatchObject({ kind: 'done', patient: { name: 'Олена Коваль' } })
        expect(again).toMatchObject({ kind: 'done', patient: { id: first.kind === 'done' ? first.patient.id : '' } })
        expect(await system.findPatients({ kind: 'phone', phone: '+48600000003' })).toHaveLength(1)
      })
    })

    describe('free times', () => {
      it('come soonest first, by specialty, doctor, programme and part of the day', async () => {
        expect(await listFree()).toEqual([slot(0), slot(1), slot(3)])
        expect(await listFree({ doctor: 'Piotr Zieliński' })).toEqual([slot(2)])
        expect(await listFree({ program: 'checkup' })).toEqual([slot(4)])
        expect(await listFree({ specialty: 'kardiologia', part: 'morning' })).toEqual([slot(3)])
        expect(await listFree({ specialty: 'kardiologia', limit: 2 })).toEqual([slot(0), slot(1)])
        expect(await listFree({ specialty: 'kardiologia', from: TOMORROW + 1 })).toEqual([slot(1), slot(3)])
      })

      it('fit what a visit is', async () => {
        const { visit } = await book('k1')
        expect(await listFree({ likeVisit: visit.id })).toEqual([slot(1), slot(3)])
      })

      it('that have passed are none', async () => {
        clinic.clock.time = TOMORROW + 1
        expect(await listFree()).toEqual([slot(1), slot(3)])
      })
    })

    describe('booking', () => {
      it('takes the time, and says which visit that is and where it stands', async () => {
        const { visit, record } = await book('k1')
        expect(visit).toMatchObject({ patient: anna, at: TOMORROW, status: 'booked', specialty: 'kardiologia' })
        expect(record.id).toBe(visit.id)
        expect(record.version).toBeTypeOf('string')
        expect(await listFree()).toEqual([slot(1), slot(3)])
        expect(await system.listVisits(anna, NOON)).toEqual([visit])
        expect(await system.findVisit(visit.id)).toEqual(visit)
      })

      it('gives a time to one only, and changes nothing for the other', async () => {
        await book('k1')
        expect(await clinic.elsewhere.book({ key: 'k2', patient: jan, slot: slot(0) })).toEqual({ kind: 'taken' })
        expect(await system.listVisits(jan, NOON)).toEqual([])
      })

      it('is the same deed under the same key, in another process too', async () => {
        const { visit } = await book('k1')
        expect(await clinic.elsewhere.book({ key: 'k1', patient: anna, slot: slot(0) })).toMatchObject({
          kind: 'done',
          visit: { id: visit.id },
        })
        expect(await system.listVisits(anna, NOON)).toHaveLength(1)
      })

      it('may try another time under the key of one that was taken', async () => {
        await book('k1')
        expect(await system.book({ key: 'k2', patient: jan, slot: slot(0) })).toEqual({ kind: 'taken' })
        expect(await system.book({ key: 'k2', patient: jan, slot: slot(1) })).toMatchObject({ kind: 'done' })
      })

      it('of what is not there is refused, with a reason', async () => {
        expect(await system.book({ key: 'k1', patient: 'nobody', slot: slot(0) })).toMatchObject({ kind: 'refused' })
        expect(await system.book({ key: 'k2', patient: anna, slot: 'nowhere' })).toMatchObject({ kind: 'refused' })
        expect(await listFree()).toHaveLength(3)
      })

      it('is looked up by its key when its answer was lost', async () => {
        expect(await system.findDeed('k1')).toBe('not_done')
        const { visit } = await book('k1')
        expect(await clinic.elsewhere.findDeed('k1')).toMatchObject({ kind: 'done', visit: { id: visit.id } })
      })
    })

    describe('a hold', () => {
      it('keeps a time from others until it is booked with it', async () => {
        const held = await system.hold({ key: 'h1', slot: slot(0), until: NOON + HOUR })
        if (held.kind !== 'done') throw new Error('not held')
        expect(await listFree()).toEqual([slot(1), slot(3)])
        expect(await clinic.elsewhere.hold({ key: 'h2', slot: slot(0), until: NOON + HOUR })).toEqual({ kind: 'taken' })
        expect(await clinic.elsewhere.book({ key: 'k1', patient: jan, slot: slot(0) })).toEqual({ kind: 'taken' })
        const booked = await system.book({ key: 'k2', patient: anna, slot: slot(0), hold: held.hold })
        expect(booked.kind).toBe('done')
      })

      it('goes on when it is asked for again with its key', async () => {
        const held = await system.hold({ key: 'h1', slot: slot(0), until: NOON + HOUR })
        const longer = await clinic.elsewhere.hold({
          key: 'h1',
          slot: slot(0),
          until: NOON + 2 * HOUR,
          ...(held.kind === 'done' && { held: held.hold }),
        })
        expect(longer).toMatchObject({ kind: 'done', hold: held.kind === 'done' ? held.hold : '' })
        clinic.clock.time = NOON + HOUR
        expect(await system.book({ key: 'k1', patient: jan, slot: slot(0) })).toEqual({ kind: 'taken' })
        expect(await system.hold({ key: 'h2', slot: slot(0), until: NOON + 3 * HOUR })).toEqual({ kind: 'taken' })
      })

      it('ends by itself and by release', async () => {
        await system.hold({ key: 'h1', slot: slot(0), until: NOON + HOUR })
        clinic.clock.time = NOON + HOUR
        expect(await listFree()).toEqual([slot(0), slot(1), slot(3)])
        const held = await system.hold({ key: 'h2', slot: slot(0), until: NOON + 2 * HOUR })
        if (held.kind !== 'done') throw new Error('not held')
        await system.release({ key: 'r1', hold: held.hold })
        expect(await system.book({ key: 'k1', patient: jan, slot: slot(0) })).toMatchObject({ kind: 'done' })
      })
    })

    describe('a visit', () => {
      it('is moved: the new time is taken and the old one free, and its version is another', async () => {
        const { visit } = await book('k1')
        const moved = await system.move({ key: 'k2', visit: visit.id, slot: slot(3) })
        expect(moved).toMatchObject({ kind: 'done', visit: { id: visit.id, at: TOMORROW + 18 * HOUR, status: 'confirmed' } })
        expect(moved.kind === 'done' && moved.record.version).not.toBe(visit.record.version)
        expect(await listFree()).toEqual([slot(0), slot(1)])
        expect(await clinic.elsewhere.move({ key: 'k2', visit: visit.id, slot: slot(3) })).toMatchObject({ kind: 'done' })
      })

      it('that cannot be moved stays where it is', async () => {
        const { visit } = await book('k1')
        await book('k2', 1, jan)
        expect(await system.move({ key: 'k3', visit: visit.id, slot: slot(1) })).toEqual({ kind: 'taken' })
        expect(await system.findVisit(visit.id)).toEqual(visit)
        expect(await system.move({ key: 'k4', visit: 'none', slot: slot(3) })).toMatchObject({ kind: 'refused' })
      })

      it('is confirmed, and cancelled with its reason, which frees the time', async () => {
        const { visit } = await book('k1')
        expect(await system.confirm({ key: 'k2', visit: visit.id })).toMatchObject({
          kind: 'done',
          visit: { status: 'confirmed' },
        })
        expect(await system.cancel({ key: 'k3', visit: visit.id, reason: 'ill' })).toMatchObject({
          kind: 'done',
          visit: { status: 'cancelled' },
        })
        expect(await listFree()).toEqual([slot(0), slot(1), slot(3)])
        expect(await system.confirm({ key: 'k4', visit: visit.id })).toMatchObject({ kind: 'refused' })
        expect(await system.confirm({ key: 'k5', visit: 'none' })).toMatchObject({ kind: 'refused' })
      })

      it('is listed with its patient among those of a span', async () => {
        const first = await book('k1', 3, jan)
        const second = await book('k2', 1)
        const listed: { readonly at: number; readonly name: string }[] = []
        for await (const { visit, patient } of system.listVisitsBetween(TOMORROW, TOMORROW + 2 * DAY))
          listed.push({ at: visit.at, name: patient.name })
        expect(listed).toEqual([
          { at: second.visit.at, name: 'Anna Nowak' },
          { at: first.visit.at, name: 'Jan Kowalski' },
        ])
      })
    })

    describe('what a patient says', () => {
      it('is kept once, and leads to its record', async () => {
        const answers = { key: 'k1', patient: anna, form: 'survey', answers: { recommend: 9 } }
        const kept = await system.saveAnswers(answers)
        expect(kept).toMatchObject({ kind: 'done', record: { id: expect.any(String) as string } })
        expect(await clinic.elsewhere.saveAnswers(answers)).toEqual(kept)
        expect(
          await system.saveMeasurements({ key: 'k2', patient: anna, at: NOON, values: { systolic: 130, diastolic: 85 } }),
        ).toMatchObject({ kind: 'done' })
        expect(await system.saveConsent({ key: 'k3', patient: anna, agrees: false, at: NOON })).toMatchObject({ kind: 'done' })
        expect(
          await system.saveContact({
            key: 'k4',
            patient: anna,
            about: 'confirmations',
            channel: 'call',
            outcome: 'no_answer',
            at: NOON,
          }),
        ).toMatchObject({ kind: 'done' })
      })

      it('becomes a visit at home with a number of its own, or a task', async () => {
        const first = await system.requestHomeVisit({ key: 'k1', patient: anna, details: { complaint: 'gorączka' } })
        const again = await system.requestHomeVisit({ key: 'k1', patient: anna, details: { complaint: 'gorączka' } })
        const second = await system.requestHomeVisit({ key: 'k2', details: { complaint: 'kaszel' } })
        expect(again).toEqual(first)
        expect(first.kind === 'done' && first.number).toMatch(/^\d{3,}$/)
        expect(second.kind === 'done' && second.number).not.toBe(first.kind === 'done' && first.number)
        expect(await clinic.elsewhere.findDeed('k1')).toMatchObject({
          kind: 'done',
          number: first.kind === 'done' ? first.number : '',
        })
        const task = { key: 'k3', about: 'oddzwonić', phone: '+48600000001', isUrgent: true, dueAt: NOON + HOUR }
        expect(await system.addTask(task)).toMatchObject({ kind: 'done' })
      })
    })
  })
}
