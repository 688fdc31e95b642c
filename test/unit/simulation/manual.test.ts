import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COVERAGE_KINDS } from '../../../src/simulation/coverage/list-items.ts'
import { SAYING_OPTIONS, simulationShape, stepShape } from '../../../src/simulation/script/simulation-shape.ts'
import { LINE_RESULTS, SWEEPS } from '../../../src/simulation/script/simulation.ts'

const manual = readFileSync(join(import.meta.dirname, '../../../docs/reference/simulations.md'), 'utf8')

test('the manual of simulations names every key, form, sweep and kind of coverage', () => {
  const checks = Object.keys(simulationShape.shape.check.unwrap().shape)
  const words = [
    ...Object.keys(simulationShape.shape),
    ...Object.keys(stepShape.shape),
    ...SAYING_OPTIONS,
    ...checks,
    ...SWEEPS,
    ...LINE_RESULTS,
    ...COVERAGE_KINDS,
  ]
  expect(words.filter(word => !manual.includes(word))).toEqual([])
  const names = words.filter(word => !(COVERAGE_KINDS as readonly string[]).includes(word))
  expect(names.filter(word => !new RegExp(`\`${word}\\b|\`${word}:|${word}: `).test(manual))).toEqual([])
})
