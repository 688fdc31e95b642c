import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard } from '../ports.ts'
import type { Runtime } from '../runtime.ts'

/** Kinds of values that one denial may mean: "nie czwartek" denies the moment that was kept. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  date: ['date', 'moment', 'option'],
  time: ['time', 'moment', 'option'],
  part: ['moment', 'time', 'option'],
  moment: ['moment', 'date', 'time', 'option'],
}

/**
 * "Nie, nie czwartek": reopens the value that is denied, if an earlier question kept one of its kind and nothing has been
 * done with it yet. What was kept after it is asked again as the call passes there. Returns whether the call went back.
 */
export function correctEarlier(runtime: Runtime, node: AskNode, heard: Heard): boolean {
  const denied = heard.values.find(value => value.denied)
  const isExplicit = heard.meanings.some(({ meaning }) => meaning === 'correct')
  if (!denied && !isExplicit) return false
  // The question at hand listens for such values itself: then it is its own answer.
  if (node.chooseFrom !== undefined || Object.keys(node.listenFor).length > 0) return false
  const { state } = runtime
  const kinds = denied ? (ALIKE[denied.kind] ?? [denied.kind]) : undefined
  const at = state.kept.findLastIndex(
    kept =>
      kept.node !== node.path && (!kinds || kept.kinds.some(kind => kinds.includes(kind))) && runtime.can(`reopen.${kept.node}`),
  )
  const kept = state.kept[at]
  if (!kept) return false
  state.kept.length = at
  state.saidEarlier = heard.values.some(value => !value.denied) ? [{ text: heard.text }] : undefined
  runtime.decide(node.path, `reopen ${kept.node}`, 'the caller corrected it')
  runtime.send(`reopen.${kept.node}`)
  return true
}
