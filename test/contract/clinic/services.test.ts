import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { ServiceRequest, Services } from '../../../src/engine/call/ports.ts'
import { ClinicError } from '../../../src/engine/clinic/clinic-error.ts'
import { createClinicServices } from '../../../src/engine/clinic/index.ts'
import { createWebhookClinic } from '../../../src/engine/clinic/webhook/index.ts'
import { OperationalError } from '../../../src/engine/operational-error.ts'
import { NAME_MATCHER } from '../../../src/engine/understanding/index.ts'
import { createRealClock } from '../../../src/server/real-clock.ts'
import { openPlaces } from '../store/store-places.ts'
import { type ClinicUnderTest, ZONE } from './clinic-under-test.ts'
import { openEmbedded } from './open-embedded.ts'
import { openFhir } from './open-fhir.ts'
import { describeClinicServices } from './services-contract.ts'

const { places, close } = await openPlaces()
afterAll(close)
const SECRET = 'a secret of the tests'
const clock = createRealClock()
const stopCalling = async (): Promise<void> => undefined

const serveOver = ({ system, clock: { time } }: ClinicUnderTest): Services =>
  createClinicServices(system, { clock: { ...clock, now: () => time }, names: NAME_MATCHER, zone: ZONE, stopCalling })

interface Posted {
  readonly service: string
  readonly key: string
  readonly call_id: string
  readonly input: Readonly<Record<string, unknown>>
}

/** A clinic's own system that answers by another's services, and turns away what is not signed. */
const openReceiver = async (services: Services, contracts: Map<string, ServiceRequest['contract']>) => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const [, seconds, hex] = /^t=(\d+),v1=(.+)$/.exec(String(request.headers['trucada-signature'])) ?? []
    const expected = createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex')
    const { service, key, call_id: callId, input } = JSON.parse(body) as Posted
    const contract = contracts.get(service)
    if (hex !== expected || request.headers['idempotency-key'] !== key || contract === undefined)
      return void response.writeHead(401).end()
    const [status, said] = await Promise.resolve(services.call({ contract, input, idempotencyKey: key, callId })).then(
      answer => [200, answer] as const,
      (error: unknown) =>
        [
          error instanceof OperationalError || error instanceof ClinicError ? 422 : 500,
          { reason: error instanceof Error && 'code' in error ? error.code : 'failed' },
        ] as const,
    )
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

for (const [name, place] of places) {
  const embedded = await openEmbedded(place)
  describe(`services over ${name}`, () => {
    afterAll(() => embedded.close())
    describeClinicServices(`the embedded clinic in ${name}`, async () => {
      const clinic = await embedded.open()
      return { clinic, services: serveOver(clinic), close: () => clinic.close() }
    })
    if (name === 'sqlite')
      describeClinicServices('a webhook', async () => {
        const clinic = await embedded.open()
        const contracts = new Map<string, ServiceRequest['contract']>()
        const receiver = await openReceiver(serveOver(clinic), contracts)
        const otherwise: Services = { call: () => Promise.reject(new Error('not asked')) }
        const posted = createWebhookClinic({ url: receiver.url, secret: SECRET, clock, otherwise, stopCalling })
        return {
          clinic,
          services: {
            call(request) {
              contracts.set(request.contract.name, request.contract)
              return posted.call(request)
            },
          },
          async close() {
            receiver.close()
            await clinic.close()
          },
        }
      })
  })
}

for (const [name, options] of [
  ['FHIR', {}],
  ['FHIR as HAPI keeps it', { as: 'hapi' }],
  ["FHIR's own operations", { level: 'operations' }],
] as const)
  describeClinicServices(name, async () => {
    const clinic = await openFhir(options)
    return { clinic, services: serveOver(clinic), close: () => clinic.close() }
  })

describe('a webhook', () => {
  const answers: (() => Response | Promise<Response>)[] = []
  const keys: (string | null)[] = []
  const contract = (idempotent: boolean): ServiceRequest['contract'] => ({
    kind: 'service',
    file: '',
    name: 'move_visit',
    about: '',
    takes: {},
    gives: {},
    results: ['taken'],
    sideEffects: true,
    idempotent,
  })
  const ask = async (idempotent = true) =>
    createWebhookClinic({
      url: 'https://clinic.example.org/trucada',
      secret: SECRET,
      clock,
      otherwise: { call: () => ({ result: 'done', values: {} }) },
      stopCalling,
      fetch: (_url, init) => {
        keys.push(new Headers(init?.headers).get('idempotency-key'))
        return Promise.resolve(answers.shift()?.() ?? Response.error())
      },
    }).call({ contract: contract(idempotent), input: {}, idempotencyKey: 'k1', callId: 'c1' })
  afterEach(() => {
    answers.length = 0
    keys.length = 0
  })
  const fail = (status: number) => () => new Response('{}', { status })
  const taken = () => Response.json({ result: 'taken' })

  it('is asked again under the same key where twice does no harm', async () => {
    answers.push(fail(503), () => Promise.reject(new TypeError('refused')), taken)
    expect(await ask()).toEqual({ result: 'taken', values: {} })
    expect(keys).toEqual(['k1', 'k1', 'k1'])
  })

  it('is not asked again where twice does harm, nor after a refusal', async () => {
    answers.push(fail(503), taken)
    await expect(ask(false)).rejects.toMatchObject({ code: 'clinic/unreachable', retryable: true })
    answers.unshift(() => Response.json({ reason: 'doctor_left' }, { status: 422 }))
    await expect(ask()).rejects.toMatchObject({ code: 'clinic/refused', facts: { reason: 'doctor_left' } })
    expect(keys).toHaveLength(2)
  })

  it('that answers nonsense is told which service', async () => {
    answers.push(() => Response.json({ result: 'perhaps' }))
    await expect(ask()).rejects.toMatchObject({ code: 'clinic/bad_answer', facts: { service: 'move_visit' } })
  })
})
