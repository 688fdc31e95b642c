import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Clock, ServiceAnswer, ServiceRequest, Services } from '../../../src/engine/call/ports.ts'
import { createWriteBack } from '../../../src/engine/clinic/write-back/index.ts'
import { OperationalError } from '../../../src/engine/operational-error.ts'
import type { Store } from '../../../src/engine/store/index.ts'
import { emptyStore, openPlaces, openTwo } from '../store/store-places.ts'
import { HOUR, NOON } from './clinic-under-test.ts'
import { makeRequest } from '../../unit/clinic/make-request.ts'

const { places, close } = await openPlaces()
afterAll(close)

const request = (name: string, key: string, input: Readonly<Record<string, unknown>>, mayWait = true): ServiceRequest =>
  makeRequest(name, input, key, mayWait ? { mayWait: true } : {})
const away = () => new OperationalError('clinic/unreachable', 'away', { retryable: true })
const done = (id: string): ServiceAnswer => ({ result: 'done', values: {}, record: { type: 'visits', id, version: '2' } })

describe.each(places)('what the clinic is told later, kept in %s', (_name, place) => {
  let store: Store
  let other: Store
  let time = NOON
  let told: string[] = []
  let answer: (request: ServiceRequest) => ServiceAnswer | Promise<ServiceAnswer> = () => done('x')
  let count = 0
  const timers = new Set<() => void>()
  // The loop ticks only when the test says so.
  const clock: Clock = {
    now: () => time,
    setTimeout(run) {
      timers.add(run)
      return run
    },
    clearTimeout: timer => void timers.delete(timer as () => void),
  }
  const services: Services = {
    call(one) {
      told.push(one.idempotencyKey)
      return answer(one)
    },
  }
  const create = (of = store) =>
    createWriteBack({ services, store: of, clock, newId: () => `letter ${++count}`, log: { warn: () => undefined } })
  const lookAgain = async (): Promise<void> => {
    const writeBack = create(other)
    writeBack.start()
    await writeBack.stop()
  }
  beforeAll(async () => {
    ;[store, other] = await openTwo(place)
  })
  afterAll(async () => {
    await store.close()
    if (other !== store) await other.close()
  })
  beforeEach(async () => {
    await emptyStore(store)
    time = NOON
    told = []
    timers.clear()
    answer = ({ input }) => done(String(input['id']))
  })

  it('is told at once, and leads to the record that was changed', async () => {
    expect(await create().services.call(request('confirm_visit', 'k1', { id: 'V1' }))).toEqual(done('V1'))
    expect(told).toEqual(['k1'])
    expect(await store.outbox.findByKey('clinic k1')).toMatchObject({ state: 'done', answer: { record: { id: 'V1' } } })
  })

  it('lets the call go on while the clinic is away, and is told by any process once it is back', async () => {
    answer = () => Promise.reject(away())
    expect(await create().services.call(request('confirm_visit', 'k1', { id: 'V1' }))).toEqual({ result: 'done', values: {} })
    expect(await store.outbox.count()).toEqual({ waiting: 1, failed: 0 })
    answer = ({ input }) => done(String(input['id']))
    await lookAgain()
    expect(told).toEqual(['k1'])
    time += HOUR
    await lookAgain()
    expect(told).toEqual(['k1', 'k1'])
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
    await lookAgain()
    expect(told).toHaveLength(2)
  })

  it('lets the call go on while the clinic is slow, and takes its answer when it comes', async () => {
    let finish: (answer: ServiceAnswer) => void = () => undefined
    answer = () => new Promise(resolve => (finish = resolve))
    const writeBack = create()
    const call = writeBack.services.call(request('confirm_visit', 'k1', { id: 'V1' }))
    await expect.poll(() => told).toEqual(['k1'])
    for (const run of timers) run()
    expect(await call).toEqual({ result: 'done', values: {} })
    finish(done('V1'))
    await writeBack.stop()
    expect(await store.outbox.findByKey('clinic k1')).toMatchObject({ state: 'done' })
  })

  it('comes in order for each visit, and others do not wait for it', async () => {
    answer = ({ input }) => (input['id'] === 'V1' ? Promise.reject(away()) : done('x'))
    const writeBack = create()
    await writeBack.services.call(request('confirm_visit', 'k1', { id: 'V1' }))
    await writeBack.services.call(request('note_visit', 'k2', { id: 'V1' }))
    await writeBack.services.call(request('confirm_visit', 'k3', { id: 'V2' }))
    expect(told).toEqual(['k1', 'k3'])
    answer = () => done('x')
    time += HOUR
    await lookAgain()
    await lookAgain()
    expect(told).toEqual(['k1', 'k3', 'k1', 'k2'])
  })

  it('comes in order for each patient, whose visits were called about or who was called', async () => {
    const anna = { id: 'P1', name: 'Anna Nowak', born: null, gender: null, language: null, address: null, phones: [] }
    await store.clinic.patients.save(anna, NOON)
    const visit = { patient: 'P1', slot: null, at: NOON + HOUR, durationMs: null, specialty: null, doctor: null, place: null }
    for (const id of ['V1', 'V2'])
      await store.clinic.visits.add({ ...visit, id, program: null, prep: null, note: null, status: 'booked', reason: null }, NOON)
    answer = ({ input }) => (input['id'] === 'V1' ? Promise.reject(away()) : done('x'))
    const writeBack = create()
    await writeBack.services.call(request('confirm_visit', 'k1', { id: 'V1' }))
    await writeBack.services.call(request('confirm_visit', 'k2', { id: 'V2' }))
    await writeBack.services.call(request('staff_task', 'k3', { patient_id: 'P1' }))
    expect(told).toEqual(['k1'])
    answer = () => done('x')
    time += HOUR
    for (let looks = 0; looks < 3; looks += 1) await lookAgain()
    expect(told).toEqual(['k1', 'k1', 'k2', 'k3'])
  })

  it('leads from its call to the record', async () => {
    await create().services.call(request('confirm_visit', 'k1', { id: 'V1' }))
    await create().services.call(request('confirm_visit', 'k2', { id: 'V2' }))
    const [letter, ...others] = await store.outbox.listDone({ kind: 'clinic', call: 'call of k1', limit: 9 })
    expect(others).toEqual([])
    expect(letter).toMatchObject({ payload: { idempotencyKey: 'k1' }, answer: { record: { id: 'V1', version: '2' } } })
    expect(JSON.stringify(letter?.payload)).not.toContain('V1')
  })

  it('is one letter for the same key', async () => {
    const writeBack = create()
    await writeBack.services.call(request('confirm_visit', 'k1', { id: 'V1' }))
    expect(await writeBack.services.call(request('confirm_visit', 'k1', { id: 'V1' }))).toEqual(done('V1'))
    expect(told).toEqual(['k1'])
  })

  it('that the clinic refuses becomes a task for its staff with the reason, and may be tried again', async () => {
    answer = () => Promise.reject(new OperationalError('clinic/refused', 'no', { facts: { reason: 'cancelled' } }))
    await expect(create().services.call(request('confirm_visit', 'k1', { id: 'V1' }))).rejects.toThrow('refused')
    expect(await store.outbox.findByKey('clinic k1')).toMatchObject({ error: 'clinic/refused: cancelled' })
    expect(await store.tasks.list({})).toMatchObject([{ kind: 'staff', reason: 'clinic_refused', state: 'open' }])
    expect((await store.tasks.list({}))[0]?.note).toContain('confirm_visit: cancelled')
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 1 })
    answer = () => done('V1')
    expect(await store.outbox.retry(undefined, time)).toBe(1)
    await lookAgain()
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })

  it('is told by another process when the one that began has died', async () => {
    answer = () => new Promise(() => undefined)
    void create().services.call(request('confirm_visit', 'k1', { id: 'V1' }))
    await expect.poll(() => told).toEqual(['k1'])
    answer = () => done('V1')
    await lookAgain()
    expect(told).toEqual(['k1'])
    time += 120_000
    await lookAgain()
    expect(told).toEqual(['k1', 'k1'])
    expect(await store.outbox.findByKey('clinic k1')).toMatchObject({ state: 'done' })
  })

  it('is nothing that the caller has to know: that goes to the clinic directly', async () => {
    answer = () => Promise.reject(away())
    await expect(create().services.call(request('move_visit', 'k1', { id: 'V1' }, false))).rejects.toThrow('away')
    expect(await store.outbox.count()).toEqual({ waiting: 0, failed: 0 })
  })
})
