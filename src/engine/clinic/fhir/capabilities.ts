import * as z from 'zod'
import type { FhirMapping } from './mapping.ts'
import type { ResourceType } from './resources.ts'

const statement = z.looseObject({
  resourceType: z.literal('CapabilityStatement'),
  fhirVersion: z.string(),
  rest: z
    .array(
      z.looseObject({
        mode: z.string(),
        resource: z
          .array(
            z.looseObject({
              type: z.string(),
              interaction: z.array(z.looseObject({ code: z.string() })).optional(),
              versioning: z.string().optional(),
              conditionalCreate: z.boolean().optional(),
              operation: z.array(z.looseObject({ name: z.string() })).optional(),
            }),
          )
          .optional(),
        operation: z.array(z.looseObject({ name: z.string() })).optional(),
      }),
    )
    .optional(),
})

/**
 * How times can be booked. `operations`: the server finds, holds and books (`$find`, `$hold`, `$book`). `slots`: it keeps Slot and
 * Appointment, and a PUT with `If-Match` decides who was first. `tasks`: it is only read, and its staff books.
 */
export type BookingLevel = 'operations' | 'slots' | 'tasks'

/** What the server can do, as far as it matters here. */
export interface Capabilities {
  readonly booking: BookingLevel
  canRead(type: ResourceType): boolean
  canCreate(type: ResourceType): boolean
  /** Whether it shows what a record was before. */
  keepsHistory(type: ResourceType): boolean
  /** Whether it tells which records were deleted. */
  tellsDeleted(type: ResourceType): boolean
  /** Whether it heeds `If-None-Exist`. */
  createsOnce(type: ResourceType): boolean
}

/** Reads a CapabilityStatement; undefined when it is none of FHIR R4. */
export function readCapabilities(answer: unknown, mapping: Pick<FhirMapping, 'booking'>): Capabilities | undefined {
  const read = statement.safeParse(answer)
  if (!read.success || !read.data.fhirVersion.startsWith('4.0')) return undefined
  const rest = read.data.rest?.find(one => one.mode === 'server')
  const resources = new Map(rest?.resource?.map(one => [one.type, one]) ?? [])
  const can = (type: ResourceType, code: string): boolean =>
    resources.get(type)?.interaction?.some(interaction => interaction.code === code) ?? false
  const operations = new Set(
    [...(resources.get('Appointment')?.operation ?? []), ...(rest?.operation ?? [])].map(({ name }) => name.replace(/^\$/, '')),
  )
  const hasOperations = ['find', 'hold', 'book'].every(name => operations.has(name))
  // A server that keeps no versions cannot know that a record was changed meanwhile.
  const hasVersions = (type: ResourceType): boolean => resources.get(type)?.versioning !== 'no-version'
  const hasSlots =
    can('Slot', 'update') &&
    can('Appointment', 'create') &&
    can('Appointment', 'update') &&
    hasVersions('Slot') &&
    hasVersions('Appointment')
  return {
    booking: mapping.booking === 'detect' ? (hasOperations ? 'operations' : hasSlots ? 'slots' : 'tasks') : mapping.booking,
    canRead: type => can(type, 'read') || can(type, 'search-type'),
    canCreate: type => can(type, 'create'),
    keepsHistory: type => can(type, 'history-instance'),
    tellsDeleted: type => can(type, 'history-type'),
    createsOnce: type => resources.get(type)?.conditionalCreate ?? false,
  }
}
