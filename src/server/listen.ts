import { createServer, type IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { timingSafeEqual } from 'node:crypto'
import { OperationalError, readSystemCode } from '../engine/operational-error.ts'

/** User and password that jambonz must give. */
export interface Login {
  readonly user: string
  readonly password: string
}

/** A port that is open. */
export interface Listener {
  /** The server to hang an endpoint on: it gets the upgrades that were let in, and never listens itself. */
  readonly inner: Server
  readonly port: number
  /** Takes no more connections; those that are open stay. */
  stopListening(): void
}

/** Opens the port. Rejects with an `OperationalError` when it is taken or not allowed. */
export async function listen(host: string, port: number, login: Login | undefined): Promise<Listener> {
  const inner = new Server()
  const server = createServer((_, response) =>
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Trucada answers calls of jambonz at /calls.\n'),
  )
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (login === undefined || isWelcome(request.headers.authorization, login)) {
      inner.emit('upgrade', request, socket, head)
      return
    }
    socket.on('error', () => undefined)
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="trucada"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(describeFailure(host, port, error)))
    server.listen(port, host, resolve)
  })
  return { inner, port: (server.address() as AddressInfo).port, stopListening: () => server.close() }
}

function isWelcome(header: string | undefined, login: Login): boolean {
  const given = Buffer.from(header ?? '')
  const wanted = Buffer.from(`Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function describeFailure(host: string, port: number, error: unknown): OperationalError {
  const code = readSystemCode(error) ?? 'unknown'
  const facts = { code, port }
  const other = port < 65_535 ? port + 1 : port - 1
  const choose = `or choose another with --port ${other} or TRUCADA_PORT=${other}.`
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
