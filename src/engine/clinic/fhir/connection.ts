import { Client, type RequestOptions } from 'fhir-kit-client'
import { OperationalError } from '../../operational-error.ts'
import { type Kept, RESOURCES, type Resource, type ResourceType } from './resources.ts'
import type { SignOn } from './sign-on.ts'

/** Search parameters; a list is several parameters of one name, which all must hold. */
export type SearchParams = Readonly<Record<string, string | readonly string[]>>

/**
 * What came of writing. `changed`: the record is not what it was when it was read (412 or 409), and nothing was written; `refused`: the
 * server will not have it, `reason` being the codes of its `OperationOutcome`, since its words may name the patient.
 */
export type Written<T extends ResourceType> =
  | { readonly kind: 'written'; readonly resource: Kept<T> }
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly reason: string }

/** Requests to the FHIR server. Everything rejects with an `OperationalError` when the server cannot be reached, is too slow or fails. */
export interface Connection {
  read<T extends ResourceType>(type: T, id: string): Promise<Kept<T> | undefined>
  /** All that match, page by page; records that do not fit R4 are passed over. */
  search<T extends ResourceType>(type: T, params: SearchParams): AsyncIterable<Kept<T>>
  /**
   * `ifNoneExist`: a search by which the server knows that it has the record already; that record is then the answer. `isSafe`: the server
   * is known to look at it, so that a request whose answer was lost may be sent again.
   */
  create<T extends ResourceType>(resource: Resource<T>, ifNoneExist: SearchParams, isSafe: boolean): Promise<Written<T>>
  /** Only over the very version that was read. */
  update<T extends ResourceType>(resource: Kept<T>): Promise<Written<T>>
  /** `Appointment/$book`. Never tried again: who asks finds out first what came of it. */
  operate(
    path: string,
    parameters: readonly object[],
  ): Promise<
    | { readonly kind: 'returned'; readonly appointments: readonly Kept<'Appointment'>[] }
    | Exclude<Written<never>, { kind: 'written' }>
  >
  /** The server's CapabilityStatement, as it is. */
  readCapabilities(): Promise<unknown>
}

/** What a connection is made of. */
export interface ConnectionOptions {
  readonly server: string
  readonly timeoutMs: number
  /** Records a page. */
  readonly page: number
  readonly signOn: SignOn
  wait(ms: number): Promise<unknown>
}

/** Waits between tries of what may be tried again, ms: a caller is on the line. */
const WAITS_MS = [150, 600]
const LONGEST_WAIT_MS = 2000
/** A server that leads on without end is not followed. */
const MOST_PAGES = 1000

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The same request twice does what it does once. */
  readonly isSafe: boolean
}
type Answer =
  | { readonly kind: 'ok'; readonly body: unknown; readonly headers: Headers | undefined }
  | { readonly kind: 'status'; readonly status: number; readonly body: unknown }

