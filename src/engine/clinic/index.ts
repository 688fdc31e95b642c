// The clinic behind the services' port; for now one that lives in memory.
// In: a fixture (YAML text), the clock, the zone, service requests. Out: answers by the services' contracts, and the clinic's state.
// Must not know: calls, steps, languages, the file system.
export type { NameMatcher } from './choose-patient.ts'
export { type ClinicServicesOptions, createClinicServices } from './services/index.ts'
export { defineServices, type ServiceFunction } from './define-services.ts'
export { type ClinicKnowledge, createKnowledgeServices, NO_KNOWLEDGE, readFacts, readSpecialties } from './knowledge/index.ts'
export { createMemoryClinic } from './memory/create-memory-clinic.ts'
export { type ClinicFixture, readClinicFixture } from './memory/fixture.ts'
export type {
  ClinicFact,
  ClinicSystem,
  Deed,
  Doctor,
  DoneDeed,
  FreeTime,
  Keyed,
  LeftTime,
  NewPatient,
  Patient,
  PatientContact,
  PatientHint,
  StaffTask,
  TimesWanted,
  Visit,
} from './system.ts'
