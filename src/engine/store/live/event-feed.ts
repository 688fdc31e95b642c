/** Something that happened, told to whoever follows. Without personal data: it goes to every screen. */
export interface FeedEvent {
  /** Later ones have greater ids; see isLater. */
  readonly id: string
  readonly kind: string
  /** Epoch ms. */
  readonly at: number
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** What happens, over all processes that share a Redis, or in this one. The last `KEPT_EVENTS` are kept. */
export interface EventFeed {
  /** Tells an event; never waits and never throws. What cannot be told is lost: events say that it is worth to look, not what is. */
  publish(event: Omit<FeedEvent, 'id'>): void
  /**
   * Follows from the event `after` on, or from now on. `isWhole`: nothing was missed since then. Rejects with an `OperationalError` when the
   * feed is away.
   */
  follow(after: string | undefined, hear: (event: FeedEvent) => void): Promise<{ readonly isWhole: boolean; stop(): void }>
  close(): Promise<void>
}

/** Events that are kept for who comes again. */
export const KEPT_EVENTS = 1000

/** Whether an id (`MILLISECONDS-NUMBER`) comes after another. */
export function isLater(id: string, than: string): boolean {
  const [ms = 0, number = 0] = id.split('-').map(Number)
  const [otherMs = 0, otherNumber = 0] = than.split('-').map(Number)
  return ms > otherMs || (ms === otherMs && number > otherNumber)
}

/** Whether a text has the form of an id. */
export function isEventId(text: string): boolean {
  return /^\d{1,15}-\d{1,15}$/.test(text)
}
