import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceContract } from '../../../../src/index.ts'
import { NO_KNOWLEDGE } from '../../../../src/engine/clinic/index.ts'
import { loadWorkspace } from '../../../../src/scenarios/load-workspace.ts'
import { openStore, type Store } from '../../../../src/engine/store/index.ts'
import { openClinic } from '../../../../src/server/clinic/open-clinic.ts'
import { createLog } from '../../../../src/server/log.ts'
import { readSettings } from '../../../../src/server/settings/index.ts'
import { readCampaignFiles } from '../../../../src/server/workspace/read-campaign-files.ts'
import { readSurroundings } from '../../../../src/server/workspace/read-surroundings.ts'
import { loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import { createVirtualClock } from '../../../../src/simulation/index.ts'
import { type FhirServer, startFhirServer } from './fhir-server.ts'
import { DAY, fillServer, findFaults, makeMapping, NOW, openClinic as openSystem } from './make-clinic.ts'

let server: FhirServer
let store: Store
let folder = ''
let slots: readonly string[] = []
let patient = ''
beforeEach(async () => {
  server = await startFhirServer()
  ;({ slots, patient } = await fillServer(server, 2))
  store = await openStore(':memory:')
  folder = mkdtempSync(join(tmpdir(), 'trucada-fhir-'))
})
afterEach(async () => {
  await store.close()
  await server.close()
  rmSync(folder, { recursive: true })
})

const contract = (name: string, sideEffects: boolean): ServiceContract =>
  ({ name, about: '', takes: {}, gives: {}, results: [], sideEffects, isIdempotent: true }) as unknown as ServiceContract
const open = (clock = createVirtualClock(NOW)) => {
  const { settings } = readSettings({ flags: {}, env: { TRUCADA_LOG_LEVEL: 'silent' }, folder })
  const log = createLog('silent', { write: () => {}, columns: 80 }, false)
  const mapping = makeMapping(server.url)
  const files = { campaigns: () => loadCampaigns(new Map()), workspace: () => loadWorkspace(new Map()) }
  return openClinic({ settings, clock, log, store, mapping, zone: 'Europe/Warsaw', knowledge: () => NO_KNOWLEDGE, ...files })
}
const free = { contract: contract('free_times', false), input: { specialty: 'cardiology' }, idempotencyKey: 'k', callId: 'c' }

describe("the clinic's FHIR server behind calls", () => {
  it('answers their services', async () => {
    const clinic = open()
    expect(await clinic?.services.call(free)).toEqual({ result: 'done', values: { result: [NOW + DAY, NOW + DAY + 900_000] } })
    clinic?.close()
  })

  it('tells callers when its doctors are in', async () => {
    await server.add({
      resourceType: 'PractitionerRole',
      practitioner: { reference: 'Practitioner/nowak' },
      availableTime: [{ daysOfWeek: ['tue'], availableStartTime: '09:00:00', availableEndTime: '14:00:00' }],
    })
    const clinic = open()
    const question = {
      contract: contract('find_fact', false),
      input: { topic: 'hours', words: 'kiedy przyjmuje doktor Nowak' },
      idempotencyKey: 'k',
      callId: 'c',
    }
    const ask = async () => (await clinic?.services.call(question))?.values['answer']
    await expect.poll(ask).toMatchObject({ en: 'Anna Nowak sees patients on Tuesdays from 9:00 to 14:00.' })
    clinic?.close()
  })

  it('that is away fails the service, and answers again when it is back', async () => {
    server.fault = () => 'away'
    const clinic = open()
    await expect(clinic?.services.call(free)).rejects.toMatchObject({ name: 'OperationalError' })
    server.fault = () => undefined
    expect(await clinic?.services.call(free)).toMatchObject({ result: 'done' })
    clinic?.close()
  })

  it('is looked after: what a dead process left is tidied up soon', async () => {
    const doomed = await openSystem(server)
    server.fault = ({ method, url }) => (method === 'PUT' && url.startsWith('Appointment/') ? 'away' : undefined)
    await doomed.book({ key: 'dead', patient, slot: slots[0] ?? '' }).catch(() => undefined)
    server.fault = () => undefined
    expect(await findFaults(server)).toHaveLength(1)
    const clinic = open(createVirtualClock(NOW + 180_000))
    await expect.poll(() => findFaults(server), { timeout: 10_000 }).toEqual([])
    clinic?.close()
  })

  it('does not call a number again that asked for it, whatever the campaign', async () => {
    const clinic = open()
    const request = {
      contract: contract('stop_calling', true),
      input: { phone: '+48600000001' },
      idempotencyKey: 'stop',
      callId: 'c',
    }
    await clinic?.services.call(request)
    await clinic?.services.call(request)
    expect(await store.ledger.listOf('number', '+48600000001')).toMatchObject([{ kind: 'opt_out', purpose: '*', channel: '*' }])
    clinic?.close()
  })

  it('is named by clinic-fhir.yaml in the folder of campaigns, which is no campaign', async () => {
    writeFileSync(join(folder, 'clinic-fhir.yaml'), `server: ${server.url}\ntimezone: Warszawa\n`)
    const faulty = await readSurroundings({ scenarios: folder, campaigns: folder })
    expect(faulty.fhir).toBeUndefined()
    expect(faulty.findings).toMatchObject([{ file: 'clinic-fhir.yaml', span: { line: 2 } }])
    writeFileSync(join(folder, 'clinic-fhir.yaml'), `server: ${server.url}\ntimezone: Europe/Warsaw\n`)
    expect((await readSurroundings({ scenarios: folder, campaigns: folder })).fhir?.server).toBe(server.url)
    expect(loadCampaigns(await readCampaignFiles(folder)).campaigns.size).toBe(0)
  })
})
