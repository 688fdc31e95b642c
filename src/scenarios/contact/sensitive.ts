import { typeAt } from '../conditions/index.ts'
import type { ScenarioDocument } from '../model/documents.ts'
import type { Fields } from '../model/data-type.ts'

/** The block that makes sure who is on the line. */
export const IDENTITY_BLOCK = 'blocks/identity'
/** Its result when it is the person that the call is about. */
export const CONFIRMED = 'confirmed'

/** Tells whether a path of a contact may not be told to just anybody: everything but the names and numbers of people on top or of the patient. */
export function isSensitive(gets: Fields, path: string): boolean {
  const [root = path, member] = path.split('.')
  if (!Object.hasOwn(gets, root)) return false
  const type = gets[root]
  if (type?.kind === 'person' || type?.kind === 'phone') return false
  const isPatient = root === 'patient' || root === 'person' || root === 'caller'
  const part = member === undefined ? undefined : typeAt(gets, `${root}.${member}`)
  return !(isPatient && (part === undefined || part.kind === 'person' || part.kind === 'phone'))
}

/** Tells whether a scenario makes sure who is on the line, and so may speak of health afterwards. */
export function asksIdentity(scenario: ScenarioDocument): boolean {
  return [...scenario.steps.values()].some(step => step.verb === 'use' && step.block === IDENTITY_BLOCK)
}
