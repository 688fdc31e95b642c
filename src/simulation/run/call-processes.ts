import { createCall } from '../../engine/call/index.ts'
import type { CallOptions, CallSnapshot, Clock } from '../../engine/call/index.ts'
import type { LiveCalls } from '../../engine/call/live-calls.ts'
import { createJambonzSession } from '../../engine/jambonz/index.ts'
import type { JambonzSession, Lines, OpenedCall } from '../../engine/jambonz/index.ts'
import { createMemoryLiveCalls } from '../../engine/store/live/index.ts'
import type { Connect } from '../telephone/wire.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import type { SimulationWorld } from './world.ts'

/** What the processes of a simulated call need. */
export interface CallProcessesHost {
  readonly clock: VirtualClock
  readonly lines: Lines
  readonly voices: SimulationWorld['voices']
  /** The simulation ends processes: the call is kept, so that another goes on with it. */
  readonly mayRestart: boolean
  /** What the call is made of, but for its telephone. */
  readonly call: Omit<CallOptions, 'telephone' | 'clock'>
  /** What the adapter calls an error. */
  onError(message: string): void
}

/** The processes that hold a simulated call, one after another. */
export interface CallProcesses {
  readonly connect: Connect
  /** The one that holds the call is gone, and hears nothing more; whoever is connected next goes on with what was kept. */
  restart(): void
}

const ignore = (): void => undefined

/** Creates the first process; without restarts it is the only one, and nothing is kept. */
export function createCallProcesses(host: CallProcessesHost): CallProcesses {
  const { clock } = host
  const calls = host.mayRestart ? announce(createMemoryLiveCalls(clock.now), clock) : undefined
  let generation = 0
  let session: JambonzSession | undefined

  const startSession = (link: Parameters<Connect>[0]): JambonzSession => {
    const own = generation
    const isGone = (): boolean => own !== generation
    // What a process that is gone still had in mind does not happen.
    const mortal: Clock =
      calls === undefined
        ? clock
        : {
            now: clock.now,
            setTimeout: (run, ms) => clock.setTimeout(() => isGone() || run(), ms),
            clearTimeout: clock.clearTimeout,
          }
    const options: Omit<CallOptions, 'telephone'> = {
      ...host.call,
      clock: mortal,
      journal: entry => isGone() || host.call.journal(entry),
    }
    const open = (telephone: CallOptions['telephone'], kept?: CallSnapshot): OpenedCall => {
      const call = createCall({ ...options, telephone }, kept)
      if (calls === undefined) return call
      return {
        start: () => call.start(),
        receive: event => call.receive(event),
        keep: () => call.snapshot(),
        leave: () => call.leave(),
      }
    }
    return createJambonzSession({
      link: { send: message => isGone() || link.send(message), cut: () => isGone() || link.close(1001), close: ignore },
      clock: mortal,
      log: {
        debug: ignore,
        info: ignore,
        warn: ignore,
        error: (facts, message) => host.onError(`${message} ${JSON.stringify(facts)}`),
      },
      voices: host.voices,
      lines: host.lines,
      open: (_info, telephone) => open(telephone),
      ...(calls === undefined
        ? {}
        : {
            keeping: { calls, count: ignore },
            resume: (_info, telephone, _keep, kept) =>
              kept === undefined ? { refuse: 'nothing was kept' } : open(telephone, kept as CallSnapshot),
          }),
    })
  }
  return {
    connect(link) {
      // After a drop jambonz comes back to the same call, which is held in this process.
      session ??= startSession(link)
      const held = session
      const own = generation
      return {
        receive: message => own === generation && held.hear({ kind: 'message', message }),
        closed: code => own === generation && held.closed(code),
      }
    },
    restart() {
      generation += 1
      session = undefined
    },
  }
}

/** Promises of a store that settle within virtual time. */
function announce(calls: LiveCalls, clock: VirtualClock): LiveCalls {
  const settle = <T>(promise: Promise<T>): Promise<T> => {
    clock.settle(promise)
    return promise
  }
  return {
    claim: callId => settle(calls.claim(callId)),
    keep: (callId, fence, state) => settle(calls.keep(callId, fence, state)),
    hold: (callId, fence) => settle(calls.hold(callId, fence)),
    forget: (callId, fence) => settle(calls.forget(callId, fence)),
    claimAbandoned: forMs => settle(calls.claimAbandoned(forMs)),
    close: () => calls.close(),
  }
}
