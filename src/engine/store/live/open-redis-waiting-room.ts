import type { WaitingCaller, WaitingRoom } from '../../call/waiting-room.ts'
import { connectRedis, leaveRedis, type RedisOptions } from './connect-redis.ts'
import { KEPT_MS, LEASE_MS } from './lease.ts'
import { ENTER, GIVE_BACK, LEAVE, PROMISE, RENEW_PROMISE, STAY } from './queue-scripts.ts'
import { createWatchers } from './watchers.ts'

/** Where Redis is, and as whom this process is known there. */
export interface RedisWaitingRoomOptions extends RedisOptions {
  /** Another name than that of every other process. */
  readonly owner: string
  /** How long a caller and a promise outlive a process that is gone, ms; renewed in a third of it. */
  readonly leaseMs?: number
}

interface Waiting {
  readonly queue: string
  readonly caller: WaitingCaller
  expectAgent(isComing: boolean): void
  isExpected: boolean
}
/** What processes tell each other at once; that they would find it by themselves makes it no harm if it is lost. */
type Told =
  | { readonly kind: 'entered'; readonly queue: string }
  | { readonly kind: 'expected'; readonly callId: string; readonly isComing: boolean }

/** Who asks for a caller waits no longer than this, ms: jambonz waits for the answer. */
const PROMISE_PATIENCE_MS = 1000

/** Opens the waiting room that all processes share which use this Redis; it may be away. Rejects with `live/bad-url` for an address that is none. */
export async function openRedisWaitingRoom(options: RedisWaitingRoomOptions): Promise<WaitingRoom> {
  const { owner, leaseMs = LEASE_MS } = options
  // The braces keep all keys in one slot of a cluster.
  const prefix = `{${options.prefix ?? 'trucada'}}`
  const [callerOf, promiseOf] = [`${prefix}:waiting:`, `${prefix}:promised:`]
  const keysOf = (queue: string, callId: string): string[] => [
    `${prefix}:queue:${queue}`,
    `${callerOf}${callId}`,
    `${promiseOf}${callId}`,
  ]
  const channel = `${prefix}:queues`
  const waiting = new Map<string, Waiting>()
  /** Promises that this process was made. */
  const promised = new Set<string>()
  const watchers = createWatchers()
  const client = await connectRedis(options)

  const evaluate = async (script: string, keys: string[], more: readonly (string | number)[]): Promise<unknown> =>
    client.isReady ? client.eval(script, { keys, arguments: more.map(String) }) : undefined
  /** Redis is away: what matters is said again with the next renewal. */
  const attempt = (work: Promise<unknown>): void => void work.catch(() => undefined)
  const tell = async (told: Told): Promise<void> => {
    if (client.isReady) await client.publish(channel, JSON.stringify(told))
  }
  const expect = (one: Waiting, isComing: boolean): void => {
    if (one.isExpected === isComing) return
    one.isExpected = isComing
    one.expectAgent(isComing)
  }
  const write = async (script: string, one: Waiting): Promise<void> => {
    const { queue, caller } = one
    const more = [caller.callId, caller.since, owner, JSON.stringify(caller), leaseMs, KEPT_MS]
    const isPromised = await evaluate(script, keysOf(queue, caller.callId), more)
    if (isPromised === undefined || waiting.get(caller.callId) !== one) return
    if (isPromised === -1) waiting.delete(caller.callId)
    // Where it has run out, whoever it was made to may be talking with the caller: only they say that nothing came of it.
    else if (isPromised === 1) expect(one, true)
  }
  const renew = (): void => {
    for (const one of waiting.values()) attempt(write(STAY, one))
    for (const callId of promised) attempt(evaluate(RENEW_PROMISE, [`${promiseOf}${callId}`], [owner, leaseMs]))
  }
  const hear = (text: string): void => {
    let told: Told
    try {
      told = JSON.parse(text) as Told
    } catch {
      return
    }
    if (told.kind === 'entered') return watchers.tell(told.queue)
    const one = waiting.get(told.callId)
    if (one !== undefined) expect(one, told.isComing)
  }
  const giveBack = async (callId: string): Promise<void> => {
    const wasOurs = await evaluate(GIVE_BACK, [`${promiseOf}${callId}`], [owner])
    if (wasOurs === 1) await tell({ kind: 'expected', callId, isComing: false })
  }
  // Who listens to others can ask nothing: that takes a connection of its own.
  let listens = false
  const listener = await connectRedis({
    url: options.url,
    onChange(isReady) {
      // What was missed while Redis was away is found again.
      if (isReady) renew()
    },
  })
  const listen = (): void => {
    if (listens) return
    listens = true
    listener.subscribe(channel, hear).catch(() => (listens = false))
  }
  if (listener.isReady) listen()
  else listener.once('ready', listen)
  const renewing = setInterval(renew, leaseMs / 3)
  renewing.unref()

  return {
    enter(queue, caller, expectAgent) {
      const own: Waiting = { queue, caller, expectAgent, isExpected: false }
      waiting.set(caller.callId, own)
      attempt(write(ENTER, own).then(() => tell({ kind: 'entered', queue })))
      return () => {
        if (waiting.get(caller.callId) !== own) return
        waiting.delete(caller.callId)
        attempt(evaluate(LEAVE, keysOf(queue, caller.callId), [caller.callId, owner]))
      }
    },
    async promise(queue, except = '') {
      const asking = evaluate(PROMISE, [`${prefix}:queue:${queue}`], [owner, leaseMs, callerOf, promiseOf, except]).then(
        found => (typeof found === 'string' ? (JSON.parse(found) as WaitingCaller) : found === 1 ? 'taken' : undefined),
        () => undefined,
      )
      let timer: NodeJS.Timeout | undefined
      const isTooLong = new Promise<'late'>(resolve => (timer = setTimeout(resolve, PROMISE_PATIENCE_MS, 'late')))
      const caller = await Promise.race([asking, isTooLong])
      clearTimeout(timer)
      if (caller === 'late') {
        attempt(asking.then(late => (typeof late === 'object' ? giveBack(late.callId) : undefined)))
        return undefined
      }
      if (typeof caller !== 'object') return caller
      promised.add(caller.callId)
      attempt(tell({ kind: 'expected', callId: caller.callId, isComing: true }))
      return caller
    },
    giveBack(callId) {
      if (promised.delete(callId)) attempt(giveBack(callId))
    },
    fulfil: callId => void promised.delete(callId),
    watch: watchers.add,
    async close() {
      clearInterval(renewing)
      listener.destroy()
      await leaveRedis(client)
    },
  }
}
