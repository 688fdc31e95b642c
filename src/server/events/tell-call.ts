import type { JournalEntry } from '../../engine/call/index.ts'
import type { EventFeed } from '../../engine/store/live/index.ts'

/** Tells of a call, by what goes into its journal. */
export function tellCall(events: EventFeed, call: string, entry: JournalEntry): void {
  if (entry.kind === 'began') {
    const { at, scenario, language, direction } = entry
    events.publish({ kind: 'call.began', at, facts: { call, scenario, language, direction } })
  } else if (entry.kind === 'ended')
    events.publish({ kind: 'call.ended', at: entry.at, facts: { call, outcome: entry.result.outcome } })
}
