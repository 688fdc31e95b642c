// The clinic's own system for a clinic that has none: over tables beside the campaigns'.
// In: the store, the clock, ids, the clinic's zone. Out: a ClinicSystem whose every deed is one transaction.
// Must not know SQL, calls, scenarios.
export { createEmbeddedClinic } from './create-embedded-clinic.ts'
export type { EmbeddedClinicOptions } from './options.ts'
export { layOutSchedules } from './lay-out-schedules.ts'
export { makeSlotId } from './slot-id.ts'
