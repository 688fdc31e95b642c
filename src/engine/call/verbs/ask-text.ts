import type { AskNode, TextKey } from '../../../scenarios/compile/compiled.ts'
import type { PromptForm } from '../ports.ts'

/** The text that a form of the question is spoken with. */
export function textOf(node: AskNode, form: PromptForm): TextKey {
  const again = node.again ?? node.prompt
  switch (form) {
    case 'full':
      return node.prompt
    case 'rephrase':
      return node.rephrase ?? again
    case 'keys':
      return node.offerKeys ?? again
    default:
      return again
  }
}
