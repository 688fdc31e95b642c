import type { TransferRequest } from '../call/ports.ts'

/** A caller of this process who waits in a queue of the server. */
export interface WaitingCaller {
  readonly callId: string
  readonly request: TransferRequest
  /** Somebody is about to take them out: from now on nothing may disturb the talk. */
  expectAgent(): void
}

/** The callers of this process who wait, so that whoever takes one out can be told before what it is about. */
export interface WaitingRoom {
  /** Gives the way out. */
  enter(queue: string, caller: WaitingCaller): () => void
  /** Who waits longest and was not promised to another; promised to whoever asks. */
  promise(queue: string): WaitingCaller | undefined
  /** The promise came to nothing. */
  giveBack(caller: WaitingCaller): void
  /** Calls back when somebody enters; gives the end of it. */
  watch(queue: string, onEnter: () => void): () => void
}

/** Creates the room of one process. */
export function createWaitingRoom(): WaitingRoom {
  const waiting = new Map<string, Set<WaitingCaller>>()
  const promised = new Set<WaitingCaller>()
  const watchers = new Map<string, Set<() => void>>()
  const listOf = <T>(all: Map<string, Set<T>>, queue: string): Set<T> => {
    const known = all.get(queue) ?? new Set<T>()
    all.set(queue, known)
    return known
  }
  const join = <T>(all: Map<string, Set<T>>, queue: string, one: T): (() => void) => {
    listOf(all, queue).add(one)
    return () => {
      const list = all.get(queue)
      list?.delete(one)
      if (list?.size === 0) all.delete(queue)
    }
  }
  return {
    enter(queue, caller) {
      const leave = join(waiting, queue, caller)
      for (const tell of watchers.get(queue) ?? []) tell()
      return () => {
        promised.delete(caller)
        leave()
      }
    },
    promise(queue) {
      const caller = [...(waiting.get(queue) ?? [])].find(one => !promised.has(one))
      if (caller !== undefined) promised.add(caller)
      return caller
    },
    giveBack: caller => void promised.delete(caller),
    watch: (queue, onEnter) => join(watchers, queue, onEnter),
  }
}
