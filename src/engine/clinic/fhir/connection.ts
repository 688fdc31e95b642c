import { Client, type RequestOptions } from 'fhir-kit-client'
import { OperationalError } from '../../operational-error.ts'
import {
  explainEndless,
  explainFailure,
  explainFaulty,
  explainForeignPage,
  explainMoved,
  explainNoAnswer,
  explainNoFhir,
  explainNotAllowed,
  explainNoVersion,
} from './connection-errors.ts'
import { readId } from './marks.ts'
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
  /** Whether a record is there, of whatever kind: `PractitionerRole/17`. */
  isThere(reference: string): Promise<boolean>
  /** A record as it was and is, the newest first. */
  history<T extends ResourceType>(type: T, id: string): AsyncIterable<Kept<T>>
  /** Ids of records that were deleted since an instant of the server's clock. */
  listDeleted(type: ResourceType, since: string): AsyncIterable<string>
  /** An instant (epoch ms) by the server's clock, for searches by `_lastUpdated`: what changed since then is there, however its clock goes. */
  atServer(at: number): string
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
  /** Epoch ms. */
  now(): number
  wait(ms: number): Promise<unknown>
}

/** Waits between tries of what may be tried again, ms: a caller is on the line. */
const WAITS_MS = [150, 600]
const LONGEST_WAIT_MS = 2000
/** `Date` and `lastUpdated` are not of the same instant. */
const CLOCK_GRAIN_MS = 1500
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
/** Of one try: with the wait that the server asks for, and whither it leads. */
type Tried = Answer & { readonly waitMs?: number; readonly origin?: string }

