import type { TransferRequest } from '../call/ports.ts'
import { readSipResult } from './dial-way.ts'
import type { ReferState } from './transfer-state.ts'
import { makeRefer } from './transfer-verbs.ts'
import type { TransferHost, TransferWay } from './transfer-way.ts'
import { HOOKS } from './verbs.ts'

/** The server waits fifteen seconds for the network to say how it gets on, then says no more. */
const LONGEST_MS = 90_000
/** After a failed REFER the verb ends without a hook. */
const HOOK_MS = 1000
/** A network that took the call and then said nothing takes the caller away within this time, or never. */
const TAKEN_AWAY_MS = 15_000

/** Asks the caller's network to connect them elsewhere. When it does, this call ends. */
export function followRefer(request: TransferRequest, state: ReferState, host: TransferHost): TransferWay {
  const { clock } = host
  let timer: unknown
  const wait = (ms: number): void => {
    clock.clearTimeout(timer)
    timer = clock.setTimeout(() => host.end({ result: 'failed' }), ms)
  }
  // From the beginning, or from when another process takes it up.
  wait(LONGEST_MS)
  return {
    begin: () => [makeRefer(request, state)],
    hearHook(data, hook) {
      if (hook === HOOKS.referred) {
        state.isAccepted = true
        return true
      }
      if (hook !== HOOKS.transfer || data.verb_id !== request.id) return false
      const final = data.final_referred_call_status
      if (final !== undefined && final < 300) host.end({ result: 'bridged' })
      else if (final !== undefined) host.end({ result: readSipResult(final) })
      else if (data.refer_status !== undefined && data.refer_status < 300) {
        state.isAccepted = true
        wait(TAKEN_AWAY_MS)
      } else host.end({ result: readSipResult(data.refer_status) })
      return true
    },
    hearVerb(event, id, name) {
      // What the caller heard before has the same id.
      if (id !== request.id || name !== 'sip:refer' || event !== 'finished' || state.isAccepted === true) return false
      wait(HOOK_MS)
      return true
    },
    failVerb(verb, id) {
      if (verb !== 'sip:refer' || id !== request.id) return false
      host.end({ result: 'failed' })
      return true
    },
    hangUp: () => (state.isAccepted === true ? { result: 'bridged' } : undefined),
    stop: () => clock.clearTimeout(timer),
  }
}
