import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalEntry } from '../../src/engine/call/index.ts'
import { findLost } from './acked.ts'
import type { HeldCall } from './hold-calls.ts'
import type { Receiver } from './services.ts'

/** What a round came to. */
export interface RoundReport {
  readonly calls: number
  /** Ended as an undisturbed one does. */
  readonly same: number
  /** Services with effects that were done more than once in one call. */
  readonly twice: number
  /** What was acked and is in no journal. */
  readonly lost: number
  readonly acked: number
  /** Heard an apology. */
  readonly sorry: number
  readonly longestSilenceMs: number
  /** What was not as it should be, for people. */
  readonly faults: readonly string[]
}

/** Compares the calls of a round with what each caller wanted: journals in `data`, deeds at the receiver. */
export function judgeRound(calls: readonly HeldCall[], receiver: Receiver, data: string): RoundReport {
  const faults: string[] = []
  let [same, twice, lost, acked] = [0, 0, 0, 0]
  for (const call of calls) {
    const journal = readJournal(join(data, 'calls', `${call.id}.jsonl`))
    const outcomes = journal.flatMap(entry => (entry.kind === 'ended' ? [entry.result.outcome] : []))
    const deeds = receiver.done.filter(({ call: id }) => id === call.id).map(({ service }) => service)
    const missing = findLost(call.acked, journal)
    const effects = deeds.filter(service => service !== 'free_times')
    const again = receiver.repeated.filter(({ call: id }) => id === call.id).length
    const isSame =
      call.failure === undefined && outcomes.join() === call.caller.outcome && deeds.join() === call.caller.services.join()
    same += isSame ? 1 : 0
    twice += effects.length - new Set(effects).size + again
    lost += missing.length
    acked += call.acked.length
    if (!isSame || missing.length > 0 || again > 0)
      faults.push(
        `${call.id}, who wants ${call.caller.wants}: ${outcomes.join(', ') || 'no outcome'}; did ${deeds.join(', ') || 'nothing'}${again > 0 ? `, ${again} again` : ''}${missing.length > 0 ? `; lost ${missing.map(({ text }) => text).join(', ')}` : ''}${call.failure === undefined ? '' : `; ${call.failure}`}`,
      )
  }
  return {
    calls: calls.length,
    same,
    twice,
    lost,
    acked,
    sorry: calls.filter(({ saidSorry }) => saidSorry).length,
    longestSilenceMs: Math.max(...calls.map(({ longestSilenceMs }) => longestSilenceMs)),
    faults,
  }
}

function readJournal(path: string): readonly JournalEntry[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as JournalEntry)
}
