import type { AskNode, CompiledRung } from '../../../scenarios/compile/compiled.ts'
import type { Runtime } from '../runtime.ts'

/** Three different failures of a question, each with a ladder of its own. */
export type Ladder = 'silence' | 'not_understood' | 'off_list'

/**
 * Counts a failure of a question, and tells what follows: the rung that was reached; `limit`: too many in this call; `skip`: the question may be skipped;
 * `leave`: the ladder is at its end, and a later visit starts at the bottom again.
 */
export function climb(runtime: Runtime, node: AskNode, ladder: Ladder): CompiledRung | 'limit' | 'skip' | 'leave' {
  const { state, scenario } = runtime
  const counts = runtime.failuresOf(node.path)
  counts[ladder] += 1
  state.failureTotal += 1
  runtime.journal({ kind: 'rung', node: node.path, ladder, rung: counts[ladder] })
  if (state.failureTotal > scenario.limits.failures && runtime.can('limit')) {
    runtime.decide(node.path, 'limit', 'too many failures in one call')
    return 'limit'
  }
  if (node.optional && counts.silence + counts.not_understood + counts.off_list > 1) return 'skip'
  const rungs = ladder === 'silence' ? node.silence : ladder === 'not_understood' ? node.notUnderstood : node.offList
  const rung = rungs[counts[ladder] - 1]
  if (rung && rung.then !== 'leave') return rung
  delete state.failures[node.path]
  return 'leave'
}
