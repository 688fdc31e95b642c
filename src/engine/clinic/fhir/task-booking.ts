import type { Deed } from '../system.ts'
import { addTask } from './add-task.ts'
import type { Booking } from './booking.ts'
import { findFreeSlots } from './find-free-slots.ts'
import { finishVisit } from './read-visit.ts'
import type { FhirWorld } from './world.ts'

/** Where the clinic's records are only read: what callers want becomes a task for its staff. */
export function createTaskBooking(world: FhirWorld): Booking {
  const leave = async (key: string, about: string, focus: string, patient?: string): Promise<Deed<never>> => {
    const task = await addTask(world, { key, about, focus, ...(patient !== undefined && { patient }) })
    return task.kind === 'done' ? { kind: 'for_staff', record: task.record } : task
  }
  return {
    findFreeTimes: async wanted => (world.capabilities.canRead('Slot') ? findFreeSlots(world, wanted) : []),
    hold: async () => ({ kind: 'refused', reason: 'read_only' }),
    release: async () => {},
    book: ({ key, patient, slot, note }) =>
      leave(key, ['Book this time for the patient.', note].filter(Boolean).join('\n'), `Slot/${slot}`, patient),
    move: ({ key, visit, slot }) => leave(key, `Move the visit to Slot/${slot}.`, `Appointment/${visit}`),
    cancel: ({ key, visit, reason }) =>
      leave(key, ['Cancel the visit.', reason].filter(Boolean).join('\n'), `Appointment/${visit}`),
    confirm: ({ key, visit }) => leave(key, 'The patient confirmed the visit.', `Appointment/${visit}`),
    settle: appointment => finishVisit(appointment, world),
  }
}
