// The clinic behind the services' port; for now one that lives in memory.
// In: a fixture (YAML text), the clock, the zone, service requests. Out: answers by the services' contracts, and the clinic's state.
// Must not know: calls, steps, languages, the file system.
export { ClinicError } from './clinic-error.ts'
export { createMemoryClinic, type MemoryClinic } from './create-memory-clinic.ts'
export { type ClinicFixture, type ClinicPatient, type FixtureProblem, readClinicFixture } from './fixture.ts'
export type { ClinicNote, ClinicState, ClinicVisit } from './state.ts'
