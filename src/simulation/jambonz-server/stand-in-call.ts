import type { Clock } from '../../engine/call/ports.ts'
import type { CallStatus } from '../../engine/jambonz/protocol.ts'
import { type CalledSide, nameRefusal } from './called-side.ts'
import type { CreatedCall } from './judge-call-body.ts'

/** One status of a call, as it goes into the record and to the webhook. */
export interface CallEvent {
  readonly status: CallStatus
  readonly sipStatus: number
  readonly durationS?: number
  readonly endedBy?: 'caller' | 'jambonz'
}

/** A call that goes its way. */
export interface StandInCall {
  readonly callSid: string
  readonly created: CreatedCall
  /** The INVITE went out, epoch ms. */
  readonly startedAt: number
  readonly last: CallEvent
  readonly isAnswered: boolean
  readonly endedAt: number | undefined
  /** Ends an answered call; false while it is not. */
  hangUp(): boolean
  /** The person who was called hangs up; nothing while the call is not answered. */
  leave(): void
  /** Ends a call that rings, of which nobody hears by any status; false when it does not ring. */
  cancel(): boolean
}

/** What a call is made of. */
export interface StandInCallOptions {
  readonly clock: Clock
  readonly callSid: string
  readonly created: CreatedCall
  readonly side: CalledSide
  /** A status to be told. `isOver`: it is the last. */
  tell(call: StandInCall, event: CallEvent): void
}

const RINGING_MS = 200

/** Lets a call ring and end as the called side does. */
export function startStandInCall(options: StandInCallOptions): StandInCall {
  const { clock, callSid, created, side, tell } = options
  const startedAt = clock.now()
  let last: CallEvent = { status: 'trying', sipStatus: 100 }
  let answeredAt: number | undefined
  let endedAt: number | undefined
  const timers: unknown[] = []

  const report = (event: CallEvent): void => {
    last = event
    tell(call, event)
  }
  const end = (event: CallEvent): void => {
    if (endedAt !== undefined) return
    endedAt = clock.now()
    for (const timer of timers) clock.clearTimeout(timer)
    report(event)
  }
  const later = (ms: number, run: () => void): void => void timers.push(clock.setTimeout(run, ms))
  const complete = (endedBy: 'caller' | 'jambonz'): void =>
    end({
      status: 'completed',
      sipStatus: 200,
      durationS: Math.floor((clock.now() - (answeredAt ?? clock.now())) / 1000),
      endedBy,
    })
  const ring = (): void => {
    if (endedAt === undefined && answeredAt === undefined) report({ status: 'ringing', sipStatus: 180 })
  }

  const call: StandInCall = {
    callSid,
    created,
    startedAt,
    get last() {
      return last
    },
    get isAnswered() {
      return answeredAt !== undefined
    },
    get endedAt() {
      return endedAt
    },
    hangUp() {
      if (answeredAt === undefined || endedAt !== undefined) return false
      complete('jambonz')
      return true
    },
    leave() {
      if (answeredAt !== undefined) complete('caller')
    },
    cancel() {
      if (answeredAt !== undefined || endedAt !== undefined || last.status !== 'ringing') return false
      endedAt = clock.now()
      for (const timer of timers) clock.clearTimeout(timer)
      last = { status: 'no-answer', sipStatus: 487 }
      return true
    },
  }
  report(last)
  const ringsMs = Math.min(RINGING_MS, side.kind === 'rings' ? created.ringMs / 2 : side.afterMs / 2)
  if (side.kind !== 'refuses' || side.sipStatus === 486 || side.sipStatus === 603) later(ringsMs, ring)
  if (side.kind === 'refuses') later(side.afterMs, () => end({ status: nameRefusal(side.sipStatus), sipStatus: side.sipStatus }))
  if (side.kind === 'rings' || (side.kind === 'answers' && side.afterMs >= created.ringMs)) {
    later(created.ringMs, () => end({ status: 'no-answer', sipStatus: 487 }))
  } else if (side.kind === 'answers') {
    later(side.afterMs, () => {
      if (endedAt !== undefined) return
      answeredAt = clock.now()
      if (side.talkMs !== undefined) later(side.talkMs, () => complete('caller'))
      if (created.longestMs !== undefined) later(created.longestMs, () => complete('jambonz'))
      report({ status: 'in-progress', sipStatus: 200 })
    })
  }
  return call
}
