import type { Appointment } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClinicSystem } from '../../../../src/engine/clinic/index.ts'
import { type Fault, type FhirServer, startFhirServer } from './fhir-server.ts'
import { addPatient, fillServer, findFaults, list, MINUTE, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
let patient = ''
let slots: readonly string[] = []
beforeEach(async () => {
  server = await startFhirServer()
  ;({ patient, slots } = await fillServer(server, 3))
})
afterEach(() => server.close())

const slot = (index: number): string => slots[index] ?? ''
const clock = { at: NOW }
beforeEach(() => (clock.at = NOW))

/** The process dies at its n-th request from now on: before the server did it, or after. */
const dieAt = (request: number, how: Extract<Fault, 'away' | 'failed_after'>): void => {
  let count = 0
  server.fault = () => {
    count += 1
    return count < request ? undefined : count === request ? how : 'away'
  }
}

const cancelAll = async (): Promise<void> => {
  const clinic = await openClinic(server, { clock })
  for (const { id } of await list<Appointment>(server, 'Appointment?status=booked'))
    await clinic.cancel({ key: `end ${id}`, visit: id })
}

/** Does a deed that dies at each of its requests in turn, until it is whole; `after` is given what is left of each. */
const dieEverywhere = async (
  prepare: () => Promise<(clinic: ClinicSystem, key: string) => Promise<unknown>>,
  after: (deed: (clinic: ClinicSystem, key: string) => Promise<unknown>, key: string) => Promise<void>,
): Promise<number> => {
  for (let request = 1; ; request += 1)
    for (const how of ['away', 'failed_after'] as const) {
      await cancelAll()
      const deed = await prepare()
      const key = `dies at ${request} ${how}`
      const doomed = await openClinic(server, { clock })
      dieAt(request, how)
      const isWhole = await deed(doomed, key).then(
        () => true,
        () => false,
      )
      server.fault = () => undefined
      if (isWhole) return request
      await after(deed, key)
    }
}

const bookFirst = async (): Promise<string> => {
  const clinic = await openClinic(server, { clock })
  const { id } = await addPatient(server, 'Anna', 'Nowak')
  const booked = await clinic.book({ key: `first ${id}`, patient: id, slot: slot(0) })
  if (booked.kind !== 'done') throw new Error(booked.kind)
  return booked.visit.id
}
describe('a process that dies at any request of a deed', () => {
  it('leaves a booking that the same key brings to its end', async () => {
    const requests = await dieEverywhere(
      async () => (clinic, key) => clinic.book({ key, patient, slot: slot(0) }),
      async (deed, key) => {
        const clinic = await openClinic(server, { clock })
        expect(await deed(clinic, key)).toMatchObject({ kind: 'done' })
        expect(await findFaults(server)).toEqual([])
        expect(await list(server, 'Appointment?status=booked')).toHaveLength(1)
      },
    )
    expect(requests).toBeGreaterThan(5)
  })

  it('leaves a booking whose key tells what became of it, and that is done or not', async () => {
    await dieEverywhere(
      async () => (clinic, key) => clinic.book({ key, patient, slot: slot(0) }),
      async (_, key) => {
        const clinic = await openClinic(server, { clock })
        const fate = await clinic.findDeed(key)
        expect(await findFaults(server)).toEqual([])
        expect(await list(server, 'Appointment?status=booked')).toHaveLength(fate === 'not_done' ? 0 : 1)
        expect(await list(server, 'Appointment?status=pending')).toEqual([])
      },
    )
  })

  it('leaves a move that the same key brings to its end, and the visit somewhere at every moment', async () => {
    const requests = await dieEverywhere(
      async () => {
        const visit = await bookFirst()
        return async (clinic, key) => clinic.move({ key, visit, slot: slot(1) })
      },
      async (deed, key) => {
        expect(await list(server, 'Appointment?status=booked')).toHaveLength(1)
        const clinic = await openClinic(server, { clock })
        expect(await deed(clinic, key)).toMatchObject({ kind: 'done' })
        expect(await findFaults(server)).toEqual([])
        expect((await list<Appointment>(server, 'Appointment?status=booked'))[0]?.slot).toEqual([
          { reference: `Slot/${slot(1)}` },
        ])
      },
    )
    expect(requests).toBeGreaterThan(8)
  })

  it('leaves a cancellation that the same key brings to its end', async () => {
    await dieEverywhere(
      async () => {
        const visit = await bookFirst()
        return async (clinic, key) => clinic.cancel({ key, visit, reason: 'ill' })
      },
      async (deed, key) => {
        const clinic = await openClinic(server, { clock })
        expect(await deed(clinic, key)).toMatchObject({ kind: 'done', visit: { status: 'cancelled' } })
        expect(await findFaults(server)).toEqual([])
      },
    )
  })

  it('is tidied up after by the others when nobody goes on: no time is lost, no visit is', async () => {
    for (const moves of [false, true])
      await dieEverywhere(
        async () => {
          const visit = moves ? await bookFirst() : undefined
          return async (clinic, key) =>
            visit === undefined ? clinic.book({ key, patient, slot: slot(1) }) : clinic.move({ key, visit, slot: slot(1) })
        },
        async () => {
          clock.at += 3 * MINUTE
          const clinic = await openClinic(server, { clock })
          await clinic.mend(0)
          expect(await findFaults(server)).toEqual([])
          expect(await list(server, 'Appointment?status=pending')).toEqual([])
          // A booking whose last answer alone was lost is one.
          const { length } = await list(server, 'Appointment?status=booked')
          expect(length).toBeGreaterThanOrEqual(moves ? 1 : 0)
          expect(length).toBeLessThanOrEqual(1)
        },
      )
  })

  it('does not stand in the way of others once it is dead for two minutes', async () => {
    const doomed = await openClinic(server, { clock })
    const { id } = await addPatient(server, 'Ewa', 'Lis')
    // The slot is taken, and the appointment still pending.
    server.fault = ({ method, url }) => (method === 'PUT' && url.startsWith('Appointment/') ? 'away' : undefined)
    await expect(doomed.book({ key: 'dead', patient, slot: slot(0) })).rejects.toMatchObject({ retryable: true })
    server.fault = () => undefined
    const clinic = await openClinic(server, { clock })
    expect(await clinic.book({ key: 'other', patient: id, slot: slot(0) })).toEqual({ kind: 'taken' })
    clock.at += 3 * MINUTE
    expect(await clinic.book({ key: 'other', patient: id, slot: slot(0) })).toMatchObject({ kind: 'done' })
    // The dead one wakes up: its time is another's by now.
    expect(await doomed.book({ key: 'dead', patient, slot: slot(0) })).toEqual({ kind: 'taken' })
    expect(await findFaults(server)).toEqual([])
  })
})
