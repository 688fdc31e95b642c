import type { CompiledNode } from '../../scenarios/compile/compiled.ts'

/** Whether a step only answers by the way: what it interrupted waits for it. */
export function isDigression(node: CompiledNode): boolean {
  return node.isAside === true || /^(anytime|anytime_again|answered_by)\./.test(node.path)
}
