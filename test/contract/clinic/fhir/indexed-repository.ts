import { allOk, created, multipleMatches, OperationOutcomeError, type SearchRequest, type WithId } from '@medplum/core'
import { type CreateResourceOptions, MemoryRepository } from '@medplum/fhir-router'
import type { Bundle, OperationOutcome, Resource } from '@medplum/fhirtypes'

/** Search parameters by which records are looked up at once. */
const INDEXED = ['identifier', 'slot', 'schedule', '_id']

/**
 * Medplum's repository with an index: its own search looks at every record, which thousands of slots and visits would not bear. Which of
 * the candidates match is still judged by Medplum. As there, a write is in force when its function returns, before its promise resolves.
 */
export class IndexedRepository extends MemoryRepository {
  readonly #places = new Map<string, Set<string>>()
  readonly #keys = new Map<string, readonly string[]>()

  override createResource<T extends Resource>(
    resource: T,
    options?: CreateResourceOptions,
    update?: boolean,
  ): Promise<WithId<T>> {
    const whole = { ...resource, id: resource.id ?? this.generateId() }
    const kept = super.createResource<T>(whole, options, update)
    this.#index(whole)
    return kept
  }

  override async deleteResource(resourceType: string, id: string): Promise<void> {
    for (const key of this.#keys.get(`${resourceType}/${id}`) ?? []) this.#places.get(key)?.delete(`${resourceType}/${id}`)
    await super.deleteResource(resourceType, id)
  }

  override async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const places = this.#findPlaces(request)
    if (places === undefined) return super.search(request)
    const few = new MemoryRepository()
    await few.withSeeding(async () => {
      for (const place of places) await few.createResource(await this.readReference({ reference: place }))
    })
    return few.search(request)
  }

  override async conditionalCreate<T extends Resource>(
    resource: T,
    search: SearchRequest<T>,
    options?: CreateResourceOptions,
  ): Promise<{ resource: WithId<T>; outcome: OperationOutcome }> {
    const places = search.filters?.length === 1 ? this.#findPlaces(search) : undefined
    if (places === undefined) return super.conditionalCreate(resource, search, options)
    const [place, ...others] = places
    if (others.length > 0) throw new OperationOutcomeError(multipleMatches)
    if (place !== undefined) return { resource: await this.readReference<T>({ reference: place }), outcome: allOk }
    return { resource: await this.createResource(resource, options), outcome: created }
  }

  #index(record: Resource & { readonly id: string }): void {
    const place = `${record.resourceType}/${record.id}`
    for (const key of this.#keys.get(place) ?? []) this.#places.get(key)?.delete(place)
    const keys = listKeys(record)
    this.#keys.set(place, keys)
    for (const key of keys) {
      const places = this.#places.get(key) ?? new Set()
      places.add(place)
      this.#places.set(key, places)
    }
  }

  #findPlaces(request: SearchRequest): readonly string[] | undefined {
    const filter = request.filters?.find(({ code, value }) => INDEXED.includes(code) && !value.endsWith('|'))
    if (filter === undefined) return undefined
    const values = filter.value.split(',')
    return [...new Set(values.flatMap(value => [...(this.#places.get(`${request.resourceType} ${filter.code} ${value}`) ?? [])]))]
  }
}

function listKeys(record: Resource & { readonly id: string }): readonly string[] {
  const { identifier, slot, schedule } = record as {
    readonly identifier?: unknown
    readonly slot?: readonly { readonly reference?: string }[]
    readonly schedule?: { readonly reference?: string }
  }
  const type = record.resourceType
  // A QuestionnaireResponse has one identifier, others a list.
  const identifiers = [identifier ?? []].flat() as readonly { readonly system?: string; readonly value?: string }[]
  return [
    `${type} _id ${record.id}`,
    ...identifiers.map(({ system, value }) => `${type} identifier ${system}|${value}`),
    ...(Array.isArray(slot) ? slot.map(({ reference }) => `${type} slot ${reference}`) : []),
    ...(schedule?.reference === undefined ? [] : [`${type} schedule ${schedule.reference}`]),
  ]
}
