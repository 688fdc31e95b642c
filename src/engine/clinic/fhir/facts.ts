import { tellAddress, tellDoctorsHours, tellOpenHours, type OpenHours } from '../knowledge/index.ts'
import type { ClinicFact } from '../system.ts'
import { readId } from './marks.ts'
import { readConceptName, readHumanName } from './read-names.ts'
import { readHours } from './read-hours.ts'
import type { Kept, Resource } from './resources.ts'
import type { FhirWorld } from './world.ts'

/**
 * What the records tell of the clinic itself: where its places are and when they and its services are open, when its doctors are in, and what
 * a service asks of patients where the mapping says of what its comments are. In every language, apart from comments that nobody translated.
 * `verified` is the day on which the record was last written.
 */
export async function listFacts(world: FhirWorld): Promise<readonly ClinicFact[]> {
  return [...(await listPlaces(world)), ...(await listServices(world)), ...(await listDoctors(world))]
}

// Records that say nothing of being in use are: a search for those that say so would pass them over.

async function listPlaces({ connection, capabilities, mapping }: FhirWorld): Promise<readonly ClinicFact[]> {
  if (!capabilities.canRead('Location')) return []
  const facts: ClinicFact[] = []
  for await (const place of connection.search('Location', {})) {
    const { name } = place
    if (name === undefined || (place.status !== undefined && place.status !== 'active')) continue
    const about = { words: { [mapping.language]: [name, ...(place.alias ?? [])] }, ...readVerified([place]) }
    const address = describeAddress(place)
    const phone = place.telecom?.find(({ system, use }) => system === 'phone' && use !== 'old')?.value
    if (address !== '')
      facts.push({ key: `place.${place.id}`, topic: 'place', text: tellAddress(name, address, phone), ...about })
    const hours = readHours(
      (place.hoursOfOperation ?? []).map(({ openingTime, closingTime, ...rest }) => ({
        ...rest,
        from: openingTime,
        until: closingTime,
      })),
    )
    if (hours.length > 0) facts.push({ key: `hours.${place.id}`, topic: 'hours', text: tellOpenHours(name, hours), ...about })
  }
  return facts
}

async function listServices({ connection, capabilities, mapping }: FhirWorld): Promise<readonly ClinicFact[]> {
  if (!capabilities.canRead('HealthcareService')) return []
  const facts: ClinicFact[] = []
  for await (const service of connection.search('HealthcareService', {})) {
    const { id, name, comment } = service
    if (name === undefined || service.active === false) continue
    const about = { words: { [mapping.language]: [name] }, ...readVerified([service]) }
    const hours = readHours((service.availableTime ?? []).map(nameTimes))
    if (hours.length > 0) facts.push({ key: `hours.${id}`, topic: 'hours', text: tellOpenHours(name, hours), ...about })
    const topic = mapping.serviceComment
    if (topic !== undefined && comment !== undefined && comment.trim() !== '')
      facts.push({ key: `${topic}.${id}`, topic, text: { [mapping.language]: comment, ...readTranslations(service) }, ...about })
  }
  return facts
}

/** Doctors by all their roles: one may work at several places. */
async function listDoctors({ connection, capabilities, directory, mapping }: FhirWorld): Promise<readonly ClinicFact[]> {
  if (!capabilities.canRead('PractitionerRole')) return []
  const roles = new Map<string, Kept<'PractitionerRole'>[]>()
  for await (const role of connection.search('PractitionerRole', {})) {
    const id = readId(role.practitioner, 'Practitioner')
    if (id !== undefined && role.active !== false) roles.set(id, [...(roles.get(id) ?? []), role])
  }
  const facts: ClinicFact[] = []
  for (const [id, own] of roles) {
    const known = await connection.read('Practitioner', id)
    const name = readHumanName(known?.name) ?? own[0]?.practitioner?.display
    const places = new Set(own.flatMap(({ location }) => location?.[0]?.reference ?? []))
    const hours: OpenHours[] = []
    for (const { availableTime = [], location } of own) {
      const place = places.size > 1 ? await directory.nameOf('Location', location ?? []) : undefined
      hours.push(...readHours(availableTime.map(nameTimes), place))
    }
    if (name === undefined || hours.length === 0) continue
    const family = known?.name?.find(one => one.family !== undefined)?.family ?? name.split(/\s+/).at(-1) ?? name
    const only = own.flatMap(({ specialty }) => readConceptName(specialty, mapping.specialties) ?? [])
    const alone = only.filter(one => countWith(roles, one, mapping.specialties) === 1)
    facts.push({
      key: `hours.${id}`,
      topic: 'hours',
      words: { [mapping.language]: [...new Set([name, family, ...alone])] },
      text: tellDoctorsHours(name, hours),
      ...readVerified(own),
    })
  }
  return facts
}

/** How many doctors have a specialty: only where it is one do its hours tell when he is in. */
function countWith(
  roles: ReadonlyMap<string, readonly Kept<'PractitionerRole'>[]>,
  specialty: string,
  known: FhirWorld['mapping']['specialties'],
): number {
  return [...roles.values()].filter(own => own.some(role => readConceptName(role.specialty, known) === specialty)).length
}

const nameTimes = ({
  availableStartTime,
  availableEndTime,
  ...rest
}: NonNullable<Resource<'PractitionerRole'>['availableTime']>[number]) => ({
  ...rest,
  from: availableStartTime,
  until: availableEndTime,
})

/** The day of the oldest of records: nothing of them is known later. */
function readVerified(records: readonly { readonly meta?: { readonly lastUpdated?: string | undefined } | undefined }[]): {
  readonly verified?: string
} {
  const [oldest] = records.flatMap(({ meta }) => meta?.lastUpdated?.slice(0, 10) ?? []).sort()
  return oldest === undefined ? {} : { verified: oldest }
}

/** `Leśna 4, Kraków`; without the post code, which nobody wants to hear. Nothing when there is no address. */
function describeAddress({ address }: Resource<'Location'>): string {
  return [...(address?.line ?? []), address?.city].filter(Boolean).join(', ')
}

/** Of a comment, by HL7's extension for translations. https://hl7.org/fhir/R4/extension-translation.html */
function readTranslations({ _comment }: Resource<'HealthcareService'>): Readonly<Record<string, string>> {
  const translations = (_comment?.extension ?? []).filter(
    ({ url }) => url === 'http://hl7.org/fhir/StructureDefinition/translation',
  )
  return Object.fromEntries(
    translations.flatMap(({ extension = [] }): [string, string][] => {
      const language = extension.find(({ url }) => url === 'lang')?.valueCode?.slice(0, 2)
      const content = extension.find(({ url }) => url === 'content')
      const text = content?.valueString ?? content?.valueMarkdown
      return language === undefined || text === undefined ? [] : [[language, text]]
    }),
  )
}
