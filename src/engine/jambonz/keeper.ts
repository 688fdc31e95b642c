import type { LiveCalls } from '../call/live-calls.ts'
import type { Clock } from '../call/ports.ts'
import type { JambonzLink } from './link.ts'
import type { Log } from './log.ts'
import type { ToJambonz } from './protocol.ts'
import { CLAIM_PATIENCE_MS, KEEP_PATIENCE_MS, KEPT_TOGETHER_MS } from './session-times.ts'

/** What happened to calls that are kept. `late`: sent before it was kept. `unkept`: not kept, the store is away. `moved`: taken by another process. */
export const KEEPING_COUNTS = ['kept', 'late', 'unkept', 'moved', 'resumed', 'unknown'] as const
export type KeepingCount = (typeof KEEPING_COUNTS)[number]

/** Where calls are kept, and who counts. */
export interface Keeping {
  readonly calls: LiveCalls
  count(what: KeepingCount): void
}

/** What keeps one call: nothing is promised to jambonz (an ack, a command) before what it follows from is kept. */
export interface Keeper extends JambonzLink {
  /** Something has changed that must not be lost: what is sent from here on waits until it is kept. */
  touch(): void
  /** Keeps the call as it is then; resolves when that is done or has taken too long. False: another process has the call. */
  keep(): Promise<boolean>
  /**
   * Takes the call over. `ours`: nobody else had it since, so what this process knows is the newest. `new`: nobody ever had it. Else the state, as
   * it was kept; undefined: nothing is known, or the store is away.
   */
  claim(): Promise<{ readonly kind: 'ours' | 'new' } | { readonly kind: 'other'; readonly state: string | undefined }>
  /** Renews the lease. */
  hold(): void
  /** Leaves the call, as it is kept, to whoever claims it. */
  leave(): void
}

/** What a keeper needs of its session. */
export interface KeeperHost {
  readonly link: JambonzLink
  readonly clock: Clock
  readonly log: Log
  readonly keeping: Keeping
  /** Undefined while it is not known. */
  callId(): string | undefined
  /** The call as it is; undefined: there is nothing to keep. */
  makeState(): string | undefined
  /** Another process has the call. */
  onMoved(): void
}

/** Creates the keeper of one call. */
export function createKeeper(host: KeeperHost): Keeper {
  const { link, clock, log, keeping } = host
  const { calls, count } = keeping
  let fence: number | undefined
  /** Until it is settled, the fence that is known is about to be an old one. */
  let claiming: Promise<unknown> | undefined
  let isDirty = false
  let isWriting = false
  /** The store has taken too long for the state that is being written: nothing waits for it any more. */
  let isLate = false
  let isOver = false
  let timer: unknown
  let waiting: ToJambonz[] = []
  let asking: ((isOurs: boolean) => void)[] = []

  const write = async (): Promise<'kept' | 'lost' | 'unkept'> => {
    const callId = host.callId()
    const state = host.makeState()
    if (callId === undefined || state === undefined) return 'kept'
    try {
      // In the same breath where nothing is claimed: virtual time waits only for what has been asked of the store.
      if (claiming !== undefined) await claiming
      if (fence === undefined) fence = (await calls.claim(callId)).fence
      return await calls.keep(callId, fence, state)
    } catch {
      return 'unkept'
    }
  }
  const release = (messages: readonly ToJambonz[], waiters: readonly ((isOurs: boolean) => void)[]): void => {
    for (const message of messages) link.send(message)
    for (const tell of waiters) tell(true)
  }
  const move = (waiters: readonly ((isOurs: boolean) => void)[]): void => {
    if (isOver) return
    isOver = true
    clock.clearTimeout(timer)
    count('moved')
    for (const tell of [...waiters, ...asking]) tell(false)
    log.info({ call: host.callId() }, 'Another process has taken the call over')
    host.onMoved()
  }
  const commit = (): void => {
    timer = undefined
    isDirty = false
    isWriting = true
    isLate = false
    const [messages, waiters] = [waiting, asking]
    waiting = []
    asking = []
    const giveUp = (): void => {
      isLate = true
      count('late')
      release(messages, waiters)
      release(waiting.splice(0), asking.splice(0))
    }
    // Where the whole process was busy, the answer may have come meanwhile, and is only not read yet.
    let patience = clock.setTimeout(() => {
      patience = clock.setTimeout(giveUp, KEPT_TOGETHER_MS)
    }, KEEP_PATIENCE_MS)
    void write().then(outcome => {
      clock.clearTimeout(patience)
      isWriting = false
      if (isOver) return
      if (outcome === 'lost') return move(isLate ? [] : waiters)
      count(outcome)
      if (!isLate) release(messages, waiters)
      isLate = false
      if (isDirty || waiting.length > 0 || asking.length > 0) schedule()
    })
  }
  const schedule = (): void => {
    if (isWriting || timer !== undefined || isOver) return
    timer = clock.setTimeout(commit, KEPT_TOGETHER_MS)
  }
  const touch = (): void => {
    if (isOver) return
    isDirty = true
    schedule()
  }
  return {
    touch,
    send(message) {
      if (isOver) return
      // What jambonz is told to do follows from something, be it a timer or a service.
      if (message.data !== undefined) touch()
      const mustWait = isDirty || (isWriting && !isLate) || waiting.length > 0
      if (mustWait && !isLate) waiting.push(message)
      else link.send(message)
    },
    keep() {
      if (isOver) return Promise.resolve(false)
      if (isLate) return Promise.resolve(true)
      isDirty = true
      return new Promise(resolve => {
        asking.push(resolve)
        schedule()
      })
    },
    claim() {
      const callId = host.callId()
      if (callId === undefined) return Promise.resolve({ kind: 'other', state: undefined })
      return new Promise(resolve => {
        const known = fence
        const answer = (state: string | undefined, isNew = false): void => {
          if (known !== undefined && state === undefined) resolve({ kind: 'ours' })
          else resolve(isNew ? { kind: 'new' } : { kind: 'other', state })
        }
        const patience = clock.setTimeout(() => answer(undefined), CLAIM_PATIENCE_MS)
        claiming = calls.claim(callId).then(
          claimed => {
            clock.clearTimeout(patience)
            claiming = undefined
            fence = claimed.fence
            answer(known !== undefined && claimed.fence === known + 1 ? undefined : claimed.state, claimed.fence === 1)
          },
          () => {
            clock.clearTimeout(patience)
            claiming = undefined
            count('unkept')
            answer(undefined)
          },
        )
      })
    },
    cut: () => link.cut(),
    hold() {
      const callId = host.callId()
      if (callId === undefined || fence === undefined || claiming !== undefined || isWriting || isOver) return
      calls.hold(callId, fence).then(
        outcome => outcome === 'lost' && move([]),
        () => undefined,
      )
    },
    leave() {
      isOver = true
      clock.clearTimeout(timer)
      for (const tell of asking.splice(0)) tell(false)
    },
    close() {
      const callId = host.callId()
      if (!isOver) release(waiting.splice(0), asking.splice(0))
      if (!isOver && callId !== undefined && fence !== undefined) calls.forget(callId, fence).catch(() => count('unkept'))
      isOver = true
      clock.clearTimeout(timer)
      link.close()
    },
  }
}
