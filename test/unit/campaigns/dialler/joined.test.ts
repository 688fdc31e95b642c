import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewContact } from '../../../../src/engine/store/index.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'

const MINUTE = 60_000
const NUMBER = '+48221000999'

/** Contacts that share a number: visits of so many persons, one for each name. */
async function addHousehold(world: World, persons: readonly string[]): Promise<void> {
  const { store, clock } = world
  const now = clock.now()
  for (const person of new Set(persons))
    await store.people.add(
      [{ id: person, key: person, name: null, language: null, zone: null, numbers: [{ number: NUMBER, kind: 'fixed' }] }],
      now,
    )
  const contacts = persons.map((person, index): NewContact => {
    const about = { zone: 'Europe/Warsaw', language: 'pl', data: { index }, variant: null, priority: 0, deadlineAt: null }
    const rest = { dueAt: now, reason: 'new', importId: null, line: null }
    return { ...about, ...rest, id: `visit-${index}`, campaign: 'visits', person, subject: `V${index}`, numbers: [NUMBER] }
  })
  await store.contacts.add(contacts, now)
}
const start = async (options: WorldOptions, persons: readonly string[], tickMs = 1000): Promise<World> => {
  const world = await createWorld({ ...options, plan: { mostJoined: 2, ...options.plan } })
  await addHousehold(world, persons)
  world.startProcess({ tickMs })
  return world
}
const outcomesOf = async (world: World): Promise<readonly (string | null)[]> =>
  (await world.contacts()).map(({ outcome }) => outcome)

describe('several visits of a person, and others with the same number', () => {
  it('are one call, in which each has an outcome of its own', async () => {
    const world = await start({ nextOutcome: (_, index) => ['cancelled', 'confirmed'][index] }, ['anna', 'anna', 'jan'])
    await world.run(3 * MINUTE)
    const [call, ...others] = [...world.exchange.calls.values()]
    expect(others).toEqual([])
    expect(call?.created.tag?.['next']).toMatchObject([{ isSamePerson: true }, { isSamePerson: false }])
    const attempts = await Promise.all(['visit-0', 'visit-1', 'visit-2'].map(id => world.store.attempts.listOfContact(id)))
    expect(attempts.flat().map(({ outcome }) => outcome)).toEqual(['confirmed', 'cancelled', 'confirmed'])
    expect(attempts.flat().map(({ joinedTo }) => joinedTo)).toEqual([null, attempts[0]?.[0]?.id, attempts[0]?.[0]?.id])
  })
  it('were not reached either when nobody took the call', async () => {
    const world = await start({ answer: () => ({ kind: 'refuses', sipStatus: 486, afterMs: 1000 }) }, ['anna', 'anna'])
    await world.run(2 * MINUTE)
    const attempts = await Promise.all(['visit-0', 'visit-1'].map(id => world.store.attempts.listOfContact(id)))
    expect(attempts.flat().map(({ outcome, counted }) => [outcome, counted])).toEqual([
      ['busy', true],
      ['busy', true],
    ])
  })
  it('wait as before when the talk ended before it came to them', async () => {
    const world = await start({}, ['anna', 'anna'])
    await world.run(MINUTE)
    const [attempt] = await world.store.attempts.listOfContact('visit-1')
    expect(attempt).toMatchObject({ outcome: 'withdrawn', counted: false })
    // The plan of this world leaves nobody in peace: it is called on its own.
    await world.run(5 * MINUTE)
    expect(await outcomesOf(world)).toEqual(['confirmed', 'confirmed'])
    expect(world.exchange.calls.size).toBe(2)
  })
  it('take one channel, and are taken back together by a pause', async () => {
    const world = await createWorld({ plan: { mostJoined: 2 } })
    await addHousehold(world, ['anna', 'anna', 'jan'])
    const claim = await world.store.attempts.claim({
      campaign: 'visits',
      version: 'v1',
      worker: 'w',
      now: world.clock.now(),
      leaseMs: MINUTE,
      limit: 5,
      trunk: 'main',
      pace: { atOnce: 1 },
      mostJoined: 2,
      newId: (() => {
        let ids = 0
        return () => `a${++ids}`
      })(),
      decide: () => ({ kind: 'call', number: NUMBER, reason: 'turn' }),
    })
    expect(claim.claimed.map(({ joined }) => joined.length)).toEqual([2])
    expect(await world.store.attempts.withdrawFenced('visits', world.clock.now())).toBe(1)
    expect(await world.store.attempts.listLive()).toEqual([])
    expect((await world.contacts()).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
  })
  it('never have two calls at a time, and each comes to an end, whatever the calls come to', { timeout: 60_000 }, async () => {
    const ends = fc.constantFrom('confirmed', 'no_speech', 'opted_out', undefined)
    const households = fc.record({
      persons: fc.array(fc.constantFrom('anna', 'jan', 'ewa'), { minLength: 2, maxLength: 5 }),
      busy: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      ends: fc.array(ends, { minLength: 12, maxLength: 12 }),
      seed: fc.integer({ min: 1, max: 1000 }),
    })
    await fc.assert(
      fc.asyncProperty(households, async ({ persons, busy, ends, seed }) => {
        let [calls, talks] = [0, 0]
        const world = await start(
          {
            seed,
            faults: { statusDropped: 0.1, statusTwice: 0.2, statusLate: 0.2 },
            answer: () =>
              busy[calls++ % busy.length] === true
                ? { kind: 'refuses', sipStatus: 486, afterMs: 1000 }
                : { kind: 'answers', afterMs: 3000, talkMs: 20_000 },
            nextOutcome: () => ends[talks++ % ends.length],
          },
          persons,
          20_000,
        )
        await world.run(4 * 60 * MINUTE)
        const spans = [...world.exchange.calls.values()]
          .map(({ startedAt, endedAt }) => [startedAt, endedAt ?? Infinity] as const)
          .sort(([one], [other]) => one - other)
        expect(spans.every(([, end], index) => end <= (spans[index + 1]?.[0] ?? Infinity))).toBe(true)
        const contacts = await world.contacts()
        expect(contacts.filter(({ state }) => state === 'waiting' || state === 'calling')).toEqual([])
        for (const { id } of contacts) {
          const attempts = await world.store.attempts.listOfContact(id)
          expect(attempts.filter(({ outcome }) => outcome === 'confirmed').length).toBeLessThanOrEqual(1)
          expect(attempts.every(({ state }) => state === 'ended')).toBe(true)
        }
        await world.store.close()
      }),
      { numRuns: 6 },
    )
  })
})
