import type { Exit } from '../model/exit.ts'
import type { Step } from '../model/step.ts'
import type { SourcePath } from '../source/source-file.ts'

/** An exit as written: after what it is taken, and where it stands. */
export interface StepExit {
  /** After what: the key of the step (`answers`, `then`, `done`, `instead`, `decide` …). */
  readonly cause: string
  /** The meaning, result or name of the anytime entry, for causes that have several. */
  readonly name?: string
  readonly path: SourcePath
  readonly exit: Exit
  /** `decide`: holds when this exit is taken. */
  readonly when?: string
  /** `decide`: did not hold before. */
  readonly unless?: readonly string[]
}

/** All exits of a step that its author wrote, the overrides of what works anytime included (cause `anytime`). */
export function exitsOf(step: Step): readonly StepExit[] {
  const exits: StepExit[] = []
  const add = (cause: string, exit: Exit | undefined): void => {
    if (exit !== undefined) exits.push({ cause, path: [...step.path, cause], exit })
  }
  const addEach = (cause: string, named: Readonly<Record<string, Exit | 'mute'>>): void => {
    for (const name in named) {
      const exit = named[name]
      if (exit !== undefined && exit !== 'mute') exits.push({ cause, name, path: [...step.path, cause, name], exit })
    }
  }
  switch (step.verb) {
    case 'ask':
      addEach('answers', step.answers)
      add('then', step.then)
      add('silent', step.silent)
      add('not_understood', step.notUnderstood)
      add('off_list', step.offList)
      break
    case 'say':
    case 'pause':
      add('then', step.then)
      break
    case 'do':
      add('done', step.done)
      addEach('instead', step.instead)
      if (step.slow !== undefined) exits.push({ cause: 'slow', path: [...step.path, 'slow', 'go'], exit: step.slow.go })
      add('failed', step.failed)
      break
    case 'use':
      addEach('then', step.then)
      break
    case 'transfer':
      add('done', step.done)
      add('agent_hung_up', step.agentHungUp)
      add('busy', step.busy)
      add('no_answer', step.noAnswer)
      add('refused', step.refused)
      add('queue_timeout', step.queueTimeout)
      add('callback', step.callback)
      add('gave_up', step.gaveUp)
      add('closed', step.closed)
      add('failed', step.failed)
      break
    case 'send':
      add('then', step.then)
      add('failed', step.failed)
      break
    case 'decide': {
      const unless: string[] = []
      for (const [index, choice] of step.cases.entries()) {
        exits.push({
          cause: 'decide',
          path: [...step.path, 'decide', index, 'go'],
          exit: choice.go,
          when: choice.when,
          unless: [...unless],
        })
        unless.push(choice.when)
      }
      exits.push({ cause: 'decide', path: [...step.path, 'decide', step.cases.length, 'else'], exit: step.else, unless })
    }
  }
  addEach('anytime', step.anytime)
  return exits
}

/** The last piece of an exit, after its conditions: never `if` or `if_empty`. */
export type LeafExit = Exclude<Exit, { readonly kind: 'if' | 'if_empty' }>

/** A leaf of an exit with the conditions on the way to it. */
export interface ExitLeaf {
  readonly path: SourcePath
  readonly exit: LeafExit
  readonly tests: readonly { readonly condition: string; readonly holds: boolean }[]
  /** Whether the list that a service gave is empty; undefined when nobody asks. */
  readonly empty?: boolean
}

/** The leaves of an exit, those behind `if` and `if_empty` included. */
export function leavesOf(exit: Exit, path: SourcePath): readonly ExitLeaf[] {
  if (exit.kind !== 'if' && exit.kind !== 'if_empty') return [{ path, exit, tests: [] }]
  const leaves: ExitLeaf[] = []
  collectLeaves(exit, path, [], undefined, leaves)
  return leaves
}

function collectLeaves(
  exit: Exit,
  path: SourcePath,
  tests: ExitLeaf['tests'],
  empty: boolean | undefined,
  leaves: ExitLeaf[],
): void {
  if (exit.kind === 'if') {
    collectLeaves(exit.go, [...path, 'go'], [...tests, { condition: exit.condition, holds: true }], empty, leaves)
    collectLeaves(exit.else, [...path, 'else'], [...tests, { condition: exit.condition, holds: false }], empty, leaves)
  } else if (exit.kind === 'if_empty') {
    collectLeaves(exit.go, [...path, 'if_empty'], tests, true, leaves)
    collectLeaves(exit.else, [...path, 'else'], tests, false, leaves)
  } else leaves.push(empty === undefined ? { path, exit, tests } : { path, exit, tests, empty })
}

/** The conditions that an exit names, with their places. */
export function conditionsOf(exit: Exit, path: SourcePath): readonly { readonly name: string; readonly path: SourcePath }[] {
  if (exit.kind === 'if') {
    return [
      { name: exit.condition, path: [...path, 'if'] },
      ...conditionsOf(exit.go, [...path, 'go']),
      ...conditionsOf(exit.else, [...path, 'else']),
    ]
  }
  if (exit.kind === 'if_empty')
    return [...conditionsOf(exit.go, [...path, 'if_empty']), ...conditionsOf(exit.else, [...path, 'else'])]
  return []
}

/** Tells whether an entry of a policy is an exit alone. */
export function isExit(entry: Step | Exit): entry is Exit {
  return 'kind' in entry
}
