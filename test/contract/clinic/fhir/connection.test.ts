import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFhirClinic } from '../../../../src/engine/clinic/fhir/index.ts'
import { type FhirServer, startFhirServer } from './fhir-server.ts'
import { addPatient, fillServer, findFaults, list, makeMapping, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
let patient = ''
let slots: readonly string[] = []
beforeEach(async () => {
  server = await startFhirServer()
  ;({ patient, slots } = await fillServer(server, 1))
})
afterEach(() => server.close())

const countOf = (method: string, url: string): number =>
  server.seen.filter(one => one.method === method && one.url.startsWith(url)).length
/** The first request of this kind meets a fault. */
const failOnce = (method: string, url: string, fault: ReturnType<FhirServer['fault']>): void => {
  server.fault = seen => {
    if (seen.method !== method || !seen.url.startsWith(url)) return undefined
    server.fault = () => undefined
    return fault
  }
}

describe('a server that', () => {
  it('times out after it did what it was asked, does it once', async () => {
    const clinic = await openClinic(server, { more: 'identifiers: { deeds: "urn:example:deeds" }' })
    for (const [key, fault] of [
      ['k1', 'answer_lost'],
      ['k2', 'failed_after'],
    ] as const) {
      failOnce('POST', 'Task', fault)
      expect(await clinic.addTask({ key, about: 'oddzwonić' })).toMatchObject({ kind: 'done' })
    }
    expect(countOf('POST', 'Task')).toBe(4)
    expect(await list(server, 'Task')).toHaveLength(2)
  })

  it('times out after it took the slot, has booked it once', async () => {
    const clinic = await openClinic(server)
    failOnce('PUT', 'Slot/', 'answer_lost')
    expect(await clinic.book({ key: 'k1', patient, slot: slots[0] ?? '' })).toMatchObject({ kind: 'done' })
    expect(await findFaults(server)).toEqual([])
  })

  it('does not heed If-None-Exist is asked before, and is sent nothing twice', async () => {
    await server.close()
    server = await startFhirServer({ createsOnce: false })
    const clinic = await openClinic(server)
    failOnce('POST', 'Task', 'failed_after')
    await expect(clinic.addTask({ key: 'k1', about: 'oddzwonić' })).rejects.toMatchObject({
      code: 'clinic/failed',
      retryable: true,
    })
    expect(await clinic.addTask({ key: 'k1', about: 'oddzwonić' })).toMatchObject({ kind: 'done' })
    expect(countOf('POST', 'Task')).toBe(1)
  })

  it('is away for a moment is asked again, whatever the request', async () => {
    const clinic = await openClinic(server)
    failOnce('POST', 'Task', 'away')
    expect(await clinic.addTask({ key: 'k1', about: 'oddzwonić' })).toMatchObject({ kind: 'done' })
    failOnce('GET', 'Patient', 'lost')
    expect(await clinic.findPatients({ kind: 'id', id: patient })).toHaveLength(1)
  })

  it('stays away is an error of the world, without a word of the patient', async () => {
    const clinic = await openClinic(server)
    server.fault = () => 'away'
    const failed: unknown = await clinic.findPatients({ kind: 'phone', phone: '+48600000001' }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ name: 'OperationalError', code: 'clinic/failed', retryable: true })
    expect(JSON.stringify([failed, String(failed), String((failed as Error).cause)])).not.toContain('600000001')
  })

  it('refuses a record says why in codes only', async () => {
    const clinic = await openClinic(server)
    const refused = await clinic.register({ key: 'k1', name: 'Jan Kowalski', born: 'w maju', phones: [] })
    expect(refused.kind === 'refused' && refused.reason).toMatch(/^400 \w+ Patient\.birthDate$/)
  })

  it('leads to another server for the next page gets no token there', async () => {
    const clinic = await openClinic(server, { more: 'page: 1' })
    await addPatient(server, 'Ewa', 'Lis')
    const other = createServer().listen(0, '127.0.0.1')
    let asked = 0
    other.on('request', () => (asked += 1))
    const { url } = server
    Object.assign(server, { url: 'http://other.example/fhir' })
    await expect(clinic.findPatients({ kind: 'identity', name: 'Jan', born: '1972-05-03' })).rejects.toMatchObject({
      code: 'clinic/foreign-page',
      facts: { origin: 'http://other.example' },
    })
    Object.assign(server, { url })
    other.close()
    expect(asked).toBe(0)
  })

  it('is none of FHIR, or cannot be reached, is said with what to do', async () => {
    const open = (address: string): Promise<unknown> =>
      openFhirClinic({ mapping: makeMapping(address), secrets: {}, now: () => NOW, wait: async () => {} })
    await expect(open('http://127.0.0.1:1/fhir')).rejects.toMatchObject({ code: 'clinic/unreachable', retryable: true })
    server.answerOther = (_, __, response) => {
      response.end('<html>')
      return true
    }
    await expect(open(server.url)).rejects.toMatchObject({ code: 'clinic/no-fhir' })
  })
})
