import type { ToJambonz } from './protocol.ts'
import type { MessageReading } from './read-message.ts'
import { HOOKS } from './verbs.ts'

/** Times turns of one call. */
export interface TurnClock {
  /** Sees what comes from jambonz. */
  receive(reading: MessageReading): void
  /** Sees what goes to it. */
  send(message: ToJambonz): void
}

/**
 * Tells how long it takes from the hook that says what the caller has answered (or that the call begins) to the verbs that follow it, ms.
 * Acks without verbs, partial transcripts and statuses are nothing that a caller waits for.
 */
export function createTurnClock(hear: (ms: number) => void): TurnClock {
  let askedAt: number | undefined
  return {
    receive(reading) {
      if (reading.kind !== 'message') return
      const { message } = reading
      if (message.type === 'session:new' || (message.type === 'verb:hook' && message.hook === HOOKS.turn))
        askedAt = performance.now()
    },
    send(message) {
      const hasVerbs =
        message.type === 'ack' ? (message.data?.length ?? 0) > 0 : message.type === 'command' && message.command === 'redirect'
      if (askedAt === undefined || !hasVerbs) return
      hear(performance.now() - askedAt)
      askedAt = undefined
    },
  }
}
