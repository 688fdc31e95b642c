// What the clinic knows without looking into anybody's records: its facts, and whom to see with what. In: facts.yaml, specialties.yaml,
// questions in the caller's words. Out: facts, specialties, findings. Must not know: calls, patients, the clinic's system.
export { answerFromKnowledge, type ClinicKnowledge, createKnowledgeServices, NO_KNOWLEDGE } from './answer-from-knowledge.ts'
export { readFacts } from './read-facts.ts'
export { readSpecialties } from './read-specialties.ts'
export { type OpenHours, tellAddress, tellDoctorsHours, tellOpenHours, type Weekday } from './tell-hours.ts'
