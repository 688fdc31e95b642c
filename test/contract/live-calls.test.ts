import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LiveCalls } from '../../src/engine/call/live-calls.ts'
import { createMemoryLiveCalls, openRedisLiveCalls, type RedisLiveCalls } from '../../src/engine/store/live/index.ts'
import { reportMissing } from './missing-server.ts'
import { findFreePort, hasRedis, type RedisServer, startRedis } from './redis-server.ts'

const REDIS = hasRedis()
if (!REDIS) reportMissing('redis-server', 'the state of calls in Redis is')

/** One behaviour, whoever keeps the calls. */
function itKeepsCalls(open: () => Promise<{ readonly one: LiveCalls; readonly other: LiveCalls }>): void {
  let one: LiveCalls
  let other: LiveCalls
  beforeAll(async () => ({ one, other } = await open()))
  afterAll(async () => {
    await one.close()
    await other.close()
  })

  it('knows nothing of a call that nobody kept', async () => {
    expect(await one.claim('new')).toEqual({ fence: 1, state: undefined })
  })

  it('gives the state that was kept last to whoever claims the call', async () => {
    const { fence } = await one.claim('kept')
    expect(await one.keep('kept', fence, 'first')).toBe('kept')
    expect(await one.keep('kept', fence, 'zażółć 🦊 "{}"')).toBe('kept')
    expect(await other.claim('kept')).toEqual({ fence: 2, state: 'zażółć 🦊 "{}"' })
  })

  it('has one owner: who claimed before writes nothing, renews nothing and forgets nothing', async () => {
    const { fence: old } = await one.claim('taken')
    await one.keep('taken', old, 'old')
    const { fence } = await other.claim('taken')
    expect(await one.keep('taken', old, 'zombie')).toBe('lost')
    expect(await one.hold('taken', old)).toBe('lost')
    await one.forget('taken', old)
    expect(await other.keep('taken', fence, 'young')).toBe('kept')
    expect(await one.claim('taken')).toEqual({ fence: 3, state: 'young' })
  })

  it('forgets a call that is over', async () => {
    const { fence } = await one.claim('over')
    await one.keep('over', fence, 'state')
    await one.forget('over', fence)
    expect(await one.keep('over', fence, 'late')).toBe('lost')
    expect((await other.claim('over')).state).toBeUndefined()
  })

  it('finds no call abandoned whose lease runs', async () => {
    const { fence } = await one.claim('leased')
    expect(await one.hold('leased', fence)).toBe('held')
    expect(await other.claimAbandoned(0)).toBeUndefined()
  })

  it('gives an abandoned call to one of two who ask for it', async () => {
    for (const id of ['left-1', 'left-2']) await one.keep(id, (await one.claim(id)).fence, `state of ${id}`)
    // As if their leases had been over for long.
    const claims = await Promise.all([one.claimAbandoned(-1e9), other.claimAbandoned(-1e9)])
    const [first, second] = claims.map(claim => claim?.callId)
    expect(first).toBeDefined()
    expect(second).not.toBe(first)
  })

  it('keeps two hundred calls at once apart', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `many-${index}`)
    const claims = await Promise.all(ids.map(id => one.claim(id)))
    await Promise.all(ids.map((id, index) => one.keep(id, claims[index]?.fence ?? 0, `state of ${id}`)))
    const states = await Promise.all(ids.map(async id => (await other.claim(id)).state))
    expect(states).toEqual(ids.map(id => `state of ${id}`))
  })
}

describe('the state of calls in memory', () => {
  let now = 0
  itKeepsCalls(() => {
    const calls = createMemoryLiveCalls(() => (now += 1))
    return Promise.resolve({ one: calls, other: calls })
  })

  it('finds a call abandoned once its lease is over, and forgets it after some hours', async () => {
    const calls = createMemoryLiveCalls(() => now)
    const { fence } = await calls.claim('a')
    await calls.keep('a', fence, 'state')
    now += 31_000
    expect(await calls.claimAbandoned(60_000)).toBeUndefined()
    expect(await calls.claimAbandoned(0)).toEqual({ callId: 'a', fence: 2, state: 'state' })
    expect(await calls.claimAbandoned(0)).toBeUndefined()
    now += 6 * 3_600_000
    expect(await calls.claimAbandoned(0)).toBeUndefined()
    expect((await calls.claim('a')).state).toBeUndefined()
  })
})

describe.skipIf(!REDIS)('the state of calls in Redis', () => {
  let server: RedisServer
  const open: RedisLiveCalls[] = []
  const connect = async (changes: boolean[] = []): Promise<RedisLiveCalls> => {
    const calls = await openRedisLiveCalls({ url: server.url, prefix: 'test', onChange: isReady => changes.push(isReady) })
    open.push(calls)
    return calls
  }
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(async () => {
    await Promise.all(open.map(calls => calls.close()))
    server.stop()
  })
  itKeepsCalls(async () => ({ one: await connect(), other: await connect() }))

  it('says at once that Redis is away, and goes on when it is back', async () => {
    const port = await findFreePort()
    let own = await startRedis(port)
    const changes: boolean[] = []
    const calls = await openRedisLiveCalls({ url: own.url, onChange: isReady => changes.push(isReady) })
    expect((await calls.claim('x')).fence).toBe(1)
    own.stop()
    await vi.waitFor(() => expect(calls.isReady).toBe(false))
    const before = performance.now()
    await expect(calls.keep('x', 1, 'state')).rejects.toMatchObject({ code: 'live/away', retryable: true })
    expect(performance.now() - before).toBeLessThan(50)
    own = await startRedis(port)
    await vi.waitFor(() => expect(calls.isReady).toBe(true), { timeout: 5000 })
    expect((await calls.claim('x')).fence).toBe(1)
    expect(changes).toEqual([true, false, true])
    await calls.close()
    own.stop()
  })

  it('opens also while Redis is away', async () => {
    const calls = await openRedisLiveCalls({ url: `redis://127.0.0.1:${await findFreePort()}` })
    expect(calls.isReady).toBe(false)
    await expect(calls.claim('x')).rejects.toMatchObject({ code: 'live/away' })
    await calls.close()
  })

  it('refuses an address that is none, without printing it', async () => {
    await expect(openRedisLiveCalls({ url: 'secret@nowhere' })).rejects.toMatchObject({ code: 'live/bad-url' })
  })
})
