import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readClinicFixture, readFacts, readSpecialties } from '../src/engine/clinic/index.ts'
import { readLines, readVoices } from '../src/engine/jambonz/index.ts'
import { createSpeaking } from '../src/engine/speaking/index.ts'
import type { CompiledScenario } from '../src/scenarios/compile/compiled.ts'
import { compileWorkspace } from '../src/scenarios/compile-workspace.ts'
import type { Finding } from '../src/scenarios/source/finding.ts'
import {
  findShortfalls,
  formatCoverage,
  formatFailedResult,
  measureCoverage,
  simulateWorkspace,
} from '../src/simulation/index.ts'
import type { SimulationResult, SimulationWorld } from '../src/simulation/index.ts'
import { understanding } from './learned.ts'

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

const fixture = readClinicFixture(readText('scenarios-yaml/clinic-fixture.yaml'))
const world: SimulationWorld = {
  understanding,
  speaking: createSpeaking(),
  voices: readVoices(readText('scenarios-yaml/voices.yaml')).voices,
  lines: readLines(readText('campaigns-yaml/lines.yaml')).lines,
  knowledge: {
    facts: readFacts(readText('scenarios-yaml/facts.yaml')).facts,
    specialties: readSpecialties(readText('scenarios-yaml/specialties.yaml')).specialties,
  },
  fixture: fixture.kind === 'fixture' ? fixture.fixture : undefined,
}

/** A folder of scenarios, and the calls that it must hold. */
interface Suite {
  readonly scenarios: ReadonlyMap<string, CompiledScenario>
  readonly findings: readonly Finding[]
  readonly files: ReadonlyMap<string, string>
  /** Of the calls held so far. */
  readonly results: SimulationResult[]
}

function readSuite(folder: string, simulations: string): Suite {
  const written = [...readFolder(folder, '.yaml', folder)].filter(([file]) => !join(folder, file).startsWith(`${simulations}/`))
  return { ...compileWorkspace(new Map(written)), files: readFolder(simulations, '.yaml', '.'), results: [] }
}

/** Every call of a suite is one test. */
function testSuite({ scenarios, findings, files, results }: Suite): void {
  test('the scenarios have no errors, and there are simulations', () => {
    const errors = findings.filter(finding => finding.severity === 'error')
    expect(errors.map(one => `${one.file}:${one.span.line} ${one.message}`)).toEqual([])
    expect(fixture.kind).toBe('fixture')
    expect(files.size).toBeGreaterThan(0)
  })

  test.each([...files])('%s', async (file, text) => {
    // `trucada simulate` sweeps in every language, which takes minutes.
    const report = await simulateWorkspace({ scenarios, files: new Map([[file, text]]), world, sweeps: 'base' })
    results.push(...report.results)
    expect(report.findings.map(one => `${one.file}:${one.span.line}:${one.span.column} ${one.message}`)).toEqual([])
    const failed = report.results.filter(result => result.failures.length > 0)
    expect(failed.map(result => formatFailedResult(result)).join('\n')).toBe('')
    expect(report.results.length).toBeGreaterThan(0)
  })
}

const shipped = readSuite('scenarios-yaml', 'test/simulations')
describe('the shipped scenarios', () => {
  testSuite(shipped)
})

test('the simulations exercise the shipped scenarios', () => {
  const { scenarios, results } = shipped
  // Whole in the language that each is written in; the others are exercised as far as their calls go.
  const written = results.filter(result => result.language === scenarios.get(result.scenario)?.speaks)
  const coverage = measureCoverage(scenarios, written)
  // The whole table is worth seeing when something is missing.
  expect(findShortfalls(coverage).length === 0 ? '' : formatCoverage(coverage)).toBe('')
  const exercised = new Set(results.map(result => result.scenario))
  expect([...scenarios.keys()].filter(name => !exercised.has(name))).toEqual([])
  for (const { name, languages } of scenarios.values())
    for (const language of languages)
      expect([name, language, results.some(result => result.scenario === name && result.language === language)]).toEqual([
        name,
        language,
        true,
      ])
})

/** What a voice stumbles over: anything but letters and pauses, dots inside a sentence, capitals in a row, words without a vowel. */
const UNSPEAKABLE: readonly (readonly [string, RegExp])[] = [
  ['a sign or digit', /[^\p{L}\p{M}\s,.;:!?'’·-]/u],
  ['a dot inside a sentence', /\.(?=\S)|\.\s+\p{Ll}/u],
  ['capitals', /\p{Lu}{2}/u],
  ['a word without a vowel', /(?<![\p{L}\p{M}'’·-])(?:(?![aeiouyąęóàèéíïòúüаеёиоуыэюяєії])\p{L}){2,}(?![\p{L}\p{M}'’·-])/iu],
  ['a hole', /undefined|null|\{|\}|\s[,.;!?]|,,|:\s*[.,]/u],
]

test('every word that is spoken can be spoken, in every language', () => {
  const { results, scenarios } = shipped
  const spoken = new Map<string, string>()
  for (const { journal, language, file } of results) {
    let speaks = language
    for (const entry of journal) {
      if (entry.kind === 'language') speaks = entry.to
      if (entry.kind === 'prompt') spoken.set(`${speaks} ${entry.text}`, file)
    }
  }
  const wrong = [...spoken].flatMap(([said, file]) =>
    UNSPEAKABLE.flatMap(([what, pattern]) => {
      const found = pattern.exec(said.slice(3))
      return found === null ? [] : [`${what}, "${found[0]}": ${said} (${file})`]
    }),
  )
  expect(wrong).toEqual([])
  for (const language of new Set([...scenarios.values()].flatMap(({ languages }) => languages)))
    expect([...spoken.keys()].filter(said => said.startsWith(`${language} `)).length).toBeGreaterThan(100)
})

/** Rules of a call that need two languages, or a policy that knows little. */
const bilingual = readSuite('test/fixtures/bilingual', 'test/fixtures/bilingual/simulations')
describe('a scenario in two languages', () => {
  testSuite(bilingual)
})

/** The journal of the call that a rule of docs/reference/semantics.md has. */
const journalOf = (rule: number): SimulationResult['journal'] =>
  bilingual.results.find(result => result.simulation.startsWith(`${rule}:`))?.journal ?? []

test('17: the language changes once, and nothing kept is set anew', () => {
  expect(journalOf(17).filter(entry => entry.kind === 'language')).toMatchObject([{ from: 'pl', to: 'uk' }])
  expect(journalOf(17).filter(entry => entry.kind === 'kept')).toMatchObject([{ node: 'mark', value: 9 }])
})

test('19: the event that no rule knows stands in the journal', () => {
  expect(journalOf(19).filter(entry => entry.kind === 'ignored')).toMatchObject([{ event: 'amd_no_speech_detected' }])
})

test('every rule of docs/reference/semantics.md has a simulation of its number', () => {
  const rules = [...readText('docs/reference/semantics.md').matchAll(/^(\d+)\. \*\*/gm)].map(([, rule]) => Number(rule))
  expect(rules).toEqual(rules.map((_rule, index) => index + 1))
  const names = [...shipped.files.keys(), ...bilingual.files.keys()].filter(file => /\/(semantics|bilingual)\//.test(file))
  const numbers = new Set(names.map(file => Number(/\/(\d+)-[^/]*$/.exec(file)?.[1])))
  expect(rules.filter(rule => !numbers.has(rule))).toEqual([])
  expect(rules.length).toBeGreaterThan(0)
})
