import { createEmbeddedClinic } from '../../../src/engine/clinic/embedded/index.ts'
import { makeSlotId } from '../../../src/engine/clinic/embedded/slot-id.ts'
import type { Store } from '../../../src/engine/store/index.ts'
import { emptyStore, openTwo } from '../store/store-places.ts'
import { type ClinicUnderTest, NOON, ZONE } from './clinic-under-test.ts'

let count = 0
const newId = (): string => `id-${String(++count).padStart(8, '0')}`

/** The embedded clinic in a database that stays open between tests; `close` of a clinic only empties it. */
export const openEmbedded = async (
  place: string,
): Promise<{ readonly store: Store; open(): Promise<ClinicUnderTest>; close(): Promise<void> }> => {
  const [store, other] = await openTwo(place)
  const open = async (): Promise<ClinicUnderTest> => {
    await emptyStore(store)
    const clock = { time: NOON }
    const create = (store: Store) => createEmbeddedClinic({ store, clock: { now: () => clock.time }, newId, zone: ZONE })
    return {
      system: create(store),
      elsewhere: create(other),
      clock,
      async give({ patients, slots }) {
        const patientIds: string[] = []
        for (const { name, born, phones, language } of patients) {
          const id = newId()
          patientIds.push(id)
          const known = { id, name, born: born ?? null, gender: null, language: language ?? null, address: null, phones }
          await store.clinic.patients.save(known, clock.time)
        }
        const rows = slots.map(({ at, specialty = null, doctor = null, place = null, program = null }) => {
          const slot = { at, durationMs: null, specialty, doctor, place, program }
          return { id: makeSlotId(slot), ...slot }
        })
        await store.clinic.slots.add(rows, clock.time)
        return { patients: patientIds, slots: rows.map(({ id }) => id) }
      },
      countNotes: async patient => (await store.clinic.records.listNotes(patient, 100)).length,
      close: async () => undefined,
    }
  }
  return {
    store,
    open,
    async close() {
      await store.close()
      if (other !== store) await other.close()
    },
  }
}
