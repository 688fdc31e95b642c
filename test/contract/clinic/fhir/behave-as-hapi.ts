import { randomUUID } from 'node:crypto'
import { getSearchParameter } from '@medplum/core'
import type { MemoryRepository } from '@medplum/fhir-router'
import type { Bundle, BundleEntry, OperationOutcome, Resource } from '@medplum/fhirtypes'
import type { Handled, SeenRequest } from './exchange.ts'

type Handle = (seen: SeenRequest, text: string) => Promise<Handled>

const REUSED_MS = 60_000
const MOST_A_PAGE = 200
const CONTROL = new Set(['_count', '_sort', '_lastUpdated', '_id', '_offset', '_total'])

/**
 * What HAPI's JPA server does otherwise, as its source and documentation of release 8 have it, over the same records:
 * - what a search found is given to whoever asks the same within a minute, unless with `Cache-Control: no-cache`;
 * - further pages lie at the base, under a token; a page has 200 records at most;
 * - versions are numbers; a write over another version is 409, not 412;
 * - a record that refers to one that is not there is refused; so is a search by what it does not know.
 */
export function behaveAsHapi(
  handle: Handle,
  { repository, base }: { readonly repository: MemoryRepository; base(): string },
): Handle {
  const versions = new Map<string, string[]>()
  const found = new Map<string, { readonly at: number; readonly ids: readonly string[] }>()
  const pages = new Map<string, readonly string[]>()

  const numberOf = ({ resourceType, id, meta }: Resource): string => {
    const place = `${resourceType}/${id}`
    const known = versions.get(place) ?? []
    versions.set(place, known)
    const version = meta?.versionId ?? ''
    if (!known.includes(version)) known.push(version)
    return String(known.indexOf(version) + 1)
  }
  const number = <T extends Resource>(resource: T): T => ({
    ...resource,
    meta: { ...resource.meta, versionId: numberOf(resource) },
  })
  const readAll = async (ids: readonly string[]): Promise<Resource[]> => {
    const records = await Promise.all(ids.map(reference => repository.readReference({ reference }).catch(() => undefined)))
    return records.filter(one => one !== undefined) as Resource[]
  }
  const givePage = async (ids: readonly string[], from: number, count: number): Promise<Handled> => {
    const token = randomUUID()
    pages.set(token, ids)
    const entry = (await readAll(ids.slice(from, from + count))).map((resource): BundleEntry => ({ resource: number(resource) }))
    const next = `${base()}?_getpages=${token}&_getpagesoffset=${from + count}&_count=${count}&_bundletype=searchset`
    const body: Bundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry,
      link: [{ relation: 'self', url: base() }, ...(from + count < ids.length ? [{ relation: 'next' as const, url: next }] : [])],
    }
    return { status: 200, body }
  }
  const search = async (seen: SeenRequest): Promise<Handled> => {
    const [type = '', query = ''] = seen.url.split('?', 2)
    const params = new URLSearchParams(query)
    for (const name of params.keys())
      if (!CONTROL.has(name) && getSearchParameter(type, name.split(':')[0] ?? '') === undefined)
        return refuse(400, 'processing', `HAPI-0524: Unknown search parameter "${name}" for resource type "${type}"`)
    const count = Math.min(Number(params.get('_count') ?? '20'), MOST_A_PAGE)
    params.delete('_count')
    const key = `${type}?${params}`
    const known = found.get(key)
    const isReused = !String(seen.headers['cache-control'] ?? '').includes('no-cache')
    if (isReused && known !== undefined && Date.now() - known.at < REUSED_MS) return givePage(known.ids, 0, count)
    params.set('_count', '100000')
    const whole = await handle({ ...seen, url: `${type}?${params}` }, '')
    if (whole.status !== 200) return whole
    const ids = ((whole.body as Bundle).entry ?? []).map(({ resource }) => `${resource?.resourceType}/${resource?.id}`)
    found.set(key, { at: Date.now(), ids })
    return givePage(ids, 0, count)
  }
  const findMissing = async (text: string): Promise<string | undefined> => {
    const references = [...text.matchAll(/"reference":"([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)"/g)].map(([, place = '']) => place)
    for (const reference of references)
      if ((await repository.readReference({ reference }).catch(() => undefined)) === undefined) return reference
    return undefined
  }

  return async (seen, text) => {
    if (seen.method === 'GET' && seen.url.startsWith('?_getpages=')) {
      const params = new URLSearchParams(seen.url.slice(1))
      const ids = pages.get(params.get('_getpages') ?? '')
      if (ids === undefined) return refuse(410, 'processing', 'HAPI-2418: Search ID does not exist or has expired')
      return givePage(ids, Number(params.get('_getpagesoffset')), Number(params.get('_count')))
    }
    if (seen.method === 'GET' && /^[A-Z]\w+(\?|$)/.test(seen.url)) return search(seen)
    const missing = seen.method === 'GET' ? undefined : await findMissing(text)
    if (missing !== undefined) return refuse(400, 'processing', `HAPI-1094: Resource ${missing} not found`)
    const [, wanted] = /^W\/"(\d+)"$/.exec(seen.headers['if-match'] ?? '') ?? []
    const version = versions.get(seen.url)?.[Number(wanted) - 1] ?? 'none'
    const headers = wanted === undefined ? seen.headers : { ...seen.headers, 'if-match': `W/"${version}"` }
    const answer = await handle({ ...seen, headers }, text)
    if (answer.status === 412 && wanted !== undefined)
      return refuse(409, 'processing', `HAPI-0989: Trying to update ${seen.url} but this is not the current version`)
    const body = answer.body as Resource
    if (body.resourceType === 'Bundle')
      return {
        ...answer,
        body: { ...body, entry: body.entry?.map(one => (one.resource ? { ...one, resource: number(one.resource) } : one)) },
      }
    if (body.resourceType === 'OperationOutcome' || body.meta?.versionId === undefined) return answer
    const numbered = number(body)
    const place = `${base()}/${body.resourceType}/${body.id}/_history/${numbered.meta?.versionId}`
    return { ...answer, body: numbered, etag: `W/"${numbered.meta?.versionId}"`, ...(answer.location && { location: place }) }
  }
}

function refuse(status: number, code: 'processing', diagnostics: string): Handled {
  const body: OperationOutcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] }
  return { status, body }
}
