import type { WaitingCaller, WaitingRoom } from '../../call/waiting-room.ts'
import { createWatchers } from './watchers.ts'

interface Waiting extends WaitingCaller {
  readonly queue: string
  expectAgent(isComing: boolean): void
}

/** The waiting room of one process. */
export function createMemoryWaitingRoom(): WaitingRoom {
  const waiting = new Map<string, Waiting>()
  const promised = new Set<string>()
  const watchers = createWatchers()
  return {
    enter(queue, caller, expectAgent) {
      const own: Waiting = { ...caller, queue, expectAgent }
      waiting.set(caller.callId, own)
      if (promised.has(caller.callId)) expectAgent(true)
      watchers.tell(queue)
      return () => {
        if (waiting.get(caller.callId) !== own) return
        waiting.delete(caller.callId)
        promised.delete(caller.callId)
      }
    },
    async promise(queue, except) {
      const all = [...waiting.values()].filter(one => one.queue === queue).sort((one, other) => one.since - other.since)
      const caller = all.find(one => one.callId !== except && !promised.has(one.callId))
      if (caller === undefined) return all.length === 0 ? undefined : 'taken'
      promised.add(caller.callId)
      caller.expectAgent(true)
      const { callId, since, request } = caller
      return { callId, since, request }
    },
    giveBack(callId) {
      if (promised.delete(callId)) waiting.get(callId)?.expectAgent(false)
    },
    // The promise ends when the caller leaves.
    fulfil: () => undefined,
    watch: watchers.add,
    close: () => Promise.resolve(),
  }
}
