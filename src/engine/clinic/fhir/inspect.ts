import { hasCode, readConceptName } from './read-names.ts'
import type { ResourceType } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** What somebody who connects a server wants to know of it. */
export interface FhirInspection {
  readonly schedules: number
  readonly doctors: number
  /** Schedules that say neither a specialty nor a service: their times are found by doctor only. */
  readonly unspecified: number
  /** Specialties of schedules that the mapping has no name for, as the records call them. */
  readonly unnamed: readonly string[]
  /** Whom the mapping names for tasks and the server does not know, as `nurse: PractitionerRole/17`. */
  readonly unknownStaff: readonly string[]
  /** Records that the server does not let be made, and what is lost by it is not kept. */
  readonly cannotCreate: readonly ResourceType[]
  /** What others do to visits that is heard of, so that the time which is left goes down the waiting list. */
  readonly hearsOf: readonly ('cancelled' | 'moved' | 'deleted')[]
}

const CREATED: readonly ResourceType[] = [
  'Patient',
  'Appointment',
  'AppointmentResponse',
  'ServiceRequest',
  'Task',
  'QuestionnaireResponse',
  'Observation',
  'Communication',
  'Consent',
]

/** Looks at the schedules, and at what the server says of itself. */
export async function inspectServer({ directory, mapping, capabilities, connection }: FhirWorld): Promise<FhirInspection> {
  const schedules = [...(await directory.listSchedules()).values()]
  const unnamed = schedules.flatMap(({ record: { specialty = [] } }) =>
    specialty
      .filter(concept => ![...mapping.specialties.values()].some(code => hasCode([concept], code)))
      .flatMap(concept => readConceptName([concept], new Map()) ?? concept.coding?.[0]?.code ?? []),
  )
  const unknownStaff: string[] = []
  for (const [name, reference] of mapping.staff)
    if (!(await connection.isThere(reference))) unknownStaff.push(`${name}: ${reference}`)
  const showsBefore = capabilities.keepsHistory('Appointment')
  const tellsDeleted = showsBefore && capabilities.tellsDeleted('Appointment')
  return {
    schedules: schedules.length,
    doctors: new Set(schedules.flatMap(({ doctor }) => doctor ?? [])).size,
    unspecified: schedules.filter(({ record }) => record.specialty === undefined && record.serviceType === undefined).length,
    unnamed: [...new Set(unnamed)].sort(),
    unknownStaff,
    cannotCreate: CREATED.filter(type => !capabilities.canCreate(type)),
    hearsOf: ['cancelled', ...(showsBefore ? (['moved'] as const) : []), ...(tellsDeleted ? (['deleted'] as const) : [])],
  }
}
