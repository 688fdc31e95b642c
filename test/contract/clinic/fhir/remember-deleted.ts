import type { MemoryRepository } from '@medplum/fhir-router'
import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes'
import type { Handled, SeenRequest } from './exchange.ts'

type Handle = (seen: SeenRequest, text: string) => Promise<Handled>

/** Adds what R4 has of deleted records, and Medplum's router has not: `TYPE/_history?_since=`, as far as it tells of them, and what one of them was before. */
export function rememberDeleted(handle: Handle, repository: MemoryRepository): Handle {
  const deleted = new Map<string, { readonly at: string; readonly before: Bundle }>()
  return async (seen, text) => {
    const [path = '', query = ''] = seen.url.split('?', 2)
    const [type, id, history] = path.split('/')
    if (seen.method === 'DELETE' && id !== undefined) {
      const before = await repository.readHistory(type as Resource['resourceType'], id)
      deleted.set(path, { at: new Date().toISOString(), before })
    }
    const since = new URLSearchParams(query).get('_since') ?? ''
    if (seen.method === 'GET' && id === '_history') {
      const entry = [...deleted].filter(([place, { at }]) => place.startsWith(`${type}/`) && at >= since).map(describeDeletion)
      return { status: 200, body: { resourceType: 'Bundle', type: 'history', entry } satisfies Bundle }
    }
    const own = history === '_history' ? deleted.get(`${type}/${id}`) : undefined
    if (own === undefined) return handle(seen, text)
    const entry = [describeDeletion([`${type}/${id}`, own]), ...(own.before.entry ?? [])]
    return { status: 200, body: { ...own.before, entry } }
  }
}

function describeDeletion([url, { at }]: readonly [string, { readonly at: string }]): BundleEntry {
  return { request: { method: 'DELETE', url }, response: { status: '204', lastModified: at } }
}
