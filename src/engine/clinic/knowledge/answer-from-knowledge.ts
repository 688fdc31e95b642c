import { DateTime } from 'luxon'
import type { ServiceAnswer, ServiceRequest, Services } from '../../call/ports.ts'
import { zoneOf } from '../../clinic-zone.ts'
import { ClinicError } from '../clinic-error.ts'
import type { ClinicFact, Doctor } from '../system.ts'
import { findFact } from './find-fact.ts'
import { addDoctors } from './add-doctors.ts'
import { findSpecialty } from './find-specialty.ts'
import { NO_SPECIALTIES, type Specialties } from './read-specialties.ts'

/** What the clinic says of itself. */
export interface ClinicKnowledge {
  readonly facts: readonly ClinicFact[]
  /** Facts that the clinic's own system tells; where `facts` answer too, they win. */
  readonly systemFacts?: readonly ClinicFact[]
  /** Doctors of the clinic's own system; those whom specialties.yaml does not name are meant by their names. */
  readonly systemDoctors?: readonly Doctor[]
  readonly specialties: Specialties
}

/** Of a clinic that has said nothing. */
export const NO_KNOWLEDGE: ClinicKnowledge = { facts: [], specialties: NO_SPECIALTIES }

/**
 * Answers `find_fact` and `find_specialty`, as their contracts say; undefined for every other service. `now` in epoch ms and the zone tell how
 * old somebody is.
 */
export function answerFromKnowledge(
  knowledge: ClinicKnowledge,
  { contract, input }: Pick<ServiceRequest, 'contract' | 'input'>,
  world: { readonly now: number; readonly zone: string },
): ServiceAnswer | undefined {
  if (contract.name === 'find_fact') {
    const fact = findKnown(knowledge, String(input.topic ?? ''), readWords(input.words))
    if (fact === undefined) return { result: 'unknown', values: {} }
    if (fact.text === undefined) return { result: 'for_staff', values: {} }
    return { result: 'done', values: { answer: fact.text } }
  }
  if (contract.name === 'find_specialty') {
    const known = addDoctors(knowledge.specialties, knowledge.systemDoctors)
    const found = findSpecialty(known, readWords(input.wish), readAge(input.born, world))
    if (found.kind !== 'found') return { result: found.kind, values: {} }
    const { specialty, doctor } = found
    const values = { specialty: specialty.name, called: specialty.called }
    return { result: 'done', values: doctor === undefined ? values : { ...values, doctor: { name: doctor } } }
  }
  return undefined
}

/** What is said of the subject, by the file before the system; then what is said of the topic in general. */
function findKnown(
  { facts, systemFacts = [], specialties }: ClinicKnowledge,
  topic: string,
  words: string,
): ClinicFact | undefined {
  const isOfSubject = (fact: ClinicFact): boolean => fact.words !== undefined
  return (
    findFact(facts.filter(isOfSubject), topic, words) ??
    findFact(
      systemFacts.filter(isOfSubject).map(fact => addDoctorsWords(fact, specialties)),
      topic,
      words,
    ) ??
    findFact([...facts, ...systemFacts], topic, words)
  )
}

/** A doctor's fact is meant by whatever specialties.yaml says that callers call them. */
function addDoctorsWords(fact: ClinicFact, { specialties }: Specialties): ClinicFact {
  const names = new Set(Object.values(fact.words ?? {}).flat())
  const others = specialties.flatMap(({ doctors }) => doctors.filter(({ name }) => names.has(name)).flatMap(one => one.words))
  return others.length === 0 ? fact : { ...fact, words: { ...fact.words, others } }
}

/** `find_fact` and `find_specialty` as services, for a clinic whose own system does the rest; any other rejects with a `ClinicError`. */
export function createKnowledgeServices(
  knowledge: () => ClinicKnowledge,
  world: { now(): number; readonly zone: string },
): Services {
  return {
    call(request) {
      const answer = answerFromKnowledge(knowledge(), request, { now: world.now(), zone: world.zone })
      if (answer !== undefined) return answer
      return Promise.reject(new ClinicError('clinic/unknown_service', 'the clinic has no such service'))
    },
  }
}

function readWords(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** In whole years; undefined when the birth date is not known. */
function readAge(born: unknown, { now, zone }: { readonly now: number; readonly zone: string }): number | undefined {
  if (typeof born !== 'string') return undefined
  const from = DateTime.fromISO(born, { zone: zoneOf(zone) })
  return from.isValid ? Math.floor(DateTime.fromMillis(now, { zone: zoneOf(zone) }).diff(from, 'years').years) : undefined
}
