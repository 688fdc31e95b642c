import type { PolicyDocument } from '../model/documents.ts'
import type { Exit } from '../model/exit.ts'
import type { Rung } from '../model/step.ts'
import { nameOfPolicy } from './anytime-entries.ts'
import type { CompiledRung } from './compiled.ts'

/** The three ladders, as they are called in text keys and guards. */
export type LadderName = 'silence' | 'not_understood' | 'off_list'

/** A ladder as a call climbs it, and where its end leads. */
export interface Ladder {
  readonly rungs: readonly CompiledRung[]
  readonly exit: Exit
}

const ladders = new WeakMap<PolicyDocument, Readonly<Record<LadderName, Ladder>>>()

/** The policy's three ladders, read once. */
export function laddersOf(policy: PolicyDocument): Readonly<Record<LadderName, Ladder>> {
  let known = ladders.get(policy)
  if (known === undefined) {
    known = {
      silence: readLadder('silence', policy.silence, policy),
      not_understood: readLadder('not_understood', policy.notUnderstood, policy),
      off_list: readLadder('off_list', policy.offList, policy),
    }
    ladders.set(policy, known)
  }
  return known
}

function readLadder(name: LadderName, rungs: readonly Rung[], policy: PolicyDocument): Ladder {
  const compiled = rungs.map((rung, index): CompiledRung => {
    const say = rung.say === undefined ? {} : { say: `${nameOfPolicy(policy)}:${name}.${index + 1}` }
    return { ...say, then: typeof rung.then === 'string' ? rung.then : 'leave' }
  })
  const exit = rungs.map(({ then }) => then).find(then => typeof then !== 'string')
  // A ladder without an end leaves as a call with too many failures does.
  return exit === undefined ? { rungs: [...compiled, { then: 'leave' }], exit: policy.limits.go } : { rungs: compiled, exit }
}
