import { createHash } from 'node:crypto'
import type { NewClinicSlot } from '../../store/index.ts'

/** The same time is the same slot, from a schedule or a list: a doctor has one at a time, a place without doctors one of each kind. */
export function makeSlotId({ at, doctor, specialty, place, program }: Omit<NewClinicSlot, 'id'>): string {
  const whose = doctor === null ? [specialty, place, program] : [doctor]
  return createHash('sha256')
    .update(JSON.stringify([at, ...whose]))
    .digest('base64url')
    .slice(0, 22)
}