/** Creates a connection. `PATCH` is not among its requests: a server may pass over the `If-Match` of one. */
export function createConnection(options: ConnectionOptions): Connection {
  const { server, signOn } = options
  const client = new Client({ baseUrl: server })

  const sendOnce = async ({ method, url, body, headers }: Request): Promise<Answer & { readonly waitMs?: number }> => {
    const token = await signOn.token()
    try {
      const answered = await client.request(url, {
        method,
        ...(body !== undefined && { body }),
        options: {
          redirect: 'error',
          signal: AbortSignal.timeout(options.timeoutMs),
          headers: {
            ...(body !== undefined && { 'content-type': 'application/fhir+json', prefer: 'return=representation' }),
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...headers,
          },
        } satisfies RequestOptions,
      })
      return { kind: 'ok', body: answered, headers: Client.httpFor(answered).response?.headers }
    } catch (error) {
      const failure = readFailure(error)
      if (failure === undefined) throw error
      if (failure.status === 401 && token !== undefined && signOn.forget(token)) return { ...failure, waitMs: 0 }
      return failure
    }
  }
  const send = async (request: Request): Promise<Answer> => {
    for (let tries = 0; ; tries += 1) {
      const waitMs = WAITS_MS[tries]
      let answer: Answer & { readonly waitMs?: number }
      try {
        answer = await sendOnce(request)
      } catch (error) {
        if (error instanceof OperationalError) throw error
        if (!request.isSafe || waitMs === undefined) throw explainNoAnswer(error)
        await options.wait(waitMs)
        continue
      }
      if (answer.kind === 'ok') return answer
      // The client reports what is no JSON with the status that it came with.
      if (answer.status < 300) throw explainNoFhir()
      if (answer.status === 401 || answer.status === 403) {
        // A token may end at any time; a new one is tried once.
        if (answer.waitMs === 0 && tries === 0) continue
        throw explainNotAllowed(answer.status)
      }
      // 429 and 503 say that nothing was done; after other failures that is not known.
      const isAway = answer.status === 429 || answer.status === 503
      if (!isAway && answer.status < 500) return answer
      if (waitMs === undefined || !(isAway || request.isSafe)) throw explainFailure(answer.status)
      await options.wait(Math.min(answer.waitMs ?? waitMs, LONGEST_WAIT_MS))
    }
  }
  const read = async (url: string): Promise<Answer> => send({ method: 'GET', url, isSafe: true })
  const readOne = async <T extends ResourceType>(type: T, id: string): Promise<Kept<T> | undefined> => {
    const answer = await read(`${type}/${encodeURIComponent(id)}`)
    if (answer.kind === 'ok') return readKept(type, answer)
    if (answer.status === 404 || answer.status === 410) return undefined
    throw explainFailure(answer.status)
  }
  const readWritten = async <T extends ResourceType>(type: T, answer: Answer, id?: string): Promise<Written<T>> => {
    if (answer.kind === 'status') return readRefused(answer)
    // A server may answer without the record in spite of `Prefer`.
    const place = id ?? /([^/]+)(?:\/_history\/[^/]+)?$/.exec(answer.headers?.get('location') ?? '')?.[1]
    const isEmpty = (answer.body as { readonly resourceType?: unknown }).resourceType !== type
    const resource = isEmpty && place !== undefined ? await readOne(type, place) : readKept(type, answer)
    if (resource === undefined) throw explainFailure(404)
    return { kind: 'written', resource }
  }

  return {
    read: readOne,
    async *search(type, params) {
      let url: string | undefined = `${type}?${writeQuery({ ...params, _count: String(options.page) })}`
      for (let pages = 0; url !== undefined; pages += 1) {
        if (pages >= MOST_PAGES) throw new OperationalError('clinic/endless', 'A search at the clinic’s FHIR server has no end.')
        const answer = await read(url)
        if (answer.kind !== 'ok') throw explainFailure(answer.status)
        const bundle = RESOURCES.Bundle.safeParse(answer.body)
        if (!bundle.success) throw explainNoFhir(bundle.error)
        for (const { resource } of bundle.data.entry ?? []) {
          const kept = resource?.resourceType === type ? RESOURCES[type].safeParse(resource) : undefined
          if (kept?.success === true && kept.data.id !== undefined) yield kept.data as Kept<typeof type>
        }
        url = readNextPage(bundle.data, server, url)
      }
    },
    async create<T extends ResourceType>(resource: Resource<T>, ifNoneExist: SearchParams, isSafe: boolean) {
      const body = validate(resource)
      const url = resource.resourceType
      return readWritten(
        url as T,
        await send({ method: 'POST', url, body, headers: { 'if-none-exist': writeQuery(ifNoneExist) }, isSafe }),
      )
    },
    async update<T extends ResourceType>(resource: Kept<T>) {
      const version = resource.meta?.versionId
      if (version === undefined)
        throw new OperationalError('clinic/no-version', 'The clinic’s FHIR server gives its records no versions.', {
          remedy: 'Set booking: tasks in clinic-fhir.yaml: without versions a time could be booked twice.',
        })
      const body = validate(resource)
      const url = `${resource.resourceType}/${encodeURIComponent(resource.id)}`
      const answer = await send({ method: 'PUT', url, body, headers: { 'if-match': `W/"${version}"` }, isSafe: true })
      return readWritten(resource.resourceType as T, answer, resource.id)
    },
    async operate(path, parameters) {
      const answer = await send({
        method: 'POST',
        url: path,
        body: { resourceType: 'Parameters', parameter: parameters },
        isSafe: false,
      })
      if (answer.kind !== 'ok') return readRefused(answer)
      const appointments = listReturned(answer.body).flatMap(one => {
        const kept = RESOURCES.Appointment.safeParse(one)
        return kept.success && kept.data.id !== undefined ? [kept.data as Kept<'Appointment'>] : []
      })
      return { kind: 'returned', appointments }
    },
    async readCapabilities() {
      const answer = await read('metadata')
      if (answer.kind !== 'ok') throw explainFailure(answer.status)
      return answer.body
    },
  }
}

function writeQuery(params: SearchParams): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) for (const one of [value].flat()) query.append(name, one as string)
  return query.toString()
}

/** What is sent is held against R4 first: a fault here is ours, and no server should have to find it. */
function validate<T extends ResourceType>(resource: Resource<T>): unknown {
  const read = RESOURCES[resource.resourceType].safeParse(resource)
  if (read.success) return read.data
  throw new Error(`a ${resource.resourceType} that is no R4: ${read.error.issues.map(issue => issue.path.join('.')).join(', ')}`)
}

