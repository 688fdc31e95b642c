import type { Exit } from '../model/exit.ts'
import type { Step } from '../model/step.ts'

/** All exits that an author wrote at a step (not those that the policy adds), conditional ones taken apart into their plain branches. */
export function exitsOfStep(step: Step): readonly Exit[] {
  return [...writtenExits(step), ...overriddenExits(step)].flatMap(splitExit)
}

/** The exits that follow from the verb itself, without overrides of what works anytime. */
export function verbExitsOfStep(step: Step): readonly Exit[] {
  return writtenExits(step).flatMap(splitExit)
}

function overriddenExits(step: Step): readonly Exit[] {
  return Object.values(step.anytime).filter(exit => exit !== 'mute')
}

function writtenExits(step: Step): readonly Exit[] {
  switch (step.verb) {
    case 'ask':
      return [...Object.values(step.answers), ...present(step.then, step.silent, step.notUnderstood, step.offList)]
    case 'say':
    case 'pause':
      return [step.then]
    case 'do':
      return [step.done, ...Object.values(step.instead), ...present(step.slow?.go), step.failed]
    case 'use':
      return Object.values(step.then)
    case 'transfer':
      return [
        step.done,
        ...present(step.agentHungUp, step.busy, step.noAnswer, step.refused, step.queueTimeout, step.callback, step.closed),
        ...present(step.gaveUp),
        step.failed,
      ]
    case 'send':
      return [step.then, ...present(step.failed)]
    case 'decide':
      return [...step.cases.map(({ go }) => go), step.else]
  }
}

function present(...exits: readonly (Exit | undefined)[]): readonly Exit[] {
  return exits.filter(exit => exit !== undefined)
}

/** A conditional exit taken apart into its plain branches. */
export function splitExit(exit: Exit): readonly Exit[] {
  return exit.kind === 'if' || exit.kind === 'if_empty' ? [...splitExit(exit.go), ...splitExit(exit.else)] : [exit]
}

/**
 * Steps that answer something by the way and return: those with an exit `back`, and those that can only lead to such.
 * The first step of a document interrupts nothing and is never one.
 */
export function findAsides(steps: ReadonlyMap<string, Step>): ReadonlySet<string> {
  const asides = new Set<string>()
  const [first] = steps.keys()
  const others = [...steps.values()].filter(step => step.name !== first)
  for (const step of others) if (verbExitsOfStep(step).some(exit => exit.kind === 'back')) asides.add(step.name)
  for (let before = 0; before !== asides.size; ) {
    before = asides.size
    for (const step of others) {
      // A question is where `back` returns to, so it only joins by an exit of its own.
      if (asides.has(step.name) || step.verb === 'ask' || step.verb === 'use' || before === 0) continue
      const exits = verbExitsOfStep(step)
      if (exits.length > 0 && exits.every(exit => exit.kind === 'step' && asides.has(exit.step))) asides.add(step.name)
    }
  }
  return asides
}
