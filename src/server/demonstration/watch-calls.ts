import type { JournalEntry } from '../../engine/call/index.ts'
import type { Language } from '../../scenarios/model/documents.ts'

/** A conversation that is over, in short. */
export interface HeldCall {
  readonly callId: string
  readonly language: Language
  readonly began: number
  readonly ended: number
  /** What was said, where, and what the robot made of it. */
  readonly said: readonly { readonly node: string; readonly text: string; readonly meaning: string }[]
  readonly outcome: string
}

interface Held {
  readonly language: Language
  readonly began: number
  readonly said: { readonly node: string; readonly text: string; meaning: string }[]
}

/** Follows calls by their journals, and tells of each when it is over. */
export function watchCalls(tell: (call: HeldCall) => void): (callId: string, entry: JournalEntry) => void {
  const calls = new Map<string, Held>()
  return (callId, entry) => {
    if (entry.kind === 'began') calls.set(callId, { language: entry.language, began: entry.at, said: [] })
    const call = calls.get(callId)
    if (call === undefined) return
    if (entry.kind === 'utterance') call.said.push({ node: entry.node, text: entry.text, meaning: '' })
    const last = call.said.at(-1)
    if (entry.kind === 'decision' && last?.meaning === '') last.meaning = entry.decision
    if (entry.kind !== 'ended') return
    calls.delete(callId)
    tell({ callId, ...call, ended: entry.at, outcome: entry.result.outcome })
  }
}
