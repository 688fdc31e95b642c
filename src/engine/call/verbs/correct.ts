import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import type { Heard, HeardValue } from '../ports.ts'
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
      kept.node !== node.path &&
      (!denied || mayBe(runtime, kept.node, denied)) &&
      (!kinds || kept.kinds.some(kind => kinds.includes(kind))) &&
      runtime.can(`reopen.${kept.node}`),
  )
  const kept = state.kept[at]
  if (!kept) return false
  state.kept.length = at
  state.saidEarlier = heard.values.some(value => !value.denied) ? [{ text: heard.text }] : undefined
  runtime.decide(node.path, `reopen ${kept.node}`, 'the caller corrected it')
  runtime.send(`reopen.${kept.node}`)
  return true
}

/** "Wednesday does not suit me" is no denial of a birth date that was given: a date is denied by its own day and month. */
function mayBe(runtime: Runtime, path: string, denied: HeardValue): boolean {
  const node = runtime.node(path)
  if (node.kind !== 'ask' || denied.kind !== 'date') return true
  const dates = Object.keys(node.listenFor).filter(name => node.listenFor[name]?.kind === 'date')
  const data = runtime.dataOf(node.scope)
  return dates.every(name => String(data[name]).slice(5) === String(denied.value).slice(5))
}
