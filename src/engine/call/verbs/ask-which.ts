import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import { tellsOfContact } from '../../../scenarios/compile/index.ts'
import type { Heard, SpokenSentence } from '../ports.ts'
import { chooseOfIn } from '../robot-words.ts'
import type { Runtime } from '../runtime.ts'
import { optionsOf } from './read-answer.ts'

/** More than these nobody keeps in mind: the whole question is asked again. */
const MOST = 4

/**
 * Asks for one of the options that what was said fits alike: "the first", where the first of a month is among them, or "on Thursday", of two on
 * that day. Undefined when there are no two of them.
 */
export function askWhich(runtime: Runtime, node: AskNode, heard: Heard): readonly SpokenSentence[] | undefined {
  const options = optionsOf(runtime, node)
  const chosen = heard.values.filter(({ kind, denied }) => kind === 'option' && denied !== true)
  const fitting = [...new Set(chosen.map(({ value }) => Number(value)))].sort((a, b) => a - b)
  if (options === undefined || node.chooseFrom === undefined || fitting.length < 2 || fitting.length > MOST) return undefined
  const list = runtime.format(
    fitting.map(index => options.values[index]),
    { kind: 'list', of: options.type, optional: false },
  )
  const [sentence] = chooseOfIn(runtime.state.language, list)
  return tellsOfContact(runtime.scenario, node.scope, node.chooseFrom) ? [{ ...sentence, tells: true }] : [sentence]
}