function readKept<T extends ResourceType>(type: T, { body, headers }: Answer & { readonly kind: 'ok' }): Kept<T> {
  const read = RESOURCES[type].safeParse(body)
  if (!read.success || read.data.id === undefined) throw explainNoFhir(read.error)
  const kept = read.data as Kept<T>
  const version = /^(?:W\/)?"(.+)"$/.exec(headers?.get('etag') ?? '')?.[1] ?? kept.meta?.versionId
  return version === undefined ? kept : { ...kept, meta: { ...kept.meta, versionId: version } }
}

function readRefused({ status, body }: Answer & { readonly kind: 'status' }): Exclude<Written<never>, { kind: 'written' }> {
  if (status === 409 || status === 412) return { kind: 'changed' }
  return { kind: 'refused', reason: `${status} ${listIssues(body)}`.trim() }
}

/** Codes and places of an OperationOutcome: `required Appointment.slot`. */
function listIssues(body: unknown): string {
  const { issue } = (typeof body === 'object' && body !== null ? body : {}) as { readonly issue?: unknown }
  if (!Array.isArray(issue)) return ''
  return issue
    .slice(0, 5)
    .map(({ code, expression }: { readonly code?: unknown; readonly expression?: unknown }) =>
      [code, Array.isArray(expression) ? expression[0] : undefined]
        .filter(word => typeof word === 'string' && /^[\w.[\]-]{1,80}$/.test(word))
        .join(' '),
    )
    .filter(words => words !== '')
    .join(', ')
}

/** An operation answers with a Bundle, with Parameters around one, or with the resource itself. */
function listReturned(body: unknown): readonly unknown[] {
  const { resourceType, entry, parameter } = (body ?? {}) as {
    readonly resourceType?: string
    readonly entry?: readonly { readonly resource?: unknown }[]
    readonly parameter?: readonly { readonly resource?: unknown }[]
  }
  if (resourceType === 'Bundle') return (entry ?? []).map(one => one.resource)
  if (resourceType === 'Parameters') return (parameter ?? []).flatMap(one => listReturned(one.resource))
  return [body]
}

function readNextPage(bundle: Resource<'Bundle'>, server: string, current: string): string | undefined {
  const next = bundle.link?.find(link => link.relation === 'next')?.url
  if (next === undefined || next === current) return undefined
  // The token goes nowhere else than to the server that it is for.
  const address = new URL(next, `${server}/`)
  if (address.origin !== new URL(server).origin)
    throw new OperationalError('clinic/foreign-page', 'The clinic’s FHIR server leads to another server for its next page.', {
      facts: { origin: address.origin },
      remedy: 'Have the server give links with the address that stands in clinic-fhir.yaml as server.',
    })
  return address.href
}

function readFailure(error: unknown): (Answer & { readonly kind: 'status'; readonly waitMs?: number }) | undefined {
  const { response, config } = (error ?? {}) as {
    readonly response?: { readonly status: number; readonly data: unknown }
    readonly config?: { readonly headers?: Headers }
  }
  if (response === undefined) return undefined
  const after = Number(config?.headers?.get('retry-after') ?? Number.NaN)
  return {
    kind: 'status',
    status: response.status,
    body: response.data,
    ...(Number.isFinite(after) && after > 0 && { waitMs: after * 1000 }),
  }
}

function explainNoAnswer(error: unknown): OperationalError {
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  return new OperationalError(
    isLate ? 'clinic/too-slow' : 'clinic/unreachable',
    isLate ? 'The clinic’s FHIR server did not answer in time.' : 'The clinic’s FHIR server cannot be reached.',
    {
      retryable: true,
      cause: error,
      remedy: 'See whether the server runs and whether server in clinic-fhir.yaml is its address.',
    },
  )
}

function explainNotAllowed(status: number): OperationalError {
  return new OperationalError('clinic/not-allowed', 'The clinic’s FHIR server does not let Trucada do this.', {
    facts: { status },
    remedy:
      'See whether the token is valid, and whether its scope allows to read and write what docs/guides/connect-your-clinic.md lists.',
  })
}

function explainFailure(status: number): OperationalError {
  return new OperationalError('clinic/failed', 'The clinic’s FHIR server failed.', {
    retryable: status >= 500 || status === 429,
    facts: { status },
    remedy: 'The log of that server says why.',
  })
}

function explainNoFhir(cause?: unknown): OperationalError {
  return new OperationalError('clinic/no-fhir', 'The clinic’s FHIR server answers something that is no FHIR R4.', {
    cause,
    remedy: 'Give as server in clinic-fhir.yaml the base address for R4: it often ends in /r4 or /fhir.',
  })
}
