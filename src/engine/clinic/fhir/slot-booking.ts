import { bookSlot, finishBooking, ownsSlot } from './book-slot.ts'
import type { Booking } from './booking.ts'
import { cancelVisit, confirmVisit } from './change-visit.ts'
import { findFreeSlots } from './find-free-slots.ts'
import { listSlots } from './marks.ts'
import { moveVisit } from './move-visit.ts'
import { finishVisit, recordOf } from './read-visit.ts'
import { endDeed, mendVisit } from './mend-slot.ts'
import { holdSlot, releaseSlot } from './take-slot.ts'
import type { FhirWorld } from './world.ts'

/** Books by Slot and Appointment, each write over the version that was read. */
export function createSlotBooking(world: FhirWorld): Booking {
  const { connection, marks } = world
  return {
    findFreeTimes: wanted => findFreeSlots(world, wanted),
    async hold({ key, slot, until }) {
      const held = await holdSlot(world, slot, key, until)
      return held === 'taken' ? { kind: 'taken' } : { kind: 'done', record: recordOf(held), hold: writeHold(slot, key) }
    },
    async release({ hold }) {
      const { slot, key } = readHold(hold)
      await releaseSlot(world, slot, key)
    },
    book: ({ hold, ...request }) => bookSlot(world, hold === undefined ? request : { ...request, hold: readHold(hold).key }),
    move: ({ hold, ...request }) => moveVisit(world, hold === undefined ? request : { ...request, hold: readHold(hold).key }),
    cancel: request => cancelVisit(world, request),
    confirm: request => confirmVisit(world, request),
    async settle(appointment, key) {
      const state = marks.readDeed(appointment, key)
      if (state === 'done') {
        await mendVisit(world, appointment.id)
        return finishVisit(appointment, world)
      }
      // The slot decided, though the appointment does not say so yet.
      if (appointment.status === 'pending' && (await ownsSlot(world, appointment))) {
        const deed = await finishBooking(world, appointment, key, undefined)
        return deed.kind === 'taken' ? 'not_done' : deed
      }
      for await (const slot of connection.search('Slot', marks.searchOwner(appointment.id)))
        if (marks.readDeed(slot, key) !== undefined && !listSlots(appointment).includes(slot.id)) {
          const deed = await moveVisit(world, { key, visit: appointment.id, slot: slot.id })
          return deed.kind === 'taken' ? 'not_done' : deed
        }
      await connection.update(endDeed(world, appointment, key))
      return 'not_done'
    },
  }
}

/** Ids of R4 have no colon. */
function writeHold(slot: string, key: string): string {
  return `${slot}:${key}`
}

function readHold(hold: string): { readonly slot: string; readonly key: string } {
  const [, slot = '', key = ''] = /^([^:]*):(.*)$/s.exec(hold) ?? []
  return { slot, key }
}
