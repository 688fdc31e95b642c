import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Subscription } from '@medplum/fhirtypes'
import { afterEach, describe, expect, it } from 'vitest'
import { loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import { NO_KNOWLEDGE } from '../../../../src/engine/clinic/index.ts'
import { openStore, type Store } from '../../../../src/engine/store/index.ts'
import { loadWorkspace } from '../../../../src/scenarios/load-workspace.ts'
import { openServedClinic, type ServedClinic } from '../../../../src/server/clinic/open-served-clinic.ts'
import { createLog } from '../../../../src/server/log.ts'
import type { Settings } from '../../../../src/server/settings/index.ts'
import { createVirtualClock } from '../../../../src/simulation/index.ts'
import { type FhirServer, type FhirServerOptions, startFhirServer } from './fhir-server.ts'
import { ask, fillServer, list, makeMapping, MINUTE, NOW, openClinic } from './make-clinic.ts'

const SECRET = 'a secret of the tests'
let server: FhirServer
let store: Store
let hook: Server
let served: ServedClinic | undefined
let heard = 0
let clock = createVirtualClock(NOW)

const serve = (settings: Partial<Settings>) =>
  openServedClinic({
    settings: { clinic: 'fhir', fhir_hook_secret: SECRET, ...settings } as Settings,
    clock,
    log: createLog('silent', { write: () => undefined }, false),
    store,
    mapping: makeMapping(server.url),
    zone: 'Europe/Warsaw',
    knowledge: () => NO_KNOWLEDGE,
    campaigns: () => loadCampaigns(new Map()),
    workspace: () => loadWorkspace(new Map()),
  })

/** A served clinic whose endpoint is open, on a server that tells, or does not. */
const open = async (options: FhirServerOptions): Promise<void> => {
  server = await startFhirServer(options)
  store = await openStore(':memory:')
  heard = 0
  clock = createVirtualClock(NOW)
  hook = createServer((request, response) => void served?.changes?.answer(request, response))
  await new Promise<void>(resolve => hook.listen(0, '127.0.0.1', resolve))
  served = await serve({ public_url: address() })
  served?.changes?.listen(() => (heard += 1))
}
const address = (): string => `http://127.0.0.1:${(hook.address() as AddressInfo).port}`
const listSubscriptions = () => list<Subscription>(server, 'Subscription')
const passLook = async (): Promise<void> => {
  clock.advanceTo(clock.now() + 6 * MINUTE)
  await new Promise(resolve => setTimeout(resolve, 60))
}
afterEach(async () => {
  await served?.close()
  await store.close()
  hook.close()
  await server.close()
})

describe('a FHIR server with subscriptions', () => {
  it.each(['prompt', 'hesitant'] as const)(
    'that is %s tells of changed visits, once one is begun, and without their content',
    async how => {
      await open({ subscriptions: how })
      await expect
        .poll(async () => (await passLook(), (await listSubscriptions()).map(({ status }) => status)), { timeout: 5000 })
        .toEqual(['active'])
      const [one] = await listSubscriptions()
      expect(one?.channel).toEqual({
        type: 'rest-hook',
        endpoint: `${address()}/clinic/changed`,
        header: [`Authorization: Bearer ${SECRET}`],
      })
      const { patient, slots } = await fillServer(server, 1)
      await (await openClinic(server)).book({ key: 'k1', patient, slot: slots[0] ?? '' })
      expect(heard).toBeGreaterThan(0)
    },
  )

  it('that gave it up is asked again, and never has two', async () => {
    await open({ subscriptions: 'prompt' })
    await expect.poll(listSubscriptions).toHaveLength(1)
    const [one] = await listSubscriptions()
    await ask(server, `Subscription/${one?.id}`, 'PUT', { ...one, status: 'error' })
    await expect
      .poll(async () => (await passLook(), (await listSubscriptions()).map(({ status }) => status)), { timeout: 5000 })
      .toEqual(['active'])
  })

  it('is let in by its secret only', async () => {
    await open({ subscriptions: 'prompt' })
    const tell = async (authorization: string | undefined, method = 'POST'): Promise<number> =>
      (await fetch(address(), { method, ...(authorization !== undefined && { headers: { authorization } }) })).status
    expect(await tell(undefined)).toBe(401)
    expect(await tell('Bearer a secret of the tester')).toBe(401)
    expect(heard).toBe(0)
    expect(await tell(`Bearer ${SECRET}`, 'DELETE')).toBe(405)
    expect([await tell(`Bearer ${SECRET}`), await tell(`Bearer ${SECRET}`)]).toEqual([204, 204])
    expect(heard).toBe(2)
  })
})

describe('a FHIR server without subscriptions', () => {
  it('is asked all the same, and is sent none', async () => {
    await open({})
    await passLook()
    expect(server.seen.filter(({ url }) => url.startsWith('Subscription'))).toEqual([])
    expect(await served?.system?.()).toBeDefined()
  })
})

it('a secret for it without an address is a mistake that is said', async () => {
  server = await startFhirServer()
  store = await openStore(':memory:')
  hook = createServer()
  served = undefined
  await expect(serve({})).rejects.toThrow(/where the FHIR server reaches this one/)
})
