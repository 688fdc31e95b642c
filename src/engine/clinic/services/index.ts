// The services that scenarios ask for, over any clinic's own system.
// In: a ClinicSystem, requests by the contracts of scenarios-yaml/services. Out: answers that lead to the record that was changed.
// Must not know which system it is, calls, steps, spoken texts.
export { type ClinicServicesOptions, createClinicServices } from './create-clinic-services.ts'
