import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/engine/store/index.ts'
import { addContacts, claimAll, inboundCall, NOON, numberOf, startCampaign } from './make-records.ts'
import { emptyStore, openPlaces, openTwo } from './store-places.ts'

const { places, close } = await openPlaces()
afterAll(close)

describe.each(places)('the queue over %s', (_name, place) => {
  let store: Store
  let other: Store
  beforeAll(async () => {
    ;[store, other] = await openTwo(place)
  })
  afterAll(async () => {
    await store.close()
    if (other !== store) await other.close()
  })
  beforeEach(async () => {
    await emptyStore(store)
    await startCampaign(store)
  })

  describe('a claim', () => {
    it('gives each contact to one of several workers', async () => {
      const ids = await addContacts(store, 60)
      const rounds = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? store : other).attempts.claim(claimAll({ worker: `worker ${index}`, limit: 10 })),
        ),
      )
      const claimed = rounds.flatMap(({ claimed }) => claimed.map(({ contact }) => contact.id))
      expect(new Set(claimed).size).toBe(claimed.length)
      // Workers step over what others hold: who came late may find less than is left.
      const rest = (await store.attempts.claim(claimAll({ limit: 100 }))).claimed.map(({ contact }) => contact.id)
      expect([...claimed, ...rest].sort()).toEqual([...ids].sort())
      expect(await store.attempts.listLive('visits')).toHaveLength(60)
    })
    it('never has two live attempts to one number, and tries again later', async () => {
      await addContacts(store, 1)
      await addContacts(store, 1, { from: 7, numbers: [numberOf(0)] })
      const first = await store.attempts.claim(claimAll())
      const second = await other.attempts.claim(claimAll({ worker: 'two' }))
      expect(first.claimed.length + second.claimed.length).toBe(1)
      const waiting = await store.contacts.list({ state: 'waiting' })
      expect(waiting).toHaveLength(1)
      expect(waiting[0]).toMatchObject({ reason: 'number_busy', dueAt: NOON + 60_000 })
      await store.attempts.end(first.claimed[0]?.attempt.id ?? '', { outcome: 'busy', at: NOON + 1000, counted: true })
      expect((await other.attempts.claim(claimAll({ now: NOON + 60_000 }))).claimed).toHaveLength(1)
    })
    it('takes the highest priority first, then who has waited longest', async () => {
      await addContacts(store, 1, { from: 0, priority: 0, dueAt: NOON - 9000 })
      await addContacts(store, 1, { from: 1, priority: 5, dueAt: NOON - 10 })
      await addContacts(store, 1, { from: 2, priority: 5, dueAt: NOON - 20 })
      await addContacts(store, 1, { from: 3, priority: 9, dueAt: NOON + 1 })
      const { claimed } = await store.attempts.claim(claimAll({ limit: 3 }))
      expect(claimed.map(({ contact }) => contact.data['index'])).toEqual([2, 1, 0])
    })
    it('that finds nobody writes nothing', async () => {
      await addContacts(store, 2, { dueAt: NOON + 1 })
      expect(await store.attempts.claim(claimAll({ pace: { perSecond: 2, trunkPerSecond: 5 } }))).toMatchObject({ considered: 0 })
      expect(await store.database.selectFrom('pace').selectAll().execute()).toEqual([])
    })
    it.each(['paused', 'draining', 'ending', 'stopped', 'draft', 'finished'] as const)(
      'finds nothing in a campaign that is %s',
      async state => {
        await addContacts(store, 3)
        await other.campaigns.setState('visits', state, NOON)
        expect((await store.attempts.claim(claimAll())).claimed).toEqual([])
      },
    )
    it('begins no call after a pause has been acknowledged', async () => {
      await addContacts(store, 200)
      let isPaused = false
      const late: string[] = []
      const work = async (worker: string, of: Store): Promise<void> => {
        for (let round = 0; round < 8; round++) {
          const began = isPaused
          const { claimed } = await of.attempts.claim(claimAll({ worker, limit: 5 }))
          if (began && claimed.length > 0) late.push(worker)
        }
      }
      await Promise.all([
        work('one', store),
        work('two', other),
        (async () => {
          await other.campaigns.setState('visits', 'paused', NOON)
          isPaused = true
          const before = (await store.attempts.listLive()).length
          await new Promise(resolve => setTimeout(resolve, 100))
          expect(await store.attempts.listLive()).toHaveLength(before)
        })(),
      ])
      expect(late).toEqual([])
    })
    it('claims nothing by a version that is no longer in force', async () => {
      await addContacts(store, 1)
      await other.campaigns.saveVersion({ campaign: 'visits', hash: 'v2', source: '', document: {}, savedAt: NOON })
      expect(await store.attempts.claim(claimAll())).toMatchObject({ claimed: [], isOutdated: true })
      const { claimed } = await store.attempts.claim(claimAll({ version: 'v2' }))
      expect(claimed[0]?.attempt.version).toBe('v2')
    })
    it('puts what the plan says into force', async () => {
      await addContacts(store, 4)
      const { claimed, settled } = await store.attempts.claim(
        claimAll({
          decide: contact => {
            const index = Number(contact.data['index'])
            if (index === 0) return { kind: 'wait', dueAt: NOON + 5000, reason: 'outside_hours' }
            if (index === 1) return { kind: 'finish', outcome: 'opted_out', reason: 'opted_out' }
            if (index === 2) return { kind: 'worklist', outcome: 'unreached', reason: 'attempts_used' }
            return { kind: 'call', number: contact.numbers[0] ?? '', reason: 'first' }
          },
        }),
      )
      expect(claimed).toHaveLength(1)
      expect(settled.map(({ decision }) => decision.kind).sort()).toEqual(['finish', 'worklist'])
      const contacts = await other.contacts.list({ campaign: 'visits' })
      expect(contacts.map(({ state, outcome, dueAt, attempts }) => ({ state, outcome, dueAt, attempts }))).toEqual([
        { state: 'waiting', outcome: null, dueAt: NOON + 5000, attempts: 0 },
        { state: 'finished', outcome: 'opted_out', dueAt: null, attempts: 0 },
        { state: 'worklist', outcome: 'unreached', dueAt: null, attempts: 0 },
        { state: 'calling', outcome: null, dueAt: null, attempts: 1 },
      ])
    })
    it('leaves nothing behind when its transaction fails', async () => {
      await addContacts(store, 2)
      const failing = store.transaction(async inside => {
        await inside.attempts.claim(claimAll())
        throw new Error('the power went')
      })
      await expect(failing).rejects.toThrow('the power went')
      expect(await other.attempts.listLive()).toEqual([])
      expect((await other.attempts.claim(claimAll())).claimed).toHaveLength(2)
    })
  })

  describe('capacity', () => {
    it('of agents is one for all campaigns that have them', async () => {
      await startCampaign(store, 'surveys')
      await addContacts(store, 6)
      await addContacts(store, 6, { from: 20, campaign: 'surveys' })
      const pace = { agents: { name: 'reception', atOnce: 3 } }
      const first = await store.attempts.claim(claimAll({ pace, limit: 2 }))
      const second = await other.attempts.claim(claimAll({ pace, campaign: 'surveys', worker: 'two' }))
      expect([first.claimed.length, second.claimed.length]).toEqual([2, 1])
      const nurses = { agents: { name: 'nurses', atOnce: 3 } }
      expect((await other.attempts.claim(claimAll({ pace: nurses, campaign: 'surveys' }))).claimed).toHaveLength(3)
      await store.attempts.end(first.claimed[0]?.attempt.id ?? '', { outcome: 'busy', at: NOON, counted: true })
      expect((await other.attempts.claim(claimAll({ pace, campaign: 'surveys' }))).claimed).toHaveLength(1)
    })
    it('is not exceeded by several workers at once', async () => {
      await addContacts(store, 50)
      const pace = { atOnce: 20, trunkAtOnce: 15, keepForInbound: 4 }
      await store.calls.save(inboundCall('call 1'))
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? store : other).attempts.claim(claimAll({ pace, worker: `${index}`, limit: 6 })),
        ),
      )
      // Fifteen channels: one call in, four kept for those to come.
      expect(claims.reduce((sum, { claimed }) => sum + claimed.length, 0)).toBe(10)
      await store.calls.save({ ...inboundCall('call 1'), endedAt: NOON })
      expect((await store.attempts.claim(claimAll({ pace }))).claimed).toHaveLength(1)
    })
    it('limits calls a second', async () => {
      await addContacts(store, 30)
      const pace = { perSecond: 2 }
      const claimAt = async (now: number): Promise<number> => (await store.attempts.claim(claimAll({ pace, now }))).claimed.length
      expect([
        await claimAt(NOON),
        await claimAt(NOON),
        await claimAt(NOON + 500),
        await claimAt(NOON + 10_000),
        await claimAt(NOON + 10_001),
      ]).toEqual([2, 0, 1, 2, 0])
    })
    it('holds for a rate below one a second', async () => {
      await addContacts(store, 5)
      const claimAt = async (now: number): Promise<number> =>
        (await store.attempts.claim(claimAll({ pace: { perSecond: 0.2 }, now }))).claimed.length
      expect([await claimAt(NOON), await claimAt(NOON + 4999), await claimAt(NOON + 5000)]).toEqual([1, 0, 1])
    })
  })

  describe('an attempt', () => {
    const claimOne = async (): Promise<string> => {
      await addContacts(store, 1)
      return (await store.attempts.claim(claimAll())).claimed[0]?.attempt.id ?? ''
    }
    it('moves only forward, whatever the order of its statuses', async () => {
      const id = await claimOne()
      expect(await store.attempts.advance(id, { state: 'answered', at: NOON + 20, callSid: 'sid' })).toBe(true)
      expect(await other.attempts.advance(id, { state: 'ringing', at: NOON + 10 })).toBe(false)
      expect(await other.attempts.advance(id, { state: 'answered', at: NOON + 30 })).toBe(false)
      expect(await other.attempts.findByCallSid('sid')).toMatchObject({ id, state: 'answered', answeredAt: NOON + 20 })
    })
    it('learns the id of the call even from an answer that comes last', async () => {
      const id = await claimOne()
      await store.attempts.advance(id, { state: 'ringing', at: NOON })
      await store.attempts.advance(id, { state: 'dialling', at: NOON, callSid: 'sid' })
      expect(await store.attempts.find(id)).toMatchObject({ state: 'ringing', callSid: 'sid' })
    })
    it('ignores a status older than the last', async () => {
      const id = await claimOne()
      expect(await store.attempts.advance(id, { state: 'ringing', at: NOON, sequence: 5 })).toBe(true)
      expect(await store.attempts.advance(id, { state: 'answered', at: NOON, sequence: 4 })).toBe(false)
      expect(await store.attempts.advance(id, { state: 'answered', at: NOON, sequence: 6 })).toBe(true)
    })
    it('ends once, and stays ended', async () => {
      const id = await claimOne()
      expect(await store.attempts.end(id, { outcome: 'no_answer', at: NOON + 30_000, counted: true })).toBe(true)
      expect(await other.attempts.end(id, { outcome: 'busy', at: NOON + 31_000, counted: false })).toBe(false)
      expect(await other.attempts.advance(id, { state: 'answered', at: NOON + 32_000 })).toBe(false)
      expect(await store.attempts.find(id)).toMatchObject({ state: 'ended', outcome: 'no_answer', counted: true })
    })
    it('passes to another worker when its lease has run out, and the first is late', async () => {
      const id = await claimOne()
      expect(await other.attempts.takeExpired('two', NOON + 29_999, 30_000, 10)).toEqual([])
      const [taken] = await other.attempts.takeExpired('two', NOON + 30_000, 30_000, 10)
      expect(taken).toMatchObject({ id, worker: 'two', fence: 2, leaseUntil: NOON + 60_000 })
      expect(await store.attempts.renew('one', [{ id, fence: 1 }], NOON + 90_000)).toEqual([id])
      expect(await store.attempts.end(id, { outcome: 'busy', at: NOON, counted: true }, { fence: 1 })).toBe(false)
      expect(await other.attempts.renew('two', [{ id, fence: 2 }], NOON + 90_000)).toEqual([])
      expect(await other.attempts.takeExpired('three', NOON + 89_000, 30_000, 10)).toEqual([])
    })
    it('is taken over by one of several', async () => {
      await addContacts(store, 20)
      await store.attempts.claim(claimAll())
      const taken = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          (index % 2 === 0 ? store : other).attempts.takeExpired(`${index}`, NOON + 60_000, 30_000, 5),
        ),
      )
      const ids = taken.flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    })
  })
})
