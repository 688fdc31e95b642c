import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haltCampaign } from '../../../../src/engine/campaigns/dialler/index.ts'
import { createWorld, type World } from './world.ts'

const MINUTE = 60_000
const lives = fc.record({
  seed: fc.integer({ min: 1, max: 10_000 }),
  at: fc.integer({ min: 0, max: 12 * MINUTE }),
  processes: fc.integer({ min: 1, max: 3 }),
  answered: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
})

/** Several processes that call twenty people, of whom some are engaged, at two a second. */
async function start(seed: number, processes: number, answered: readonly boolean[]): Promise<World> {
  let calls = 0
  const world = await createWorld({
    seed,
    plan: { pace: { atOnce: 4, perSecond: 2 } },
    faults: { statusTwice: 0.2, statusLate: 0.2, answerLate: 0.05 },
    answer: () =>
      answered[calls++ % answered.length] === true
        ? { kind: 'answers', afterMs: 4000, talkMs: 30_000 }
        : { kind: 'refuses', sipStatus: 486, afterMs: 1000 },
  })
  await world.addContacts(20)
  for (let index = 0; index < processes; index++) world.startProcess({ tickMs: 2000 })
  return world
}
const startedAt = (world: World): readonly number[] => [...world.exchange.calls.values()].map(call => call.startedAt)

describe('whenever it comes', () => {
  it('a pause that was acknowledged lets no call begin, on whatever process, until the campaign goes on', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(lives, async ({ seed, at, processes, answered }) => {
        const world = await start(seed, processes, answered)
        await world.run(at)
        let acknowledgedAt = Infinity
        void haltCampaign(world.store, world.clock, 'visits', 'pause').then(() => (acknowledgedAt = world.clock.now()))
        await world.run(20_000)
        const before = startedAt(world).length
        await world.run(5 * MINUTE)
        expect(acknowledgedAt).toBeLessThanOrEqual(world.clock.now())
        expect(startedAt(world).filter(one => one > acknowledgedAt)).toEqual([])
        expect(startedAt(world)).toHaveLength(before)
        await world.store.close()
      }),
      { numRuns: 6 },
    )
  })
  it('whoever opted out is not called by any later claim', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(lives, async ({ seed, at, processes, answered }) => {
        const world = await start(seed, processes, answered)
        await world.run(at)
        const now = world.clock.now()
        const gone = Array.from({ length: 10 }, (_, index) => index * 2)
        for (const index of gone) {
          const optOut = { kind: 'opt_out', purpose: '*', channel: '*', source: 'staff', evidence: null, at: now } as const
          await world.store.ledger.record({
            ...optOut,
            id: `opt-out ${index}`,
            subjectKind: 'person',
            subject: `person-${index}`,
          })
        }
        const claimed = async (): Promise<number> => {
          const attempts = await Promise.all(gone.map(index => world.store.attempts.listOfContact(`contact-${index}`)))
          return attempts.flat().filter(({ claimedAt }) => claimedAt > now).length
        }
        await world.run(30 * MINUTE)
        expect(await claimed()).toBe(0)
        await world.store.close()
      }),
      { numRuns: 3 },
    )
  })
})
