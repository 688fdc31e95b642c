import { OperationalError } from '../../operational-error.ts'
import type { Patient, Visit, VisitsOnly } from '../system.ts'
import type { SearchParams } from './connection.ts'
import { isReachable, readPatient } from './read-patient.ts'
import { readVisit } from './read-visit.ts'
import type { FhirWorld } from './world.ts'

/** Patients that are asked for at once: a search has one address, which has an end. */
const AT_ONCE = 50

/** Visits that a search finds, page by page. */
export async function* searchVisits(world: FhirWorld, params: SearchParams): AsyncIterable<Visit> {
  for await (const record of world.connection.search('Appointment', params)) {
    const visit = await readVisit(record, world)
    if (visit !== undefined) yield visit
  }
}

/** Visits that begin in a span, with their patients; whose patient has no record any more, or is dead, is left out. */
export async function* listVisitsBetween(
  world: FhirWorld,
  from: number,
  until: number,
  { program }: VisitsOnly = {},
): AsyncIterable<{ readonly visit: Visit; readonly patient: Patient }> {
  const patients = new Map<string, Patient>()
  const withPatients = async (
    visits: readonly Visit[],
  ): Promise<readonly { readonly visit: Visit; readonly patient: Patient }[]> => {
    const unknown = [...new Set(visits.map(({ patient }) => patient))].filter(id => !patients.has(id))
    if (unknown.length > 0)
      for await (const record of world.connection.search('Patient', { _id: unknown.join(',') }))
        if (isReachable(record)) patients.set(record.id, readPatient(record, world))
    return visits.flatMap(visit => {
      const patient = patients.get(visit.patient)
      return patient === undefined ? [] : [{ visit, patient }]
    })
  }
  const coding = program === undefined ? undefined : world.mapping.programs.get(program)
  if (program !== undefined && coding === undefined) throw explainNoProgram(program)
  const date = [`ge${new Date(from).toISOString()}`, `lt${new Date(until).toISOString()}`]
  let some: Visit[] = []
  const only = coding && { 'service-type': `${coding.system}|${coding.code}` }
  for await (const visit of searchVisits(world, { date, ...only, _sort: 'date' })) {
    // A server may pass over what it was asked for.
    if (visit.at < from || visit.at >= until || (program !== undefined && visit.program !== program)) continue
    some.push(visit)
    if (some.length < AT_ONCE) continue
    yield* await withPatients(some)
    some = []
  }
  yield* await withPatients(some)
}

function explainNoProgram(program: string): OperationalError {
  return new OperationalError(
    'clinic/unknown-program',
    `Nothing says how the clinic’s server calls the programme “${program}”.`,
    {
      remedy: 'Add it to programs in clinic-fhir.yaml, with the code of serviceType.',
    },
  )
}
