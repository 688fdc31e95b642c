import type { FhirMapping } from './mapping.ts'
import type { Coding, Concept, Resource } from './resources.ts'

type HumanName = NonNullable<Resource<'Patient'>['name']>[number]

/** The name that somebody goes by: the official one, or the first; given names before the family's. */
export function readHumanName(names: readonly HumanName[] | undefined): string | undefined {
  const name = names?.find(one => one.use === 'official' || one.use === 'usual') ?? names?.find(one => one.use !== 'old')
  if (name === undefined) return undefined
  const whole = [...(name.given ?? []), name.family ?? ''].join(' ').trim()
  return whole === '' || name.family === undefined ? (name.text ?? (whole === '' ? undefined : whole)) : whole
}

/** Whether one of the concepts is this code. A code without a system in the record fits any. */
export function hasCode(concepts: readonly Concept[] | undefined, wanted: Coding): boolean {
  return (concepts ?? []).some(concept =>
    concept.coding?.some(one => one.code === wanted.code && (one.system === undefined || one.system === wanted.system)),
  )
}

/** The scenario's name of the first concept that the mapping knows; else what the record calls it. */
export function readConceptName(
  concepts: readonly Concept[] | undefined,
  known: ReadonlyMap<string, Coding>,
): string | undefined {
  for (const [name, code] of known) if (hasCode(concepts, code)) return name
  const [first] = concepts ?? []
  return first?.text ?? first?.coding?.find(one => one.display !== undefined)?.display
}

/** The concept of a scenario's name; undefined when the mapping does not know it. */
export function makeConcept(name: string | undefined, known: FhirMapping['specialties']): Concept | undefined {
  const coding = name === undefined ? undefined : known.get(name)
  return coding === undefined ? undefined : { coding: [coding] }
}
