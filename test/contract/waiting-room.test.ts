import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WaitingCaller, WaitingRoom } from '../../src/engine/call/waiting-room.ts'
import { createMemoryWaitingRoom, openRedisWaitingRoom } from '../../src/engine/store/live/index.ts'
import { makeTransfer } from '../unit/jambonz/harness.ts'
import { reportMissing } from './missing-server.ts'
import { findFreePort, hasRedis, type RedisServer, startRedis } from './redis-server.ts'

const REDIS = hasRedis()
if (!REDIS) reportMissing('redis-server', 'queues in Redis are')

const LEASE_MS = 600

const makeCaller = (callId: string, since = 0): WaitingCaller => ({
  callId,
  since,
  request: makeTransfer({ summary: `Dzwoni ${callId} 🦊.` }),
})

/** Enters, and gives what the caller is told. */
function enter(room: WaitingRoom, queue: string, callId: string, since = 0) {
  const told: boolean[] = []
  // Ids of calls are never used twice.
  const leave = room.enter(queue, makeCaller(`${queue}:${callId}`, since), isComing => void told.push(isComing))
  return { told, leave }
}

/** One behaviour, whoever keeps the queues; `one` and `other` are those of two processes where processes share them. */
function itKeepsQueues(open: () => Promise<{ readonly one: WaitingRoom; readonly other: WaitingRoom }>): void {
  let one: WaitingRoom
  let other: WaitingRoom
  let queue: string
  let count = 0
  /** Whoever waits, by call; waits until it is known. */
  const promised = async (room: WaitingRoom, except?: string): Promise<string | undefined> => {
    const found = await room.promise(queue, except && `${queue}:${except}`)
    return typeof found === 'object' ? found.callId.replace(`${queue}:`, '') : found
  }
  const settled = async (room: WaitingRoom, callId: string): Promise<void> => {
    await vi.waitFor(async () => expect(await promised(room)).toBe(callId))
    room.giveBack(`${queue}:${callId}`)
  }
  beforeAll(async () => ({ one, other } = await open()))
  beforeEach(() => {
    queue = `queue-${++count}`
  })
  afterAll(async () => {
    await one.close()
    await other.close()
  })

  it('gives the callers in the order in which they came, each once, with what is known of them', async () => {
    enter(one, queue, 'second', 2)
    enter(other, queue, 'first', 1)
    enter(one, queue, 'third', 3)
    await settled(other, 'first')
    await vi.waitFor(async () => expect(await other.promise(queue)).toEqual(makeCaller(`${queue}:first`, 1)))
    await vi.waitFor(async () => expect(await one.promise(queue)).toEqual(makeCaller(`${queue}:second`, 2)))
    expect(await promised(other)).toBe('third')
    expect(await promised(one)).toBe('taken')
    expect(await promised(other)).toBe('taken')
  })

  it('gives one of two who ask at once', async () => {
    enter(one, queue, 'only')
    await settled(one, 'only')
    await settled(other, 'only')
    const found = await Promise.all([promised(one), promised(other), promised(one), promised(other)])
    expect(found.toSorted()).toEqual(['only', 'taken', 'taken', 'taken'])
  })

  it('knows nobody in another queue, nor who has left', async () => {
    const { leave } = enter(one, queue, 'gone')
    await settled(other, 'gone')
    expect(await other.promise(`${queue}-x`)).toBeUndefined()
    leave()
    await vi.waitFor(async () => expect(await promised(other)).toBeUndefined())
  })

  it('tells a caller of another process that somebody comes, and that nobody comes after all', async () => {
    const { told } = enter(one, queue, 'caller')
    await vi.waitFor(async () => expect(await promised(other)).toBe('caller'))
    await vi.waitFor(() => expect(told).toEqual([true]))
    other.giveBack(`${queue}:caller`)
    await vi.waitFor(() => expect(told).toEqual([true, false]))
    await vi.waitFor(async () => expect(await promised(one)).toBe('caller'))
  })

  it('passes over the caller who is not meant', async () => {
    enter(one, queue, 'missed', 1)
    enter(one, queue, 'next', 2)
    await settled(other, 'missed')
    await vi.waitFor(async () => expect(await promised(other, 'missed')).toBe('next'))
    expect(await promised(other, 'missed')).toBe('taken')
    expect(await promised(other)).toBe('missed')
  })

  it('does not tell a caller with whom was talked that nobody comes; who leaves and comes again is free', async () => {
    const { told, leave } = enter(one, queue, 'caller')
    await vi.waitFor(async () => expect(await promised(other)).toBe('caller'))
    // Another process is told of it a moment later, and who has left is told nothing.
    await vi.waitFor(() => expect(told).toEqual([true]))
    other.fulfil(`${queue}:caller`)
    expect(await promised(one)).toBe('taken')
    leave()
    await vi.waitFor(async () => expect(await promised(one)).toBeUndefined())
    enter(one, queue, 'caller')
    await vi.waitFor(async () => expect(await promised(other)).toBe('caller'))
    expect(told).toEqual([true])
  })

  it('calls back when somebody enters, in whichever process, until told not to', async () => {
    let entered = 0
    const stop = one.watch(queue, () => (entered += 1))
    await vi.waitFor(() => {
      enter(other, queue, 'caller')
      expect(entered).toBeGreaterThan(0)
    })
    stop()
    const before = entered
    enter(one, queue, 'another')
    await settled(other, 'caller')
    expect(entered).toBe(before)
  })

  it('lets a call that goes on in another process keep its place and what it was promised; the first can take neither away', async () => {
    const first = enter(one, queue, 'moved', 1)
    enter(one, queue, 'later', 2)
    await vi.waitFor(async () => expect(await promised(other)).toBe('moved'))
    const again = enter(other, queue, 'moved', 1)
    await vi.waitFor(() => expect(again.told).toEqual([true]))
    first.leave()
    other.giveBack(`${queue}:moved`)
    await vi.waitFor(async () => expect(await promised(one)).toBe('moved'))
  })
}

