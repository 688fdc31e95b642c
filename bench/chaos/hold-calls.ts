import { createRealClock } from '../../src/server/real-clock.ts'
import { connectByWebSocket, createVirtualTelephone } from '../../src/simulation/index.ts'
import type { Sound } from '../../src/simulation/telephone/sounds.ts'
import { type AckedInput, watchAcks } from './acked.ts'
import { answerLikeCaller, CALLERS } from './caller.ts'

/** A call as its telephone saw it. */
export interface HeldCall {
  readonly id: string
  readonly caller: (typeof CALLERS)[number]
  readonly acked: readonly AckedInput[]
  readonly longestSilenceMs: number
  readonly saidSorry: boolean
  /** What the robot said, in order. */
  readonly said: readonly string[]
  /** The first connection failed for good. */
  readonly failure?: string
}

/** How many calls, when they begin, and where. */
export interface CallsOptions {
  readonly name: string
  readonly count: number
  /** They begin within this time. */
  readonly withinMs: number
  /** Address for the next connection, as a balancer would choose it. */
  url(): string
  /** A call that has not ended after so long is given up. */
  readonly patienceMs: number
}

/** Calls that are being held. */
export interface HeldCalls {
  readonly calls: Promise<readonly HeldCall[]>
  /** Calls under way now. */
  live(): number
  /** Calls in which the robot has said something, by now. */
  begun(): number
}

/** Holds calls with servers over real sockets, in real time, as jambonz does; resolves when all are over. */
export function holdCalls(options: CallsOptions): HeldCalls {
  let live = 0
  let begun = 0
  const calls = Array.from({ length: options.count }, (_, index) => {
    const caller = CALLERS[index % CALLERS.length] as (typeof CALLERS)[number]
    return holdCall(options, index, caller, {
      count: change => (live += change),
      begin: () => (begun += 1),
    })
  })
  return { calls: Promise.all(calls), live: () => live, begun: () => begun }
}

async function holdCall(
  options: CallsOptions,
  index: number,
  caller: (typeof CALLERS)[number],
  tell: { count(change: number): void; begin(): void },
): Promise<HeldCall> {
  const clock = createRealClock()
  const id = `${options.name}-${index}`
  await new Promise(resolve => setTimeout(resolve, (index / options.count) * options.withinMs))
  return new Promise(resolve => {
    const ear: { hear?: (sound: Sound) => void } = {}
    const said: string[] = []
    let isOver = false
    const finish = (failure?: string): void => {
      if (isOver) return
      isOver = true
      tell.count(-1)
      clearTimeout(timer)
      const { answeredAt, endedAt } = telephone
      const longestSilenceMs = telephone.track.measureLongestSilence(answeredAt ?? 0, endedAt ?? clock.now())
      // What is on its way to the journal gets there.
      setTimeout(
        () =>
          resolve({
            id,
            caller,
            acked,
            longestSilenceMs,
            said,
            saidSorry: said.some(text => text.includes('cut off')),
            ...(failure === undefined ? {} : { failure }),
          }),
        1500,
      )
    }
    const { connect, acked } = watchAcks(
      connectByWebSocket({ url: options.url, isPatient: true, onFailure: error => finish(error.message) }),
    )
    const telephone = createVirtualTelephone({
      clock,
      connect,
      callSid: id,
      direction: 'outbound',
      from: '+48600000100',
      to: '+48600000201',
      customerData: { scenario: 'visit', language: 'en', contact: { visit: { id: `V${index}` } } },
      onSound(sound) {
        if (sound.who === 'bot' && said.length === 0) tell.begin()
        if (sound.who === 'bot') said.push(sound.text)
        ear.hear?.(sound)
      },
      onEnd: () => finish(),
    })
    const timer = setTimeout(() => {
      finish(`it did not end in ${options.patienceMs / 1000} s${said.length === 0 ? ': the robot never spoke' : ''}`)
      telephone.caller.hangUp()
    }, options.patienceMs)
    ear.hear = answerLikeCaller(clock, telephone, caller)
    tell.count(1)
    telephone.ring()
  })
}
