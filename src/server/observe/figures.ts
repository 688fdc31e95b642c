import type { JournalEntry } from '../../engine/call/index.ts'

/** What waits, as the store knows it. */
export interface QueueLengths {
  readonly outbox: { readonly waiting: number; readonly failed: number }
  /** Since when the letter that waits longest could have left, epoch ms; null: none is due. */
  readonly oldestDueAt: number | null
  readonly campaigns: readonly { readonly campaign: string; readonly waiting: number }[]
  readonly tasks: number
}

/** What is read rather than counted. */
export interface FigureSources {
  countLiveCalls(): number
  /** Trunks over which nobody is called for a while, because they fail. */
  countPausedTrunks(): number
  /** What an endpoint counts, by kind. */
  endpointCounts(): Readonly<Record<string, number>>
}

/** Figures of this process. */
export interface Figures {
  /** Sees what goes into the journals of calls. */
  hearEntry(entry: JournalEntry): void
  /** From the hook with what a caller has answered to the verbs that follow it, ms. */
  hearTurn(ms: number): void
  hearAttemptEnd(outcome: string): void
  /** What jambonz answered when a call was ordered. */
  hearOrder(answer: string): void
  /** Where the rest is read when somebody asks. */
  watch(sources: FigureSources): void
  /** In the format of Prometheus; `queues` are read at most twice a minute, since that takes a while. */
  write(countQueues: () => Promise<QueueLengths>): Promise<{ readonly type: string; readonly text: string }>
}
