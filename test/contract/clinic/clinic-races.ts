import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClinicSystem, Visit } from '../../../src/engine/clinic/index.ts'
import { type ClinicUnderTest, DAY, HOUR, NOON } from './clinic-under-test.ts'

const PATIENTS = 10
const SLOTS = 14
/** Each patient has a visit to begin with, the first so many slots; the rest is free and fought over. */
const WANTED = SLOTS - PATIENTS + 2

/** Many contenders for few times: each of a time's visits is one, and nobody who had a visit is left without. */
export const describeClinicRaces = (name: string, open: () => Promise<ClinicUnderTest>, runs: number): void => {
  describe(`races for the times of ${name}`, () => {
    const choices = fc.array(
      fc.record({
        patient: fc.nat(PATIENTS - 1),
        slot: fc.integer({ min: SLOTS - WANTED, max: SLOTS - 1 }),
        deed: fc.constantFrom('move', 'hold', 'book'),
        elsewhere: fc.boolean(),
        twice: fc.boolean(),
      }),
      { minLength: 30, maxLength: 50 },
    )

    it('leave no time with two visits and no patient without one', { timeout: 60_000 }, () =>
      fc.assert(
        fc.asyncProperty(choices, async contenders => {
          const clinic = await open()
          const { patients, slots } = await clinic.give({
            patients: Array.from({ length: PATIENTS }, (_, index) => ({
              name: `Pacjent ${'ABCDEFGHIJ'[index]}`,
              phones: [`+4860000000${index}`],
            })),
            slots: Array.from({ length: SLOTS }, (_, index) => ({
              at: NOON + DAY + index * HOUR,
              specialty: 'kardiologia',
              doctor: 'Ewa Wiśniewska',
            })),
          })
          const first: Visit[] = []
          for (const [index, patient] of patients.entries()) {
            const booked = await clinic.system.book({ key: `first ${index}`, patient, slot: slots[index] ?? '' })
            if (booked.kind === 'done') first.push(booked.visit)
          }
          expect(first).toHaveLength(PATIENTS)
          const contend = async (system: ClinicSystem, index: number): Promise<string> => {
            const { patient, slot: wanted, deed } = contenders[index] ?? { patient: 0, slot: 0, deed: 'move' }
            const slot = slots[wanted] ?? ''
            const key = `key ${index}`
            if (deed === 'book') return (await system.book({ key, patient: patients[patient] ?? '', slot })).kind
            const held = deed === 'hold' ? await system.hold({ key: `${key} hold`, slot, until: NOON + HOUR }) : undefined
            if (held !== undefined && held.kind !== 'done') return held.kind
            const visit = first[patient]?.id ?? ''
            return (await system.move({ key, visit, slot, ...(held && { hold: held.hold }) })).kind
          }
          const results = await Promise.all(
            contenders.flatMap(({ elsewhere, twice }, index) => {
              const system = elsewhere ? clinic.elsewhere : clinic.system
              // A second try of the same deed, as after a lost answer.
              return [contend(system, index), ...(twice ? [contend(clinic.system, index)] : [])]
            }),
          )
          expect(results.filter(result => result !== 'done' && result !== 'taken')).toEqual([])
          const active: Visit[] = []
          for (const [index, patient] of patients.entries()) {
            const own = (await clinic.system.listVisits(patient, NOON)).filter(({ status }) => status !== 'cancelled')
            const bookings = contenders.filter(one => one.deed === 'book' && one.patient === index).length
            expect(own.length).toBeGreaterThanOrEqual(1)
            expect(own.length).toBeLessThanOrEqual(1 + bookings)
            expect(own.map(({ id }) => id)).toContain(first[index]?.id)
            active.push(...own)
          }
          expect(new Set(active.map(({ at }) => at)).size).toBe(active.length)
          const free = await clinic.system.findFreeTimes({ from: NOON, until: NOON + 30 * DAY, limit: 100 })
          const stillHeld = SLOTS - free.length - active.length
          expect(stillHeld).toBeGreaterThanOrEqual(0)
          for (const { at } of free) expect(active.map(visit => visit.at)).not.toContain(at)
          await clinic.close()
        }),
        { numRuns: runs, seed: 6 },
      ),
    )
  })
}
