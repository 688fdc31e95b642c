import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a vendor's server got it. */
export interface VendorRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
/** What the server answers; `hangs`: nothing, `breaks`: it cuts the connection. */
export type VendorAnswer =
  | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> }
  | 'hangs'
  | 'breaks'

/** A vendor's HTTP API on a port of its own: answers in order, the last one again and again. */
export async function startVendor(...answers: readonly VendorAnswer[]) {
  const requests: VendorRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? { status: 500, body: '' }
      const { method = '', url = '', headers } = request
      requests.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() })
      if (answer === 'breaks') request.socket.destroy()
      else if (answer !== 'hangs') response.writeHead(answer.status, answer.headers ?? {}).end(answer.body)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** An answer in JSON. */
export const json = (status: number, data: unknown, headers: Record<string, string> = {}): VendorAnswer => ({
  status,
  body: JSON.stringify(data),
  headers: { 'content-type': 'application/json', ...headers },
})
