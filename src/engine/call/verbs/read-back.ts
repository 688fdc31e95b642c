import type { AskNode } from '../../../scenarios/compile/compiled.ts'
import { tellsOfContact } from '../../../scenarios/compile/index.ts'
import type { SpokenSentence } from '../ports.ts'
import type { Runtime } from '../runtime.ts'
import type { Answer } from '../state.ts'

const TEXT = { kind: 'text', optional: false } as const

/** An answer's values as they are read back to be confirmed. */
export function readBack(runtime: Runtime, node: AskNode, answer: Answer | undefined): readonly SpokenSentence[] {
  // What was chosen of a list is of the list's kind; anything else is the caller's own words.
  const tells = node.chooseFrom !== undefined && tellsOfContact(runtime.scenario, node.scope, node.chooseFrom)
  const values = Object.entries(answer?.values ?? {}).map(([name, value]) => [
    name,
    { value, type: node.listenFor[name] ?? node.keep?.type ?? TEXT, tells },
  ])
  return runtime.sentences(node.readBack, node.scope, {
    ...Object.fromEntries(values),
    value: { value: answer?.spoken ?? '', type: TEXT, tells },
  })
}
