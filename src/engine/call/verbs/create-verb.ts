import type { CompiledNode } from '../../../scenarios/compile/compiled.ts'
import type { Runtime } from '../runtime.ts'
import { AskVerb } from './ask.ts'
import { DoVerb } from './do.ts'
import { PauseVerb } from './pause.ts'
import { SayVerb } from './say.ts'
import { SendVerb } from './send.ts'
import { TransferVerb } from './transfer.ts'
import type { Finish, Verb } from './verb.ts'

/** The verb of a step, not begun yet. Blocks and forks have none: the machine walks through them by itself. */
export function createVerb(runtime: Runtime, node: CompiledNode, finish: Finish): Verb {
  switch (node.kind) {
    case 'ask':
      return new AskVerb(runtime, node, finish)
    case 'say':
      return new SayVerb(runtime, node, finish)
    case 'do':
      return new DoVerb(runtime, node, finish)
    case 'transfer':
      return new TransferVerb(runtime, node, finish)
    case 'pause':
      return new PauseVerb(runtime, node, finish)
    case 'send':
      return new SendVerb(runtime, node, finish)
    default:
      throw new Error(`invariant: ${node.kind} has no actor`)
  }
}
