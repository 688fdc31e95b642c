/**
 * The HTTP API: routes of the contracts over the store, on the port of calls. In: requests with a key. Out: JSON by the contracts, files, a
 * stream of events; entries of the audit log. What takes seconds is done in a thread of its own, and all requests together are limited, so
 * that calls do not wait. The only importer of fastify. Must not know: how a call is held, jambonz, the terminal.
 */
export { createApi } from './create-api.ts'
export type { ApiSources } from './handler.ts'
