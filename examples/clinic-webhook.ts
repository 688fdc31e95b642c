// A clinic's own system behind Trucada's webhook. Run: CLINIC_SECRET=… node examples/clinic-webhook.ts
// Then: TRUCADA_CLINIC=webhook TRUCADA_CLINIC_WEBHOOK_URL=http://127.0.0.1:4000 TRUCADA_CLINIC_WEBHOOK_SECRET=… npm start
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

const { CLINIC_SECRET: secret = '', PORT = '4000' } = process.env
const MOST_SECONDS_OLD = 300

const isSigned = ({ 'trucada-signature': header = '' }: IncomingHttpHeaders, body: string): boolean => {
  const [, seconds = '0', hex = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(header)) ?? []
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest()
  const isFresh = Math.abs(Date.now() / 1000 - Number(seconds)) < MOST_SECONDS_OLD
  return secret !== '' && isFresh && hex !== '' && timingSafeEqual(Buffer.from(hex, 'hex'), expected)
}

const visits = new Map([['A1', { status: 'booked', version: 1 }]])
/** By key: the same key is the same deed. Yours belong in a database. */
const answers = new Map<string, object>()

const answer = (service: string, input: { readonly id?: string }): object => {
  const visit = visits.get(input.id ?? '')
  if (service === 'free_times') return { result: 'done', values: { result: [Date.now() + 86_400_000] } }
  if (service !== 'confirm_visit') return { reason: 'unknown_service' }
  if (visit === undefined) return { reason: 'no_such_visit' }
  Object.assign(visit, { status: 'confirmed', version: visit.version + 1 })
  return { result: 'done', values: {}, record: { type: 'visit', id: input.id, version: String(visit.version) } }
}

const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await text(request)
  if (!isSigned(request.headers, body)) return void response.writeHead(401).end()
  const { service, key, input } = JSON.parse(body) as { service: string; key: string; input: { id?: string } }
  const said = answers.get(key) ?? answer(service, input)
  if ('result' in said) answers.set(key, said)
  response.writeHead('result' in said ? 200 : 422, { 'content-type': 'application/json' }).end(JSON.stringify(said))
}
const server = createServer((request, response) => void take(request, response).catch(() => response.writeHead(400).end()))
server.listen(Number(PORT), () => console.log(`Answering at http://127.0.0.1:${PORT}`))