/** Creates a connection. `PATCH` is not among its requests: a server may pass over the `If-Match` of one. */
export function createConnection(options: ConnectionOptions): Connection {
  const { server, signOn } = options
  const client = new Client({ baseUrl: server })
  let aheadMs = 0
  /** `Date` has whole seconds: half a one is the best guess of the rest. */
  const noteClock = (headers: Headers | undefined): void => {
    const at = Date.parse(headers?.get('date') ?? '')
    if (!Number.isNaN(at)) aheadMs = at + 500 - options.now()
  }

  const sendOnce = async ({ method, url, body, headers }: Request): Promise<Tried> => {
    const token = await signOn.token()
    try {
      const answered = await client.request(url, {
        method,
        ...(body !== undefined && { body }),
        options: {
          redirect: 'manual',
          signal: AbortSignal.timeout(options.timeoutMs),
          headers: {
            // HAPI gives what a search found a minute ago to whoever asks the same: a time could be booked by what was.
            ...(method === 'GET' && { 'cache-control': 'no-cache' }),
            ...(body !== undefined && { 'content-type': 'application/fhir+json', prefer: 'return=representation' }),
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...headers,
          },
        } satisfies RequestOptions,
      })
      const { headers: answeredWith } = Client.httpFor(answered).response ?? {}
      noteClock(answeredWith)
      return { kind: 'ok', body: answered, headers: answeredWith }
    } catch (error) {
      const failure = readFailure(error, options.now())
      // The client cannot hold an answer that is no object: null, a number.
      if (error instanceof TypeError && error.cause === undefined) throw explainNoFhir()
      if (failure === undefined) throw error
      if (failure.status === 401 && token !== undefined && signOn.forget(token)) return { ...failure, waitMs: 0 }
      return failure
    }
  }
  const send = async (request: Request): Promise<Answer> => {
    for (let tries = 0; ; tries += 1) {
      const waitMs = WAITS_MS[tries]
      let answer: Tried
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
      if (answer.status < 400) throw explainMoved(answer.status, answer.origin)
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
    const resource = !isOf(answer.body, type) && place !== undefined ? await readOne(type, place) : readKept(type, answer)
    if (resource === undefined) throw explainFailure(404)
    return { kind: 'written', resource }
  }

  async function* readPages<T extends ResourceType>(type: T, first: string): AsyncIterable<Kept<T>> {
    for await (const { resource } of readEntries(first)) {
      const kept = resource?.resourceType === type ? RESOURCES[type].safeParse(resource) : undefined
      if (kept?.success === true && kept.data.id !== undefined) yield kept.data as Kept<T>
    }
  }

  async function* readEntries(first: string): AsyncIterable<NonNullable<Resource<'Bundle'>['entry']>[number]> {
    const seen = new Set<string>()
    for (let url: string | undefined = first; url !== undefined; ) {
      if (seen.has(url) || seen.size >= MOST_PAGES) throw explainEndless()
      seen.add(url)
      const answer = await read(url)
      if (answer.kind !== 'ok') throw explainFailure(answer.status)
      const bundle = RESOURCES.Bundle.safeParse(answer.body)
      if (!bundle.success) throw explainNoFhir(bundle.error)
      yield* bundle.data.entry ?? []
      url = readNextPage(bundle.data, server)
    }
  }

  return {
    read: readOne,
    search: (type, params) => readPages(type, `${type}?${writeQuery({ ...params, _count: String(options.page) })}`),
    async isThere(reference) {
      const answer = await read(reference)
      if (answer.kind === 'ok') return true
      if (answer.status === 404 || answer.status === 410) return false
      throw explainFailure(answer.status)
    },
    async *listDeleted(type, since) {
      const asked = writeQuery({ _since: since, _count: String(options.page) })
      for await (const { request } of readEntries(`${type}/_history?${asked}`)) {
        const id = request?.method === 'DELETE' ? readId({ reference: request.url }, type) : undefined
        if (id !== undefined) yield id
      }
    },
    history: (type, id) => readPages(type, `${type}/${encodeURIComponent(id)}/_history?_count=${options.page}`),
    atServer: at => new Date(at + aheadMs - CLOCK_GRAIN_MS).toISOString(),
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
      if (version === undefined) throw explainNoVersion()
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
      // Every FHIR server has it: where it is not, there is none.
      if (answer.kind !== 'ok') throw explainNoFhir()
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
  if (!read.success && isOf(body, type)) throw explainFaulty(type, body, read.error)
  if (!read.success || read.data.id === undefined) throw explainNoFhir(read.error)
  const kept = read.data as Kept<T>
  const version = /^(?:W\/)?"(.+)"$/.exec(headers?.get('etag') ?? '')?.[1] ?? kept.meta?.versionId
  return version === undefined ? kept : { ...kept, meta: { ...kept.meta, versionId: version } }
}

function isOf(body: unknown, type: ResourceType): body is { readonly id?: unknown } {
  return typeof body === 'object' && body !== null && 'resourceType' in body && body.resourceType === type
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

function readNextPage(bundle: Resource<'Bundle'>, server: string): string | undefined {
  const next = bundle.link?.find(link => link.relation === 'next')?.url
  if (next === undefined) return undefined
  const address = URL.parse(next, `${server}/`)
  if (address === null) throw explainEndless()
  // The token goes nowhere else than to the server that it is for.
  if (address.origin !== new URL(server).origin) throw explainForeignPage(address.origin)
  return address.href
}

function readFailure(error: unknown, now: number): (Tried & { readonly kind: 'status' }) | undefined {
  const { response, config } = (error ?? {}) as {
    readonly response?: { readonly status: number; readonly data: unknown }
    readonly config?: { readonly headers?: Headers; readonly url?: string }
  }
  if (response === undefined) return undefined
  const waitMs = readRetryAfter(config?.headers?.get('retry-after') ?? undefined, now)
  const origin = URL.parse(config?.headers?.get('location') ?? '', config?.url)?.origin
  return {
    kind: 'status',
    status: response.status,
    body: response.data,
    ...(waitMs !== undefined && { waitMs }),
    ...(origin !== undefined && { origin }),
  }
}

/** `Retry-After`: seconds, or a date. */
function readRetryAfter(written: string | undefined, now: number): number | undefined {
  if (written === undefined) return undefined
  const waitMs = /^\d+$/.test(written) ? Number(written) * 1000 : Date.parse(written) - now
  return waitMs > 0 ? waitMs : undefined
}
