import { IDENTITY_BLOCK, isSensitive } from '../contact/sensitive.ts'
import type { CompiledScenario, Scope } from './compiled.ts'

const known = new WeakMap<CompiledScenario, Map<string, boolean>>()

/** Whether a scenario makes sure who is on the telephone, and so may tell of the contact only afterwards. */
export function makesSureWho(scenario: CompiledScenario): boolean {
  return remember(scenario, 'makes sure', () =>
    Object.values(scenario.nodes).some(node => node.kind === 'use' && node.block === IDENTITY_BLOCK),
  )
}

/**
 * Whether a value, by its path as the texts of a scope write it, may be told only to the person that the call is about: what the contact
 * carries beside name and number, what the clinic's services gave unless that is about nobody, and what of these a block was given. What the caller said is the caller's own.
 */
export function tellsOfContact(scenario: CompiledScenario, scope: Scope, path: string): boolean {
  // A value that leads back to itself adds nothing: false until it is known.
  return remember(scenario, `${scope} ${path}`, () => judge(scenario, scope, path))
}

function remember(scenario: CompiledScenario, key: string, judgeNow: () => boolean): boolean {
  let answers = known.get(scenario)
  if (answers === undefined) known.set(scenario, (answers = new Map()))
  const before = answers.get(key)
  if (before !== undefined) return before
  answers.set(key, false)
  const answer = judgeNow()
  answers.set(key, answer)
  return answer
}

function judge(scenario: CompiledScenario, scope: Scope, path: string): boolean {
  const [root = '', ...rest] = path.split('.')
  if (scope === '' && Object.hasOwn(scenario.gets, root)) return isSensitive(scenario.gets, path)
  const use = scenario.nodes[scope]
  if (use?.kind === 'use' && Object.hasOwn(use.takes, root)) {
    const taken = use.takes[root]
    return taken?.kind === 'path' && tellsOfContact(scenario, use.scope, [taken.path, ...rest].join('.'))
  }
  return Object.values(scenario.nodes).some(node => {
    if (node.scope !== scope) return false
    switch (node.kind) {
      case 'do':
        return Object.hasOwn(node.keep, root) && scenario.services[node.service]?.isPublic !== true
      case 'use': {
        const theirs = node.keep[root]
        return theirs !== undefined && tellsOfContact(scenario, node.path, [theirs, ...rest].join('.'))
      }
      case 'ask':
        return node.keep?.name === root && node.chooseFrom !== undefined && tellsOfContact(scenario, scope, node.chooseFrom)
      default:
        return false
    }
  })
}
