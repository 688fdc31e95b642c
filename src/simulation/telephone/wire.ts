import type { Clock } from '../../engine/call/ports.ts'
import { ACK_DEADLINE_MS } from '../../engine/jambonz/protocol.ts'
import type { Ack, FromJambonz, SessionData, ToJambonz, Verb } from '../../engine/jambonz/protocol.ts'

/** The application as the telephone sees it through one socket. */
export interface AppSide {
  receive(message: FromJambonz): void
  /** The socket closed; 1000 is deliberate. */
  closed(code: number): void
}
/** The telephone as the application sees it through one socket. */
export interface TelephoneLink {
  send(message: ToJambonz): void
  /** Code 1000 ends the call after the running verb; any other makes jambonz connect again. */
  close(code?: number): void
  /** The socket could not be opened: jambonz tries again, later each time. */
  fail?(): void
}
/** Opens one socket: the application gets its end of the link and gives the other. */
export type Connect = (link: TelephoneLink) => AppSide

/** What became of a message that wants an ack. */
export type AckResult =
  | { readonly kind: 'acked'; readonly verbs: readonly Verb[] }
  | { readonly kind: 'late' /** The socket broke: nobody is to blame. */; readonly isLost?: true }

/** Types that jambonz awaits an ack for. */
export type AskingType = Extract<FromJambonz, { readonly msgid: string }>['type']

/** Messages to the application in order, acks with their deadline, reconnection. See jambonz's lib/utils/ws-requestor.js. */
export interface Wire {
  /** Sends and forgets. */
  tell(message: FromJambonz): void
  /** Sends what wants an ack within 5 s. `done` is called once. */
  ask(type: AskingType, hook: string | undefined, data: object, done: (result: AckResult) => void): void
  /** An ack came; one that nobody awaits (second, late) is dropped with its verbs. */
  acknowledge(ack: Ack): void
  /** Delivers what is queued; called when the telephone has finished what it was doing. */
  flush(): void
  /** The socket broke: what was asked is lost, what comes now is queued until the application is back and has acked. */
  drop(code: number, session: SessionData, onLost: () => void): void
  /** The socket could not be opened again; nothing more is lost by that. */
  fail(session: SessionData, onLost: () => void): void
  /** Closes for good, as soon as what is queued was delivered; for that it connects again, too. */
  close(): void
}

interface Asked {
  readonly type: AskingType
  readonly timer: unknown
  readonly done: (result: AckResult) => void
}

/** First wait before connecting again; it doubles, and in a call never shrinks. */
const FIRST_BACK_OFF_MS = 500

/** Creates the wire of one call, on a clock that runs `pace` times as fast as the machine's. `connect` is called at once, and again after each drop; `enter` wraps what a timer does. */
export function createWire(
  clock: Clock,
  callSid: string,
  pace: number,
  enter: (run: () => void) => void,
  connect: () => AppSide,
): Wire {
  let app: AppSide | undefined = connect()
  let isReady = true
  let isClosed = false
  let backOffMs = FIRST_BACK_OFF_MS
  let sequence = 0
  let outbox: FromJambonz[] = []
  let isFlushing = false
  const asked = new Map<string, Asked>()
  /** What waits for the ack of session:new, when the socket broke before it came. */
  let unbegun: Asked['done'] | undefined

  const flush = (): void => {
    if (isFlushing) return
    if (isClosed && app === undefined) return
    isFlushing = true
    for (let at = 0; at < outbox.length; at++) {
      const message = outbox[at] as FromJambonz
      if (!isReady && message.type !== 'session:reconnect') {
        outbox = outbox.slice(at)
        isFlushing = false
        return
      }
      app?.receive(message)
    }
    outbox = []
    isFlushing = false
    if (!isClosed) return
    app?.closed(1000)
    app = undefined
  }
  const ask: Wire['ask'] = (type, hook, data, done) => {
    if (isClosed && type !== 'session:reconnect') return
    sequence += 1
    const msgid = `${callSid}-${sequence}`
    const expire = (): void => {
      asked.delete(msgid)
      done({ kind: 'late' })
    }
    const timer = clock.setTimeout(() => enter(expire), ACK_DEADLINE_MS * pace)
    asked.set(msgid, { type, timer, done })
    const envelope =
      hook === undefined ? { type, msgid, call_sid: callSid, data } : { type, msgid, call_sid: callSid, hook, data }
    const message = envelope as FromJambonz
    if (type === 'session:reconnect') outbox.unshift(message)
    else outbox.push(message)
  }
  const forget = (fits: (one: Asked) => boolean): readonly Asked[] => {
    const forgotten = [...asked].filter(([, one]) => fits(one))
    for (const [msgid, one] of forgotten) {
      asked.delete(msgid)
      clock.clearTimeout(one.timer)
    }
    return forgotten.map(([, one]) => one)
  }
  const reconnect = (session: SessionData, onLost: () => void): void => {
    if (isClosed && outbox.length === 0) return
    app = connect()
    const begin = unbegun
    ask('session:reconnect', undefined, session, result => {
      if (begin !== undefined) {
        if (result.kind === 'late') return
        unbegun = undefined
        // Its verbs run; but `_reconnectPromise` stays, and everything else waits until the application is lost and found again.
        return begin(result)
      }
      if (result.kind === 'late') return onLost()
      // Its verbs are thrown away.
      isReady = true
    })
  }
  const comeBack = (session: SessionData, onLost: () => void): void => {
    clock.setTimeout(() => enter(() => reconnect(session, onLost)), backOffMs)
    backOffMs = backOffMs < 2000 ? backOffMs * 2 : backOffMs + 2000
  }
  return {
    tell(message) {
      if (!isClosed) outbox.push(message)
    },
    ask,
    acknowledge(ack) {
      const one = asked.get(ack.msgid)
      if (one === undefined) return
      asked.delete(ack.msgid)
      clock.clearTimeout(one.timer)
      one.done({ kind: 'acked', verbs: ack.data ?? [] })
    },
    flush,
    drop(code, session, onLost) {
      if (app === undefined) return
      const gone = app
      app = undefined
      isReady = false
      // Nobody has heard that the call is back; what else was asked is lost.
      forget(({ type }) => type === 'session:reconnect')
      unbegun ??= forget(({ type }) => type === 'session:new')[0]?.done
      for (const one of forget(() => true)) one.done({ kind: 'late', isLost: true })
      gone.closed(code)
      comeBack(session, onLost)
    },
    fail(session, onLost) {
      if (app === undefined) return
      app = undefined
      isReady = false
      forget(({ type }) => type === 'session:reconnect')
      comeBack(session, onLost)
    },
    close() {
      isClosed = true
      forget(({ type }) => type !== 'session:reconnect')
    },
  }
}
