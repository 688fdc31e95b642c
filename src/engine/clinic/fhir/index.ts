// The clinic's own system behind FHIR R4; fhir-kit-client is imported here alone.
// In: the text of clinic-fhir.yaml, secrets, the clock, deeds with their keys. Out: what the server's records say, deeds done once, findings.
// Must not know: calls, campaigns, scenarios, the file system.
export { type FhirClinic, type FhirClinicOptions, openFhirClinic } from './create-fhir-clinic.ts'
export type { FhirInspection } from './inspect.ts'
export { type FhirMapping, type MappingReading, readFhirMapping } from './mapping.ts'
export { buildFhirManual } from './mapping-manual.ts'
export type { FhirSecrets } from './sign-on.ts'
