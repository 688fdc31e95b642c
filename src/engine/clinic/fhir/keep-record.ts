import type { Written } from './connection.ts'
import type { Identifier, Kept, Resource, ResourceType } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** Resources whose identifier Trucada can mark and search; a QuestionnaireResponse has one identifier only. */
export type MarkedType = Exclude<
  ResourceType,
  'Bundle' | 'Practitioner' | 'PractitionerRole' | 'Location' | 'HealthcareService' | 'Schedule' | 'Subscription'
>

/** The record of a deed, if the server has one. */
export async function findByDeed<T extends MarkedType>(world: FhirWorld, type: T, key: string): Promise<Kept<T> | undefined> {
  for await (const record of world.connection.search(type, world.marks.searchDeed(key))) return record
  return undefined
}

/**
 * Makes the record of a deed once: `If-None-Exist` by the deed's key has the server answer with the record that it has already. A server
 * that does not heed it is asked before.
 */
export async function keepOnce<T extends MarkedType>(world: FhirWorld, key: string, resource: Resource<T>): Promise<Written<T>> {
  const type = resource.resourceType as T
  const isSafe = world.capabilities.createsOnce(type)
  const known = isSafe ? undefined : await findByDeed(world, type, key)
  if (known !== undefined) return { kind: 'written', resource: known }
  const written = await world.connection.create(resource, world.marks.searchDeed(key), isSafe)
  if (written.kind !== 'changed') return written
  // Several records have the key: the server heeds it only most of the time. Whichever comes first is the deed's.
  const first = await findByDeed(world, type, key)
  return first === undefined ? { kind: 'refused', reason: '412' } : { kind: 'written', resource: first }
}

/** The identifier of a new record, which says of what deed it comes. */
export function markNew(world: FhirWorld, key: string): Identifier[] {
  return [...world.marks.withDeed({}, key, 'done', world.now())]
}
