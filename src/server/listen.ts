import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { OperationalError, readSystemCode } from '../engine/operational-error.ts'

/** A port that is open. */
export interface Listener {
  /** The server to hang an endpoint on. */
  readonly server: Server
  readonly port: number
  /** Takes no more connections; those that are open stay. */
  stopListening(): void
}

/** The setting that the port came from, for words about it. */
interface PortSetting {
  readonly flag: string
  readonly env: string
}

/** Connections that may arrive while the thread is busy: more are refused by the system, calls among them. Linux takes 4096 at most by default. */
const MOST_ARRIVING = 4096

/** Connections that do not say soon what they want are closed, ms; whoever sends a file has longer. */
const HEADERS_MS = 10_000
const REQUEST_MS = 20_000
const FILE_MS = 600_000
const LOOK_MS = 2_000

const patience = new WeakMap<IncomingMessage, NodeJS.Timeout>()

/** Lets the body of a request take as long as a file may. */
export function letBodyTakeTime(request: IncomingMessage): void {
  clearTimeout(patience.get(request))
}

/** Node has one limit for all requests; most are to be whole sooner. */
function limitBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return
  const timer = setTimeout(() => {
    if (request.complete) return
    if (!response.headersSent) response.writeHead(408, { connection: 'close' }).end()
    request.destroy()
  }, REQUEST_MS)
  patience.set(request, timer.unref())
  response.once('close', () => clearTimeout(timer))
}

/** Answers the HTTP requests of a path. Must not throw. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

/** Opens the port; `routes` by path answer HTTP, one that ends with a slash whatever lies below it; whatever else is asked gets 404. Rejects with an `OperationalError` when it is taken or not allowed. */
export async function listen(
  host: string,
  port: number,
  routes: Readonly<Record<string, Answer>> = {},
  setting: PortSetting = { flag: 'port', env: 'TRUCADA_PORT' },
): Promise<Listener> {
  const folders = Object.entries(routes).filter(([path]) => path.endsWith('/'))
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: FILE_MS, connectionsCheckingInterval: LOOK_MS },
    (request, response) => {
      limitBody(request, response)
      const [path = '/'] = (request.url ?? '/').split('?', 1)
      const answer = Object.hasOwn(routes, path) ? routes[path] : folders.find(([folder]) => path.startsWith(folder))?.[1]
      if (answer !== undefined) answer(request, response)
      else response.writeHead(404, { 'content-type': 'text/plain' }).end('Trucada answers calls of jambonz at /calls.\n')
    },
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(describeFailure(host, port, setting, error)))
    server.listen({ port, host, backlog: MOST_ARRIVING }, resolve)
  })
  return { server, port: (server.address() as AddressInfo).port, stopListening: () => server.close() }
}

function describeFailure(host: string, port: number, { flag, env }: PortSetting, error: unknown): OperationalError {
  const code = readSystemCode(error) ?? 'unknown'
  const facts = { code, port }
  const other = port < 65_535 ? port + 1 : port - 1
  const choose = `or choose another with --${flag} ${other} or ${env}=${other}.`
  if (code === 'EADDRINUSE') {
    return new OperationalError('server/port-taken', `Port ${port} is taken: another program listens on ${host}:${port}.`, {
      retryable: true,
      facts,
      remedy: `Stop that program (perhaps another trucada), ${choose}`,
      cause: error,
    })
  }
  if (code === 'EACCES') {
    return new OperationalError('server/port-forbidden', `Port ${port} may not be opened by this user.`, {
      facts,
      remedy: `Ports under 1024 need special rights: grant them, ${choose}`,
      cause: error,
    })
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new OperationalError('server/no-such-address', `This machine has no address "${host}".`, {
      facts: { code },
      remedy: 'Name an address of this machine with --host or TRUCADA_HOST; 0.0.0.0 listens on all.',
      cause: error,
    })
  }
  return new OperationalError('server/cannot-listen', `Port ${port} on ${host} cannot be opened (${code}).`, {
    facts,
    remedy: `Look at the network, ${choose}`,
    cause: error,
  })
}
