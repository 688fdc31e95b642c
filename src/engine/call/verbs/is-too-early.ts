import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import type { Runtime } from '../runtime.ts'
import { shareHeard } from '../share-heard.ts'

/**
 * Whether what answers a question for somebody by name began before the name was said: a voicemail's greeting begins with the call, and so does "tak,
 * słucham". Nobody can be the person asked for by then.
 */
export function isTooEarly(runtime: Runtime, node: AskNode): boolean {
  const { turn, previous } = runtime.state
  // Asked again, the question was heard before.
  if (previous?.node === node.path && previous.ended === 'silence') return false
  if (node.asksFor === undefined || turn?.startedAt === undefined || turn.answeredAt === undefined) return false
  const before = runtime.lengthOf(turn.sentences.slice(0, -1)) / Math.max(1, turn.lengthMs)
  return shareHeard(turn, turn.answeredAt - turn.startedAt) < before
}
