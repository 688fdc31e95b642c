import { listSlots } from './marks.ts'
import type { Kept } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** What a crash left is somebody else's work until it is so old, ms: longer than any time-out and retry. */
export const STALE_MS = 2 * 60_000

/**
 * Gives back a slot that Trucada took for an appointment which does not have it any more: cancelled, moved away, or never made because a
 * process died. True when the slot is free now. A slot that others took, and one whose deed may be under way, is left as it is.
 */
export async function mendSlot(world: FhirWorld, slot: Kept<'Slot'>): Promise<boolean> {
  const owner = world.marks.readOwner(slot)
  if (slot.status !== 'busy' || owner === undefined) return false
  const appointment = await world.connection.read('Appointment', owner)
  if (appointment !== undefined && !(await isOver(world, appointment, slot.id))) return false
  // Staff may have given the time to somebody else without looking at the mark.
  if ((await listUsed(world, [slot.id])).size > 0) return false
  return (await freeSlot(world, slot)) === 'written'
}

/** Whether an appointment has no claim to a slot; a deed that died under way is ended first, so that it cannot go on afterwards. */
async function isOver(world: FhirWorld, appointment: Kept<'Appointment'>, slot: string): Promise<boolean> {
  const { connection, marks, now } = world
  if (appointment.status === 'cancelled' || appointment.status === 'entered-in-error') return true
  const underWay = marks.findUnderWay(appointment)
  if (underWay === undefined) return !listSlots(appointment).includes(slot)
  if (now() - underWay.since < STALE_MS) return false
  const ended = await connection.update<'Appointment'>(endDeed(world, appointment, underWay.key))
  return ended.kind === 'written' && (ended.resource.status === 'entered-in-error' || !listSlots(ended.resource).includes(slot))
}

/** A booking that came to nothing was never one; a move that came to nothing leaves the visit where it is. */
export function endDeed({ marks }: FhirWorld, appointment: Kept<'Appointment'>, key: string): Kept<'Appointment'> {
  const identifier = [...marks.withoutDeed(appointment, key)]
  return { ...appointment, identifier, ...(appointment.status === 'pending' && { status: 'entered-in-error' }) }
}

/** Which of these slots an appointment has; a booking under way has none before it took it. */
export async function listUsed({ connection, marks }: FhirWorld, slots: readonly string[]): Promise<ReadonlySet<string>> {
  const used = new Set<string>()
  if (slots.length === 0) return used
  const params = { slot: slots.map(id => `Slot/${id}`).join(','), status: 'booked,arrived,checked-in,fulfilled,pending' }
  for await (const one of connection.search('Appointment', params))
    if (one.status !== 'pending' || marks.findUnderWay(one) === undefined) for (const slot of listSlots(one)) used.add(slot)
  return used
}

/** Frees a slot that was read. */
export async function freeSlot({ connection, marks }: FhirWorld, slot: Kept<'Slot'>): Promise<'written' | 'changed' | 'refused'> {
  return (await connection.update<'Slot'>({ ...slot, status: 'free', identifier: [...marks.withoutMarks(slot)] })).kind
}

/** Gives back every slot that an appointment had of Trucada and has no more. */
export async function mendVisit(world: FhirWorld, appointment: string): Promise<void> {
  for await (const slot of world.connection.search('Slot', world.marks.searchOwner(appointment))) await mendSlot(world, slot)
}

/**
 * Sees to what crashes left since an instant: deeds that nobody goes on with are ended, and slots that no visit has any more are free again.
 * Every deed writes its appointment before it takes a slot, so that looking at what was written lately finds them all. Returns how many
 * appointments it looked at.
 */
export async function mendSince(world: FhirWorld, since: number): Promise<number> {
  const { connection, marks, mapping, now } = world
  const { deeds, visits } = mapping.identifiers
  const _lastUpdated = `ge${connection.atServer(since)}`
  let looked = 0
  for await (const appointment of connection.search('Appointment', { identifier: `${deeds}|`, _lastUpdated })) {
    looked += 1
    const underWay = marks.findUnderWay(appointment)
    if (underWay !== undefined && now() - underWay.since < STALE_MS) continue
    if (underWay !== undefined) await connection.update(endDeed(world, appointment, underWay.key))
    await mendVisit(world, appointment.id)
  }
  for await (const slot of connection.search('Slot', { identifier: `${visits}|`, status: 'busy', _lastUpdated }))
    await mendSlot(world, slot)
  return looked
}
