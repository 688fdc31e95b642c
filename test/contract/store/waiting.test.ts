import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  listWaiting,
  listWaitingFor,
  listWaitingOf,
  rankWaiting,
  saveWaiting,
  type Waiting,
} from '../../../src/engine/clinic/waiting-list/index.ts'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { NOON } from './make-records.ts'
import { emptyStore, openPlaces } from './store-places.ts'

const HOUR = 3_600_000
const { places, close } = await openPlaces()
afterAll(close)

const either = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const wanted = {
  // Mostly alike, so that many are to be put in order.
  specialty: fc.constantFrom('okulistyka', 'okulistyka', 'okulistyka', 'kardiologia', undefined),
  doctor: fc.constantFrom(undefined, undefined, 'Hanna Dąbrowska', 'Ewa Zielińska'),
  place: fc.constantFrom(undefined, undefined, 'ulica Długa'),
  program: fc.constantFrom(undefined, undefined, undefined, 'flu'),
}
const times = fc.record(
  { slot: fc.constant('S1'), at: fc.constant(NOON + 48 * HOUR), ...wanted },
  { requiredKeys: ['slot', 'at'] },
)
const people = fc.array(
  fc.record({
    since: fc.integer({ min: NOON - 90 * HOUR, max: NOON }),
    urgency: fc.nat({ max: 2 }),
    visit: either(fc.integer({ min: 1, max: 99 }).map(hours => ({ id: 'V', at: NOON + hours * HOUR }))),
    ...wanted,
  }),
  { maxLength: 12 },
)
/** As somebody is written who does not name what does not matter to them. */
const write = <T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never

describe.each(places)('the waiting list over %s', (_name, place) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(place)
  })
  afterAll(() => store.close())
  beforeEach(() => emptyStore(store))

  it('is read for a time as far as it is asked, in the order in which people are asked', async () => {
    await fc.assert(
      fc.asyncProperty(people, times, fc.integer({ min: 1, max: 12 }), async (who, time, limit) => {
        await emptyStore(store)
        const all: Waiting[] = who.map((one, index) => write({ id: `W${index + 10}`, patient: `P${index % 5}`, ...one }))
        for (const one of all) await saveWaiting(store, one, NOON)
        const { fit } = rankWaiting(write(time), all, NOON, 'Europe/Warsaw')
        expect(await listWaitingFor(store, write(time), limit)).toEqual(fit.slice(0, limit))
        expect(new Set(await listWaiting(store))).toEqual(new Set(all))
        const own = all.filter(({ patient }) => patient === 'P1')
        expect(new Set(await listWaitingOf(store, 'P1'))).toEqual(new Set(own))
      }),
      { numRuns: 30 },
    )
  })

  it('has whoever is served, or has left, no more', async () => {
    for (const id of ['W1', 'W2', 'W3']) await saveWaiting(store, { id, patient: 'P1', since: NOON, urgency: 0 }, NOON)
    await store.waiting.end('W1', 'served', NOON)
    await store.waiting.end('W2', 'left', NOON)
    const left = [{ id: 'W3', patient: 'P1', since: NOON, urgency: 0 }]
    expect(await listWaitingFor(store, { slot: 'S1', at: NOON }, 9)).toEqual(left)
    expect(await listWaitingOf(store, 'P1')).toEqual(left)
  })

  it('is the same after a release that began to look people up by what they wait for', async () => {
    const waiting: Waiting = { id: 'W1', patient: 'P1', since: NOON, urgency: 1, specialty: 'okulistyka', parts: ['morning'] }
    await saveWaiting(store, waiting, NOON)
    await saveWaiting(store, { ...waiting, id: 'W2', doctor: 'Hanna "Hania" Dąbrowska' }, NOON + 1)
    const before = await listWaiting(store)
    await goBack(store, before)
    await store.close()
    store = await openStore(place)
    expect(await listWaiting(store)).toEqual(before)
    const time = { slot: 'S1', at: NOON, specialty: 'okulistyka' }
    expect(await listWaitingFor(store, time, 9)).toEqual([waiting])
    expect((await store.waiting.find('W1'))?.wants).toEqual({ parts: ['morning'] })
  })
})

/** The table as it was before that release. */
async function goBack({ database }: Store, list: readonly Waiting[]): Promise<void> {
  for (const index of ['waiting_wanted', 'waiting_patient']) await sql`drop index ${sql.ref(index)}`.execute(database)
  for (const column of ['specialty', 'doctor', 'place', 'program'])
    await sql`alter table waiting drop column ${sql.ref(column)}`.execute(database)
  for (const { id, patient: _patient, since: _since, urgency: _urgency, ...wants } of list)
    await sql`update waiting set wants = ${JSON.stringify(wants)} where id = ${id}`.execute(database)
  await sql`drop table leaving`.execute(database)
  await sql`delete from kysely_migration where name >= '0011'`.execute(database)
}
