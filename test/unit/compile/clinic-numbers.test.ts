import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkWorkspace, compileScenario, loadWorkspace } from '../../../src/scenarios/index.ts'

const root = join(import.meta.dirname, '../../../scenarios-yaml')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.yaml'))
  .map(file => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')] as const)

/** The shipped scripts with a policy whose limit is another. */
const loadWith = (limit: string) =>
  loadWorkspace(
    new Map(
      files.map(([file, text]) => [
        file,
        file === 'policies/clinic.yaml' ? text.replace(/limit_systolic_to: .*/, `limit_systolic_to: ${limit}`) : text,
      ]),
    ),
  )
const compiled = Object.fromEntries(['179', '150'].map(limit => [limit, compileScenario(loadWith(limit), 'vital-signs')]))
const isBeyond = (limit: '179' | '150', systolic: number, limits: Readonly<Record<string, number>> = {}): boolean => {
  const { conditions = {}, clinic } = compiled[limit] ?? {}
  const [, condition] = Object.entries(conditions).find(([name]) => name.includes('systolic pressure is beyond')) ?? []
  if (condition === undefined) throw new Error('there is no such condition')
  return condition.test({ systolic, limits, clinic }, 0)
}

describe('numbers among the facts of a clinic', () => {
  it('are what conditions compare with: a clinic that writes another limit has it', () => {
    expect([179, 180].map(value => isBeyond('179', value))).toEqual([false, true])
    expect([150, 151].map(value => isBeyond('150', value))).toEqual([false, true])
    expect(isBeyond('150', 90)).toBe(true)
  })

  it('give way to the limits of the patient', () => {
    expect([200, 201].map(value => isBeyond('150', value, { systolic_to: 200 }))).toEqual([false, true])
  })

  it('that are words are found by the checker', () => {
    const codes = checkWorkspace(loadWith('"high"')).map(({ code }) => code)
    expect(codes).toContain('condition/wrong-type')
  })
})
