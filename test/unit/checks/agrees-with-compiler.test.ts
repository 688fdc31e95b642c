import { expect, test } from 'vitest'
import { linesOfPolicy, linesOfStep } from '../../../src/scenarios/checks/lines.ts'
import { keptBy } from '../../../src/scenarios/checks/data.ts'
import { compileWorkspace } from '../../../src/scenarios/compile-workspace.ts'
import { BASE } from '../../golden/overlay.ts'

const { workspace, scenarios } = compileWorkspace(BASE)
const compiled = scenarios.get('visit')
const scenario = workspace.scenarios.get('visit')

test('language files are checked by the keys under which the compiler looks texts up', () => {
  const identity = workspace.blocks.get('blocks/identity')
  const policy = workspace.policies.get('clinic')
  const keys = [
    ...[...(scenario?.steps.values() ?? [])].flatMap(step => linesOfStep(step)).map(({ key }) => `visit:${key}`),
    ...[...(identity?.steps.values() ?? [])].flatMap(step => linesOfStep(step)).map(({ key }) => `blocks/identity:${key}`),
    ...(policy === undefined ? [] : linesOfPolicy(policy)).map(({ key }) => `policies/clinic:${key}`),
  ]
  expect(keys.length).toBeGreaterThan(20)
  expect(keys.toSorted()).toEqual(Object.keys(compiled?.texts.pl ?? {}).toSorted())
})

test('what steps keep has the type that the call gives it', () => {
  const kept = keptBy(scenario?.steps.values() ?? [], scenario?.gets ?? {}, workspace)
  const pick = compiled?.nodes['pick']
  expect(pick?.kind === 'ask' && pick.keep).toEqual({ name: 'new_time', type: { kind: 'moment', optional: false } })
  expect(kept.find(({ name }) => name === 'new_time')?.type).toEqual({ kind: 'moment', optional: false })
})
