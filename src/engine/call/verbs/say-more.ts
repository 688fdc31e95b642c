import type { CompiledScenario } from '../../../scenarios/compile/compiled.ts'
import type { Heard } from '../ports.ts'
import type { Answer } from '../state.ts'

const choices = new WeakMap<CompiledScenario, ReadonlySet<string>>()

/**
 * Whether an answer says more than its question asked, for a later question: a value of no use here, or a meaning that another question takes
 * for its value ("nie mam czasu" declines, and is the reason that is asked for next).
 */
export function saysMore(scenario: CompiledScenario, answer: Answer, heard: Heard): boolean {
  if (answer.meaning !== undefined && answer.confidence >= scenario.confirmBelow && choicesOf(scenario).has(answer.meaning))
    return true
  return heard.values.some(value => value.name === undefined && value.kind !== 'option' && !value.denied)
}

/** Every meaning that some question of the scenario takes for a value. */
function choicesOf(scenario: CompiledScenario): ReadonlySet<string> {
  const known = choices.get(scenario)
  if (known) return known
  const found = Object.values(scenario.nodes)
    .flatMap(node => (node.kind === 'ask' ? Object.values(node.listenFor) : []))
    .flatMap(type => (type.kind === 'choice' ? type.of : []))
  const all = new Set(found)
  choices.set(scenario, all)
  return all
}
