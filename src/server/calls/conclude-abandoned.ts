import type { LiveCalls } from '../../engine/call/live-calls.ts'
import type { Telephone } from '../../engine/call/ports.ts'
import { readKeptSession } from '../../engine/jambonz/index.ts'
import type { Log } from '../log.ts'
import type { Switchboard } from './open-call.ts'

/** jambonz brings a call back sooner, or has none to bring back. */
const ABANDONED_MS = 5 * 60_000
/** A service that still runs when a call is over has answered by then, ms. */
const FINISHED_MS = 60_000
/** Calls concluded in one go. */
const MOST = 100

/** A telephone whose caller is gone. */
const NOBODY: Telephone = { turn: () => undefined, transfer: () => undefined, hangUp: () => undefined }

/**
 * Ends the calls whose process has died and which jambonz never brought back: each gets its outcome and the end of its journal, and a service
 * whose answer was lost is looked up. Resolves to their number; what cannot be done now is done the next time.
 */
export async function concludeAbandoned(calls: LiveCalls, switchboard: Switchboard, log: Log): Promise<number> {
  let count = 0
  while (count < MOST) {
    const claimed = await calls.claimAbandoned(ABANDONED_MS)
    if (claimed === undefined) break
    count += 1
    const { callId, fence, state } = claimed
    const kept = state === undefined ? undefined : readKeptSession(state)
    const forget = (): void => void calls.forget(callId, fence).catch(() => undefined)
    const isOurs = (): Promise<boolean> => calls.hold(callId, fence).then(outcome => outcome === 'held')
    log.warn({ call: callId }, 'a call was abandoned by its process and by jambonz')
    const opened = kept && switchboard.resume({ callId, direction: 'inbound' }, NOBODY, isOurs, kept.call)
    if (opened === undefined || 'refuse' in opened) {
      forget()
      continue
    }
    opened.start()
    opened.receive({ kind: 'hangup', by: 'network', reason: 'it was abandoned' })
    setTimeout(forget, FINISHED_MS).unref()
  }
  return count
}
