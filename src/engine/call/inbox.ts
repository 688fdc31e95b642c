import type { Heard, ServiceAnswer, TelephoneEvent } from './ports.ts'

/** What the call reacts to: the telephone, what was understood of an utterance, a service's end, and its own timers. */
export type CallEvent =
  | Exclude<TelephoneEvent, { kind: 'speech' | 'prompt' | 'partial' | 'recording' }>
  | {
      readonly kind: 'heard'
      readonly speech: Extract<TelephoneEvent, { kind: 'speech' }>
      readonly heard: Heard
      readonly optOut: boolean
    }
  | { readonly kind: 'service'; readonly key: string; readonly answer?: ServiceAnswer; readonly failure?: string }
  | { readonly kind: 'timer'; readonly run: () => void }

/**
 * Order when several things are due at once (docs/reference/semantics.md, 7): a transfer that was connected, hang-up, stop calling,
 * key, final, who answered, service result, timer. Smaller is sooner.
 */
function rankEvent(event: CallEvent): number {
  switch (event.kind) {
    case 'hangup':
      return 0
    case 'heard':
      return event.optOut ? 1 : 3
    case 'keys':
      return 2
    case 'answered_by':
      return 4
    // A caller who hangs up after having been connected was connected first.
    case 'transfer':
      return event.result === 'bridged' ? -1 : 5
    case 'service':
      return 5
    case 'waiting':
    case 'speech_failed':
    case 'voice_failed':
    case 'interrupted':
    case 'silence':
    case 'timer':
      return 6
    case 'unknown':
      return 7
    default:
      return event satisfies never
  }
}

/** A queue that gives the most urgent event first, and events of one rank as they came. */
export class Inbox {
  #events: CallEvent[] = []

  put(event: CallEvent): void {
    const rank = rankEvent(event)
    let at = this.#events.length
    while (at > 0 && rankEvent(this.#events[at - 1] as CallEvent) > rank) at -= 1
    this.#events.splice(at, 0, event)
  }

  take(): CallEvent | undefined {
    return this.#events.shift()
  }

  /** What the telephone reported and nobody has judged yet, in order. */
  listTelephoneEvents(): readonly TelephoneEvent[] {
    const events: TelephoneEvent[] = []
    for (const event of this.#events) {
      if (event.kind === 'heard') events.push(event.speech)
      else if (event.kind !== 'timer' && event.kind !== 'service') events.push(event)
    }
    return events
  }
}
