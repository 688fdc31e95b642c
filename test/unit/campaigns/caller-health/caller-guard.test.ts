import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createCallerGuard, findCaller, judgeCaller } from '../../../../src/engine/campaigns/caller-health/index.ts'
import { loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import { createLines } from '../../../../src/engine/jambonz/index.ts'
import { openStore, type Store } from '../../../../src/engine/store/index.ts'
import { createVirtualClock } from '../../../../src/simulation/index.ts'
import { addContacts, claimAll, NOON, startCampaign } from '../../../contract/store/make-records.ts'

const NUMBER = '+380441234567'
const { countries } = loadCampaigns(
  new Map(['pl', 'ua'].map(id => [`countries/${id}.yaml`, readFileSync(`campaigns-yaml/countries/${id}.yaml`, 'utf8')])),
)
const SILENT_LOG = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const caller = findCaller(NUMBER, countries, createLines([{ number: NUMBER, scenario: 'visit' }], []))
if (caller === undefined) throw new Error('Ukraine has no rules')

/** Calls from the number, to so many people, each so long. */
async function makeCalls(store: Store, howMany: number, seconds: number, outcome = 'confirmed'): Promise<void> {
  await addContacts(store, howMany)
  const { claimed } = await store.attempts.claim(claimAll({ caller: NUMBER }))
  for (const { attempt } of claimed) {
    await store.attempts.advance(attempt.id, { state: 'answered', at: NOON })
    await store.attempts.end(attempt.id, { outcome, at: NOON + seconds * 1000, counted: true })
  }
}
const open = async (): Promise<Store> => {
  const store = await openStore(':memory:')
  await startCampaign(store)
  return store
}
/** Calls in that came to nothing, more than one in twenty. */
async function addCallsIn(store: Store, howMany: number): Promise<void> {
  for (let index = 0; index < howMany; index++)
    await store.calls.save({
      id: `in-${index}`,
      direction: 'inbound',
      attempt: null,
      campaign: null,
      person: null,
      number: null,
      line: NUMBER,
      trunk: 'main',
      scenario: 'visit',
      language: 'uk',
      journal: null,
      outcome: 'hung_up_early',
      result: null,
      cost: null,
      beganAt: NOON,
      answeredAt: NOON,
      endedAt: NOON + 1000,
    })
}

describe('a number that calls out', () => {
  it('is judged by the rules of its country, unless it is registered', () => {
    expect(findCaller('+48221234567', countries, undefined)).toBeUndefined()
    expect(findCaller(NUMBER, countries, createLines([], [], { registered: [NUMBER] }))).toBeUndefined()
    expect(findCaller(NUMBER, countries, undefined)).toMatchObject({ number: NUMBER, isAnswered: false })
  })
  it('is judged by its own calls of the last days, once they are enough to say', async () => {
    const store = await open()
    await makeCalls(store, 19, 90)
    expect(await judgeCaller(store, caller, NOON)).toBeUndefined()
    await makeCalls(store, 25, 90)
    expect((await judgeCaller(store, caller, NOON))?.signs).toContainEqual(
      expect.objectContaining({ measure: 'different_numbers_share', state: 'shown' }),
    )
    expect(await judgeCaller(store, caller, NOON + 8 * 24 * 3_600_000)).toBeUndefined()
  })
  it('stops before the sign that would have it blocked, and calls on when that is past', async () => {
    const store = await open()
    const rules = { ...caller.rules, blockedBy: 3 }
    await makeCalls(store, 30, 90)
    await addCallsIn(store, 5)
    // Many numbers and nothing but calls: two signs. Talks of 90 s are far from 60.
    expect((await judgeCaller(store, { ...caller, rules }, NOON))?.state).toBe('warned')
    const short = await open()
    await makeCalls(short, 30, 70)
    await addCallsIn(short, 5)
    // 70 s lie within a fifth of the limit.
    expect((await judgeCaller(short, { ...caller, rules }, NOON))?.state).toBe('stopped')
    const clock = createVirtualClock(NOON)
    const guard = createCallerGuard(short, clock, SILENT_LOG)
    expect(await guard.mayCall({ ...caller, rules })).toBe(false)
    clock.advanceTo(NOON + 8 * 24 * 3_600_000)
    expect(await guard.mayCall({ ...caller, rules })).toBe(true)
  })
})
