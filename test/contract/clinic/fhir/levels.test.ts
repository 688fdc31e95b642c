import type { Appointment, Slot, Task } from '@medplum/fhirtypes'
import { afterEach, describe, expect, it } from 'vitest'
import { type FhirServer, type FhirServerOptions, startFhirServer } from './fhir-server.ts'
import { addPatient, ask, DAY, fillServer, list, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
afterEach(() => server.close())

const start = async (level: FhirServerOptions['level'], more = '') => {
  server = await startFhirServer({ ...(level !== undefined && { level }) })
  const { patient, slots } = await fillServer(server, 3)
  for (const id of slots)
    await server.repository.updateResource<Slot>({
      ...(await server.repository.readResource<Slot>('Slot', id)),
      specialty: [{ coding: [{ system: 'http://snomed.info/sct', code: '394579002' }] }],
    })
  return { patient, slots, clinic: await openClinic(server, { more }) }
}
const WEEK = { specialty: 'cardiology', from: NOW, until: NOW + 7 * DAY, limit: 10 }

describe('how times are booked', () => {
  it('is told by the server, unless the mapping does', async () => {
    expect((await start('operations')).clinic.booking).toBe('operations')
    await server.close()
    expect((await start('slots')).clinic.booking).toBe('slots')
    await server.close()
    expect((await start('tasks')).clinic.booking).toBe('tasks')
    await server.close()
    expect((await start('operations', 'booking: tasks')).clinic.booking).toBe('tasks')
  })
})

describe("by the server's own operations", () => {
  it('a time is found, held, booked, moved, confirmed and cancelled', async () => {
    const { patient, clinic } = await start('operations')
    const [first, second] = await clinic.findFreeTimes(WEEK)
    expect(first).toMatchObject({ at: NOW + DAY, specialty: 'cardiology', doctor: 'Anna Nowak' })
    const held = await clinic.hold({ key: 'h1', slot: first?.slot ?? '', until: NOW + 600_000 })
    const hold = held.kind === 'done' ? held.hold : ''
    const other = await addPatient(server, 'Ewa', 'Lis')
    expect(await clinic.findFreeTimes(WEEK)).toHaveLength(2)
    const booked = await clinic.book({ key: 'k1', patient, slot: first?.slot ?? '', hold })
    expect(booked).toMatchObject({ kind: 'done', visit: { at: NOW + DAY, patient, status: 'booked' } })
    const visit = booked.kind === 'done' ? booked.visit.id : ''
    expect(await clinic.book({ key: 'k1', patient, slot: first?.slot ?? '', hold })).toMatchObject({ visit: { id: visit } })
    expect(await clinic.findDeed('k1')).toMatchObject({ kind: 'done', visit: { id: visit } })
    expect(await clinic.move({ key: 'k2', visit, slot: second?.slot ?? '' })).toMatchObject({
      kind: 'done',
      visit: { id: visit, at: second?.at },
    })
    expect(await clinic.book({ key: 'k3', patient: other.id, slot: second?.slot ?? '' })).toEqual({ kind: 'taken' })
    expect(await clinic.confirm({ key: 'k4', visit })).toMatchObject({ kind: 'done', visit: { status: 'confirmed' } })
    expect(await clinic.cancel({ key: 'k5', visit, reason: 'ill' })).toMatchObject({
      kind: 'done',
      visit: { status: 'cancelled' },
    })
    expect(await clinic.findFreeTimes(WEEK)).toHaveLength(3)
  })

  it('a hold is given back, and one time is given to one of many', async () => {
    const { clinic } = await start('operations')
    const [first] = await clinic.findFreeTimes(WEEK)
    const held = await clinic.hold({ key: 'h1', slot: first?.slot ?? '', until: NOW + 600_000 })
    await clinic.release({ key: 'r1', hold: held.kind === 'done' ? held.hold : '' })
    // Whoever keeps only the name of a time that was held gets it again.
    const again = await clinic.hold({ key: 'h2', slot: first?.slot ?? '', until: NOW + 600_000 })
    expect(again.kind).toBe('done')
    await clinic.release({ key: 'r2', hold: again.kind === 'done' ? again.hold : '' })
    const proposals = (await clinic.findFreeTimes(WEEK)).filter(({ at }) => at === NOW + DAY)
    expect(proposals).toHaveLength(1)
    const patients = await Promise.all(['A', 'B', 'C', 'D', 'E'].map(name => addPatient(server, name, 'Lis')))
    const deeds = await Promise.all(
      patients.map(({ id }) => clinic.book({ key: `book ${id}`, patient: id, slot: proposals[0]?.slot ?? '' })),
    )
    expect(deeds.filter(({ kind }) => kind === 'done')).toHaveLength(1)
  })

  it('an operation whose answer was lost is looked up, and not sent again', async () => {
    const { patient, clinic } = await start('operations')
    const [first] = await clinic.findFreeTimes(WEEK)
    server.fault = ({ url }) => {
      if (url !== 'Appointment/$book') return undefined
      server.fault = () => undefined
      return 'failed_after'
    }
    const request = { key: 'k1', patient, slot: first?.slot ?? '' }
    await expect(clinic.book(request)).rejects.toMatchObject({ code: 'clinic/failed', retryable: true })
    expect(await clinic.book(request)).toMatchObject({ kind: 'done', visit: { at: first?.at } })
    expect(server.seen.filter(({ url }) => url === 'Appointment/$book')).toHaveLength(1)
  })
})

describe('where the records are only read', () => {
  it('times are offered, and what callers want becomes a task for staff, once', async () => {
    const { patient, slots, clinic } = await start('tasks')
    expect(await clinic.findFreeTimes(WEEK)).toHaveLength(3)
    const booked = await clinic.book({ key: 'k1', patient, slot: slots[0] ?? '', note: 'pierwszy raz' })
    expect(booked).toMatchObject({ kind: 'for_staff', record: { type: 'Task' } })
    expect(await clinic.book({ key: 'k1', patient, slot: slots[0] ?? '' })).toEqual(booked)
    const [task, ...others] = await list<Task>(server, 'Task')
    expect(others).toEqual([])
    expect(task).toMatchObject({
      focus: { reference: `Slot/${slots[0]}` },
      for: { reference: `Patient/${patient}` },
      description: 'Book this time for the patient.\npierwszy raz',
    })
    expect(await clinic.hold({ key: 'h1', slot: slots[0] ?? '', until: NOW + DAY })).toEqual({
      kind: 'refused',
      reason: 'read_only',
    })
    expect((await ask<Slot>(server, `Slot/${slots[0]}`)).status).toBe('free')
  })

  it('a visit is moved, cancelled and confirmed by staff', async () => {
    const { patient, slots, clinic } = await start('tasks')
    const { id } = await server.add<Appointment>({
      resourceType: 'Appointment',
      status: 'booked',
      start: '2026-05-05T08:00:00Z',
      end: '2026-05-05T08:15:00Z',
      participant: [{ actor: { reference: `Patient/${patient}` }, status: 'needs-action' }],
    })
    const deeds = [
      await clinic.move({ key: 'k1', visit: id, slot: slots[1] ?? '' }),
      await clinic.cancel({ key: 'k2', visit: id, reason: 'ill' }),
      await clinic.confirm({ key: 'k3', visit: id }),
    ]
    expect(deeds.map(({ kind }) => kind)).toEqual(['for_staff', 'for_staff', 'for_staff'])
    expect((await list<Task>(server, 'Task')).map(({ focus }) => focus?.reference)).toEqual(
      [1, 2, 3].map(() => `Appointment/${id}`),
    )
    expect((await clinic.findVisit(id))?.status).toBe('booked')
  })
})
