import type { ClinicFact } from '../system.ts'
import type { Kept, Resource } from './resources.ts'
import type { FhirWorld } from './world.ts'

/** What the records tell of the clinic itself: its places and its services, in the language that they are kept in. */
export async function listFacts({ connection, capabilities, mapping }: FhirWorld): Promise<readonly ClinicFact[]> {
  const { language } = mapping
  const facts: ClinicFact[] = []
  const add = (topic: string, text: string, { id, name, meta }: Kept<'Location'> | Kept<'HealthcareService'>): void => {
    const verified = meta?.lastUpdated?.slice(0, 10)
    if (text !== '')
      facts.push({
        key: `${topic}.${id}`,
        topic,
        ...(name !== undefined && { words: { [language]: [name] } }),
        text: { [language]: text },
        ...(verified !== undefined && { verified }),
      })
  }
  if (capabilities.canRead('Location'))
    for await (const place of connection.search('Location', { status: 'active' })) add('place', describePlace(place), place)
  if (capabilities.canRead('HealthcareService'))
    for await (const service of connection.search('HealthcareService', { active: 'true' }))
      add('service', [service.comment, service.extraDetails].filter(Boolean).join(' '), service)
  return facts
}

/** `Poradnia Leśna, Leśna 4, 30-001 Kraków, 12 345 67 89`; nothing when there is no address. */
function describePlace({ name, address, telecom }: Resource<'Location'>): string {
  const town = [address?.postalCode, address?.city].filter(Boolean).join(' ')
  const where = [...(address?.line ?? []), town].filter(Boolean)
  const phone = telecom?.find(({ system }) => system === 'phone')?.value
  return where.length === 0 ? '' : [name, ...where, phone].filter(Boolean).join(', ')
}
