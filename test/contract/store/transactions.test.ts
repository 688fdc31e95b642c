import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { addContacts, claimAll, NOON, startCampaign } from './make-records.ts'
import { emptyStore, openPlaces } from './store-places.ts'

const { places, close } = await openPlaces()
afterAll(close)

describe.each(places)('transactions that arrive together over %s', (name, place) => {
  let store: Store
  let reader: Store
  beforeAll(async () => {
    store = await openStore(place)
    reader = await openStore(place)
  })
  afterAll(() => Promise.all([store.close(), reader.close()]))
  beforeEach(() => emptyStore(store))

  const save = (index: number, fails = false): Promise<string> =>
    store.transaction(async inside => {
      const campaign = `campaign ${index}`
      await inside.campaigns.saveVersion({ campaign, hash: 'v1', source: '', document: {}, savedAt: NOON })
      if (fails) throw new Error(`${campaign} failed`)
      return campaign
    })
  const listNames = async (): Promise<readonly string[]> => (await reader.campaigns.list()).map(campaign => campaign.name)

  it('are seen by every process once they have resolved', async () => {
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const campaign = await save(index)
        expect(await reader.campaigns.find(campaign)).toMatchObject({ name: campaign })
      }),
    )
    expect(await listNames()).toHaveLength(30)
  })
  it('leave what may be done once at a time to the first that comes', async () => {
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const first = store.exclusively('watch', () => {
      begun.resolve()
      return end.promise
    })
    await begun.promise
    // An SQLite file has one process, and nobody else to take turns with.
    const other = name === 'sqlite' ? store : reader
    expect(await other.exclusively('watch', () => Promise.reject(new Error('twice')))).toBe(false)
    expect(await reader.exclusively('other', async () => undefined)).toBe(true)
    end.resolve()
    expect(await first).toBe(true)
    expect(await reader.exclusively('watch', async () => undefined)).toBe(true)
  })
  it('are each kept or not: one that fails takes nothing of the others with it', async () => {
    const ends = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => save(index, index % 3 === 1)))
    const said = ends.map(end => (end.status === 'fulfilled' ? end.value : String(end.reason)))
    expect(said).toEqual(
      Array.from({ length: 30 }, (_, index) => (index % 3 === 1 ? `Error: campaign ${index} failed` : `campaign ${index}`)),
    )
    expect((await listNames()).toSorted()).toEqual(said.filter(one => one.startsWith('campaign')).toSorted())
  })
  it('go side by side where they may, each kept or not, and those of one key one after the other', async () => {
    let most = 0
    const underWay = new Set<string>()
    const work = (key: string, index: number): Promise<number> =>
      store.together(key, async inside => {
        expect(underWay.has(key)).toBe(false)
        underWay.add(key)
        most = Math.max(most, underWay.size)
        try {
          const campaign = `campaign ${index}`
          await inside.campaigns.saveVersion({ campaign, hash: 'v1', source: '', document: {}, savedAt: NOON })
          if (index % 7 === 3) throw new Error(`${campaign} failed`)
          return index
        } finally {
          underWay.delete(key)
        }
      })
    const indices = Array.from({ length: 30 }, (_, index) => index)
    const ends = await Promise.allSettled(indices.map(index => work(`key ${index % 10}`, index)))
    const kept = ends.flatMap(end => (end.status === 'fulfilled' ? [end.value] : []))
    expect(kept).toEqual(indices.filter(index => index % 7 !== 3))
    expect((await listNames()).toSorted()).toEqual(kept.map(index => `campaign ${index}`).toSorted())
    expect(most).toBeGreaterThan(5)
  })
  it('end attempts and plan contacts in a few statements, each by its own guard', async () => {
    await startCampaign(store)
    await addContacts(store, 20)
    const { claimed } = await store.attempts.claim(claimAll({ limit: 20 }))
    const ends = await Promise.all(
      claimed.map(({ attempt, contact }, index) =>
        store.together(contact.id, async inside => {
          const guard = { fence: index % 2 === 0 ? attempt.fence : attempt.fence + 1 }
          const isEnded = await inside.attempts.end(attempt.id, { outcome: 'busy', at: NOON, counted: true }, guard)
          if (!isEnded) return false
          expect((await inside.contacts.find(contact.id))?.id).toBe(contact.id)
          expect((await inside.readHistories([contact], NOON)).get(contact.id)?.attempts).toMatchObject([{ outcome: 'busy' }])
          return inside.contacts.plan(contact.id, { state: 'waiting', dueAt: NOON + 1, reason: 'again' }, NOON, ['calling'])
        }),
      ),
    )
    expect(ends).toEqual(claimed.map((_, index) => index % 2 === 0))
    const live = new Set((await reader.attempts.listLive('visits')).map(({ contact }) => contact))
    expect([...live].toSorted()).toEqual(
      claimed.flatMap(({ contact }, index) => (index % 2 === 0 ? [] : [contact.id])).toSorted(),
    )
    expect(await reader.contacts.list({ state: 'waiting' })).toHaveLength(10)
  })
  it.runIf(name === 'sqlite')('all reject when what they share cannot be committed, and nothing of them is kept', async () => {
    const first = save(0)
    const breaking = store.transaction(async inside => {
      await sql`pragma defer_foreign_keys = on`.execute(inside.database)
      await sql`insert into person_numbers (person, number, position) values ('nobody', '+48600000000', 0)`.execute(
        inside.database,
      )
    })
    const ends = await Promise.allSettled([first, save(1), breaking, save(2)])
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
    expect(await listNames()).toEqual(['campaign 0'])
    expect(await save(3)).toBe('campaign 3')
  })
})
