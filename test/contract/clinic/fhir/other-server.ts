import type { Bundle, Resource } from '@medplum/fhirtypes'

/** Records that the suites write, each before those that it may refer to. */
const TYPES = [
  'AppointmentResponse',
  'Task',
  'Communication',
  'Consent',
  'Observation',
  'QuestionnaireResponse',
  'ServiceRequest',
  'Appointment',
  'Slot',
  'Schedule',
  'PractitionerRole',
  'HealthcareService',
  'Location',
  'Practitioner',
  'Patient',
]
/** More than any test leaves: such a server is somebody's. */
const MOST_PATIENTS = 100

/** A FHIR server of somebody else's for tests, filled and emptied by plain requests. */
export interface OtherServer {
  readonly url: string
  add<T extends Resource>(resource: T): Promise<T & { readonly id: string }>
  close(): Promise<void>
}

/** Opens the server, and deletes what is there of the kinds that tests write. Rejects where more patients are there than tests leave. */
export async function openOtherServer(url: string): Promise<OtherServer> {
  const ask = async <T>(path: string, method = 'GET', body?: object): Promise<T> => {
    const response = await fetch(path.startsWith('http') ? path : `${url}/${path}`, {
      method,
      headers: { 'content-type': 'application/fhir+json', 'cache-control': 'no-cache', prefer: 'return=representation' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? {} : await response.json()) as T
  }
  const listIds = async (type: string): Promise<readonly string[]> => {
    const ids: string[] = []
    for (let path: string | undefined = `${type}?_count=100`; path !== undefined; ) {
      const bundle: Bundle = await ask(path)
      ids.push(...(bundle.entry ?? []).flatMap(({ resource }) => resource?.id ?? []))
      path = bundle.link?.find(({ relation }) => relation === 'next')?.url
    }
    return ids
  }
  const { length } = await listIds('Patient')
  if (length > MOST_PATIENTS)
    throw new Error(`${url} has ${length} patients: it is no server for tests, and nothing was deleted.`)
  for (const type of TYPES) for (const id of await listIds(type)) await ask(`${type}/${id}`, 'DELETE')
  return { url, add: resource => ask(resource.resourceType, 'POST', resource), close: async () => undefined }
}
