import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readClinicFixture } from '../src/engine/clinic/index.ts'
import { readLines, readVoices } from '../src/engine/jambonz/index.ts'
import { createSpeaking } from '../src/engine/speaking/index.ts'
import { createUnderstanding } from '../src/engine/understanding/index.ts'
import { compileWorkspace } from '../src/scenarios/compile-workspace.ts'
import {
  findShortfalls,
  formatCoverage,
  formatFailedResult,
  measureCoverage,
  simulateWorkspace,
} from '../src/simulation/index.ts'
import type { SimulationResult, SimulationWorld } from '../src/simulation/index.ts'

const ROOT = join(import.meta.dirname, '..')

/** Text of every file of a folder that ends so, by path relative to `base`. */
function readFolder(folder: string, ending: string, base: string): ReadonlyMap<string, string> {
  if (!existsSync(join(ROOT, folder))) return new Map()
  const names = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
  const files = names
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => join(entry.parentPath, entry.name))
  return new Map(files.sort().map(file => [relative(join(ROOT, base), file), readFileSync(file, 'utf8')]))
}
const readText = (file: string): string => (existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '')

const { scenarios, findings } = compileWorkspace(readFolder('scenarios-yaml', '.yaml', 'scenarios-yaml'))
const files = readFolder('test/simulations', '.yaml', '.')
const fixture = readClinicFixture(readText('scenarios-yaml/clinic-fixture.yaml'))
const world: SimulationWorld = {
  understanding: createUnderstanding(),
  speaking: createSpeaking(),
  voices: readVoices(readText('scenarios-yaml/voices.yaml')).voices,
  lines: readLines(readText('campaigns-yaml/lines.yaml')).lines,
  fixture: fixture.kind === 'fixture' ? fixture.fixture : undefined,
}
const results: SimulationResult[] = []

test('the shipped scenarios have no errors, and there are simulations', () => {
  const errors = findings.filter(finding => finding.severity === 'error')
  expect(errors.map(one => `${one.file}:${one.span.line} ${one.message}`)).toEqual([])
  expect(fixture.kind).toBe('fixture')
  expect(files.size).toBeGreaterThan(0)
})

describe('every simulation', () => {
  test.each([...files])('%s', async (file, text) => {
    const report = await simulateWorkspace({ scenarios, files: new Map([[file, text]]), world })
    results.push(...report.results)
    expect(report.findings.map(one => `${one.file}:${one.span.line}:${one.span.column} ${one.message}`)).toEqual([])
    const failed = report.results.filter(result => result.failures.length > 0)
    expect(failed.map(result => formatFailedResult(result)).join('\n')).toBe('')
    expect(report.results.length).toBeGreaterThan(0)
  })
})

test('the simulations exercise the shipped scenarios', () => {
  const coverage = measureCoverage(scenarios, results)
  // The whole table is worth seeing when something is missing.
  expect(findShortfalls(coverage).length === 0 ? '' : formatCoverage(coverage)).toBe('')
  const exercised = new Set(results.map(result => result.scenario))
  expect([...scenarios.keys()].filter(name => !exercised.has(name))).toEqual([])
})
