import type { ClinicSystem, Deed, DoneDeed } from '../system.ts'
import type { Kept } from './resources.ts'

/** How times are found and booked: one for each of the three levels. Contracts are those of `ClinicSystem`. */
export interface Booking
  extends Pick<ClinicSystem, 'findFreeTimes' | 'hold' | 'release' | 'book' | 'move' | 'cancel' | 'confirm'> {
  /** What became of a deed with this key that left its mark on an appointment; what was begun and decided is finished. */
  settle(appointment: Kept<'Appointment'>, key: string): Promise<Deed<DoneDeed> | 'not_done'>
}