describe('queues in memory', () => {
  itKeepsQueues(() => {
    const room = createMemoryWaitingRoom()
    return Promise.resolve({ one: room, other: room })
  })
})

describe.skipIf(!REDIS)('queues in Redis', () => {
  let server: RedisServer
  let owners = 0
  const connect = (url = server.url): Promise<WaitingRoom> =>
    openRedisWaitingRoom({ url, prefix: 'test', owner: `process-${++owners}`, leaseMs: LEASE_MS })
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())
  itKeepsQueues(async () => ({ one: await connect(), other: await connect() }))

  it('keep a caller as long as their process lives, and no longer than the lease after it', async () => {
    const [dying, other] = [await connect(), await connect()]
    enter(dying, 'dying', 'caller')
    await vi.waitFor(async () => expect(await other.promise('dying')).toMatchObject({ callId: 'dying:caller' }))
    other.giveBack('dying:caller')
    await new Promise(resolve => setTimeout(resolve, 2 * LEASE_MS))
    expect(await other.promise('dying')).toMatchObject({ callId: 'dying:caller' })
    other.giveBack('dying:caller')
    await dying.close()
    await vi.waitFor(async () => expect(await other.promise('dying')).toBeUndefined(), { timeout: 5 * LEASE_MS })
    await other.close()
  })

  it('free a caller who was promised to somebody whose process has died', async () => {
    const [one, dying] = [await connect(), await connect()]
    enter(one, 'promised', 'caller')
    await vi.waitFor(async () => expect(await dying.promise('promised')).toMatchObject({ callId: 'promised:caller' }))
    await new Promise(resolve => setTimeout(resolve, 2 * LEASE_MS))
    expect(await one.promise('promised')).toBe('taken')
    await dying.close()
    await vi.waitFor(async () => expect(await one.promise('promised')).toMatchObject({ callId: 'promised:caller' }), {
      timeout: 5 * LEASE_MS,
    })
    await one.close()
  })

  it('know nobody while Redis is away, and all their callers in order when it is back', async () => {
    const port = await findFreePort()
    let own = await startRedis(port)
    const room = await connect(own.url)
    enter(room, 'away', 'before', 1)
    await vi.waitFor(async () => expect(await room.promise('away')).toMatchObject({ callId: 'away:before' }))
    room.giveBack('away:before')
    own.stop()
    await vi.waitFor(async () => expect(await room.promise('away')).toBeUndefined())
    enter(room, 'away', 'meanwhile', 2)
    own = await startRedis(port)
    await vi.waitFor(async () => expect(await room.promise('away')).toMatchObject({ callId: 'away:before' }), { timeout: 8000 })
    await vi.waitFor(async () => expect(await room.promise('away')).toMatchObject({ callId: 'away:meanwhile' }), {
      timeout: 8000,
    })
    await room.close()
    own.stop()
  }, 20_000)
})
