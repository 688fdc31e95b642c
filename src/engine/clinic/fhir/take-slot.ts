import { listSlots } from './marks.ts'
import { freeSlot, listUsed, mendSlot } from './mend-slot.ts'
import type { Kept } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** Tries over a record that others change at the same time. */
export const MOST_TRIES = 8

/** A slot is free, or held by nobody but the one who asks, or its hold has ended by itself. */
export function isTakeable({ marks, now }: FhirWorld, slot: Kept<'Slot'>, hold: string | undefined): boolean {
  if (Date.parse(slot.start) <= now()) return false
  if (slot.status === 'free') return true
  const held = marks.readHold(slot)
  // Tentative without our mark is somebody else's hold, of which nothing is known.
  return slot.status === 'busy-tentative' && held !== undefined && (held.key === hold || held.until <= now())
}

/**
 * A slot that can be taken, or that is the appointment's already; undefined when it is not free. A slot may say that it is free while an
 * appointment has it: its server does not keep slots, or a transaction failed half-way. Whose ever that is, it is not booked twice.
 */
export async function findTakeable(
  world: FhirWorld,
  id: string,
  { hold, appointment }: { readonly hold?: string | undefined; readonly appointment?: string },
): Promise<Kept<'Slot'> | undefined> {
  const slot = await world.connection.read('Slot', id)
  if (slot === undefined) return undefined
  if (appointment !== undefined && slot.status === 'busy' && world.marks.readOwner(slot) === appointment) return slot
  if (!isTakeable(world, slot, hold) && !(await mendSlot(world, slot))) return undefined
  return (await listUsed(world, [id])).size > 0 ? undefined : slot
}

/**
 * Takes a slot for an appointment: the one write that decides who was first. Always writes, also a slot that is the appointment's already,
 * so that who judged the slot before does not give it away.
 */
export async function takeSlot(
  world: FhirWorld,
  id: string,
  { appointment, key, hold }: { readonly appointment: string; readonly key: string; readonly hold: string | undefined },
): Promise<Kept<'Slot'> | 'taken'> {
  const { connection, marks, now } = world
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const slot = await connection.read('Slot', id)
    if (slot === undefined) return 'taken'
    const isOurs = slot.status === 'busy' && marks.readOwner(slot) === appointment
    if (!isOurs && !isTakeable(world, slot, hold)) {
      if (await mendSlot(world, slot)) continue
      return 'taken'
    }
    const identifier = [...marks.withOwner(slot, appointment, key, now())]
    const written = await connection.update<'Slot'>({ ...slot, status: 'busy', identifier })
    if (written.kind === 'written') return written.resource
    if (written.kind === 'refused') return 'taken'
  }
  return 'taken'
}

/** Holds a slot for a key until an instant; again for the same key, longer. */
export async function holdSlot(world: FhirWorld, id: string, key: string, until: number): Promise<Kept<'Slot'> | 'taken'> {
  const { connection, marks } = world
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if ((await findTakeable(world, id, { hold: key })) === undefined) return 'taken'
    const slot = await connection.read('Slot', id)
    if (slot === undefined || !isTakeable(world, slot, key)) continue
    const identifier = [...marks.withHold(slot, key, until)]
    const written = await connection.update<'Slot'>({ ...slot, status: 'busy-tentative', identifier })
    if (written.kind === 'written') return written.resource
    if (written.kind === 'refused') return 'taken'
  }
  return 'taken'
}

/** Ends a hold. A slot that the key does not hold any more is left as it is. */
export async function releaseSlot(world: FhirWorld, id: string, key: string): Promise<void> {
  const { connection, marks } = world
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const slot = await connection.read('Slot', id)
    if (slot?.status !== 'busy-tentative' || marks.readHold(slot)?.key !== key) return
    if ((await freeSlot(world, slot)) !== 'changed') return
  }
}

/** Marks the slots of an appointment as its own, also those that others took for it, so that they can be given back when it leaves them. */
export async function adoptSlots(world: FhirWorld, appointment: Kept<'Appointment'>, key: string): Promise<void> {
  const { connection, marks, now } = world
  for (const id of listSlots(appointment))
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const slot = await connection.read('Slot', id)
      if (slot?.status !== 'busy' || marks.readOwner(slot) !== undefined) break
      const identifier = [...marks.withOwner(slot, appointment.id, key, now())]
      if ((await connection.update<'Slot'>({ ...slot, identifier })).kind !== 'changed') break
    }
}
