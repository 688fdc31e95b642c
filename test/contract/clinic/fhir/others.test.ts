import type { Appointment, OperationOutcome, Slot } from '@medplum/fhirtypes'
import { afterEach, describe, expect, it } from 'vitest'
import { type FhirServer, type FhirServerOptions, startFhirServer } from './fhir-server.ts'
import { addPatient, addSlot, ask, DAY, fillServer, findFaults, list, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
afterEach(() => server.close())

const start = async (options?: FhirServerOptions) => {
  server = await startFhirServer(options)
  const { patient, slots } = await fillServer(server, 3)
  return { patient, slot: (index: number): string => slots[index] ?? '', clinic: await openClinic(server) }
}
const WEEK = { from: NOW, until: NOW + 7 * DAY, limit: 10 }

describe('beside other programs on the same server', () => {
  it('a slot that changed after it was offered is not booked', async () => {
    const { patient, slot, clinic } = await start()
    const offered = await clinic.findFreeTimes(WEEK)
    const read = await ask<Slot>(server, `Slot/${slot(0)}`)
    await ask(server, `Slot/${slot(0)}`, 'PUT', { ...read, status: 'busy-unavailable' })
    expect(offered[0]?.slot).toBe(slot(0))
    expect(await clinic.book({ key: 'k1', patient, slot: slot(0) })).toEqual({ kind: 'taken' })
    expect(await list(server, 'Appointment')).toEqual([])
  })

  it('a slot that changes between reading and writing is lost: 412 is "taken"', async () => {
    const { patient, slot, clinic } = await start()
    const read = await ask<Slot & { id: string }>(server, `Slot/${slot(0)}`)
    server.fault = ({ method, url }) => {
      // Reception is faster by one request.
      if (method === 'PUT' && url.startsWith('Slot/')) void server.repository.updateResource({ ...read, status: 'busy' })
      return undefined
    }
    expect(await clinic.book({ key: 'k1', patient, slot: slot(0) })).toEqual({ kind: 'taken' })
    const [ghost, ...others] = await list<Appointment>(server, 'Appointment')
    expect(others).toEqual([])
    expect(ghost?.status).toBe('entered-in-error')
    expect(await clinic.findFreeTimes(WEEK)).toHaveLength(2)
  })

  it('a PATCH that passes over If-Match would book twice; none is ever sent', async () => {
    const { patient, slot, clinic } = await start({ patchesBlindly: true })
    const stale = await ask<Slot>(server, `Slot/${slot(0)}`)
    await clinic.book({ key: 'k1', patient, slot: slot(0) })
    const patched = await ask<Slot>(
      server,
      `Slot/${slot(0)}`,
      'PATCH',
      [{ op: 'replace', path: '/status', value: 'free' }],
      `W/"${stale.meta?.versionId}"`,
    )
    // The other program has broken the slot; the visit that has it is seen all the same.
    expect(patched.status).toBe('free')
    const { id } = await addPatient(server, 'Ewa', 'Lis')
    expect((await clinic.findFreeTimes(WEEK)).map(time => time.slot)).toEqual([slot(1), slot(2)])
    expect(await clinic.book({ key: 'k2', patient: id, slot: slot(0) })).toEqual({ kind: 'taken' })
    expect(server.seen.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
  })

  it('a failed transaction that left its appointment behind gives the time to nobody else', async () => {
    const { patient, slot, clinic } = await start()
    const outcome = await ask<OperationOutcome>(server, '', 'POST', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          request: { method: 'POST', url: 'Appointment' },
          resource: {
            resourceType: 'Appointment',
            status: 'booked',
            start: '2026-05-05T08:00:00Z',
            end: '2026-05-05T08:15:00Z',
            slot: [{ reference: `Slot/${slot(0)}` }],
            participant: [{ actor: { reference: 'Patient/other' }, status: 'accepted' }],
          },
        },
        {
          request: { method: 'PUT', url: `Slot/${slot(0)}`, ifMatch: 'W/"an-older-one"' },
          resource: { ...(await ask<Slot>(server, `Slot/${slot(0)}`)), status: 'busy' },
        },
      ],
    })
    // This server keeps half of a transaction: the appointment stands, the slot is free.
    expect(outcome.resourceType).toBe('OperationOutcome')
    expect(await list(server, 'Appointment?status=booked')).toHaveLength(1)
    expect((await ask<Slot>(server, `Slot/${slot(0)}`)).status).toBe('free')
    expect((await clinic.findFreeTimes(WEEK)).map(time => time.slot)).toEqual([slot(1), slot(2)])
    expect(await clinic.book({ key: 'k1', patient, slot: slot(0) })).toEqual({ kind: 'taken' })
    expect(await clinic.hold({ key: 'h1', slot: slot(0), until: NOW + DAY })).toEqual({ kind: 'taken' })
  })

  it('a time that reception booked is moved and cancelled as if it were its own, and given back', async () => {
    const { patient, slot, clinic } = await start()
    const read = await ask<Slot>(server, `Slot/${slot(0)}`)
    await ask(server, `Slot/${slot(0)}`, 'PUT', { ...read, status: 'busy' })
    const { id } = await ask<Appointment & { id: string }>(server, 'Appointment', 'POST', {
      resourceType: 'Appointment',
      status: 'booked',
      start: read.start,
      end: read.end,
      slot: [{ reference: `Slot/${slot(0)}` }],
      comment: 'z wynikami badań',
      participant: [{ actor: { reference: `Patient/${patient}` }, status: 'needs-action' }],
    })
    expect(await clinic.move({ key: 'k1', visit: id, slot: slot(1) })).toMatchObject({ kind: 'done' })
    expect(await findFaults(server)).toEqual([])
    // What this program does not know of a record stays in it.
    expect((await ask<Appointment>(server, `Appointment/${id}`)).comment).toBe('z wynikami badań')
    expect(await clinic.cancel({ key: 'k2', visit: id })).toMatchObject({ kind: 'done' })
    expect(await findFaults(server)).toEqual([])
  })

  it('a time that reception took and gave to somebody else is not given back by a late cancellation', async () => {
    const { patient, slot, clinic } = await start()
    const booked = await clinic.book({ key: 'k1', patient, slot: slot(0) })
    const visit = booked.kind === 'done' ? booked.visit.id : ''
    const other = { resourceType: 'Appointment', status: 'booked', start: '2026-05-05T08:00:00Z', end: '2026-05-05T08:15:00Z' }
    await ask(server, 'Appointment', 'POST', {
      ...other,
      slot: [{ reference: `Slot/${slot(0)}` }],
      participant: [{ actor: { reference: 'Patient/other' }, status: 'accepted' }],
    })
    await clinic.cancel({ key: 'k2', visit })
    expect((await ask<Slot>(server, `Slot/${slot(0)}`)).status).toBe('busy')
  })

  it('two moves of one visit wait for each other', async () => {
    const { patient, slot, clinic } = await start()
    const booked = await clinic.book({ key: 'k1', patient, slot: slot(0) })
    const visit = booked.kind === 'done' ? booked.visit.id : ''
    const elsewhere = await openClinic(server)
    const moved = await Promise.all([
      clinic.move({ key: 'k2', visit, slot: slot(1) }),
      elsewhere.move({ key: 'k3', visit, slot: slot(2) }),
    ])
    expect(moved.map(({ kind }) => kind)).toEqual(['done', 'done'])
    expect(await findFaults(server)).toEqual([])
  })

  it('pages are followed to the last, and a faulty record hides no other', async () => {
    const { clinic } = await start()
    for (let number = 10; number < 200; number += 1) await addSlot(server, NOW + 2 * DAY + number * 60_000)
    await server.add({
      resourceType: 'Slot',
      schedule: { reference: 'Schedule/nowak' },
      status: 'free',
      start: 'tomorrow',
      end: 'later',
    })
    const times = await clinic.findFreeTimes({ ...WEEK, limit: 1000 })
    expect(times).toHaveLength(193)
    expect(times.map(({ at }) => at)).toEqual(times.map(({ at }) => at).sort((left, right) => left - right))
    expect(server.seen.some(({ url }) => url.includes('_offset=100'))).toBe(true)
  })
})
