import { expect, test } from 'vitest'
import type { Heard, Understanding } from '../../../src/engine/call/index.ts'
import type { CompiledScenario } from '../../../src/scenarios/compile/compiled.ts'
import { findShortfalls, formatReport, simulateWorkspace, writeJUnit, writeReportJson } from '../../../src/simulation/index.ts'
import type { SimulationReport } from '../../../src/simulation/index.ts'
import { compileTiny, createTinyWorld, plantFault, writeSimulation } from './tiny-clinic.ts'

const tiny = compileTiny()
const CONFIRMED = 'call:\n  - bot: visit\n  - says: agree\n  - bot: bye\ncheck: { outcome: confirmed }\n'
const MOVED =
  'call:\n  - bot: visit\n  - says: move\n  - bot: pick\n  - says: "w piątek"\n  - bot: moved\ncheck: { outcome: moved }\n'
const OPERATOR = 'call:\n  - bot: visit\n  - says: operator\n  - bot: anytime.operator\ncheck: { outcome: handed_over }\n'
const VOICEMAIL =
  'call:\n  - bot: visit\n  - answered_by: voicemail\n  - bot: answered_by.voicemail\ncheck: { outcome: silent }\n'

function simulate(scenario: CompiledScenario, ...texts: string[]): Promise<SimulationReport> {
  const files = new Map(texts.map((text, index) => [`test/simulations/tiny/${index}.yaml`, writeSimulation(text)]))
  return simulateWorkspace({ scenarios: new Map([['tiny', scenario]]), world: createTinyWorld(), files })
}
const failed = (report: SimulationReport): (string | undefined)[] =>
  report.results.filter(one => one.failures.length > 0).map(one => one.variation)

test('four short calls and their sweeps exercise everything', async () => {
  const all = 'sweep: all\n'
  const report = await simulate(tiny, CONFIRMED + all, MOVED + all, OPERATOR + all, VOICEMAIL)
  expect(report.results.flatMap(one => one.failures)).toEqual([])
  expect(report.passed).toBe(true)
  expect(report.coverage.rows.flatMap(row => row.missing)).toEqual([])
  expect(findShortfalls(report.coverage)).toEqual([])
})

test('without the sweeps coverage names what is missing, with file and line', async () => {
  const report = await simulate(tiny, CONFIRMED)
  const [row] = report.coverage.rows
  expect(row).toMatchObject({
    document: 'tiny',
    language: 'pl',
    counts: { answers: { exercised: 1, total: 5 }, endings: { exercised: 1, total: 5 } },
  })
  expect(row?.missing.map(item => `${item.file}:${item.line} ${item.kind} ${item.label}`)).toContain(
    'tiny/scenario.yaml:16 steps times',
  )
  expect(row?.missing.map(item => `${item.file}:${item.line} ${item.kind} ${item.label}`)).toContain(
    'tiny/scenario.yaml:7 endings moved',
  )
  expect(findShortfalls(report.coverage).join('\n')).toMatch(/tiny pl: steps 2 of 8; missing times \(tiny\/scenario.yaml:16\)/)
})

test('the sweep of globals fails when the way back leads elsewhere', async () => {
  const faulty = plantFault(tiny, json => json.replaceAll('#tiny.steps.back', '#tiny.steps.bye'))
  expect(failed(await simulate(faulty, `${CONFIRMED}sweep: globals\n`))).toEqual(['who_is_it at visit'])
})

test('the sweep of globals fails when a step is deaf to one', async () => {
  const faulty = plantFault(tiny, json => json.replaceAll('"anytime.stop_calling":', '"anytime.nothing":'))
  expect(failed(await simulate(faulty, `${CONFIRMED}sweep: globals\n`))).toEqual(['stop_calling at visit'])
})

test('the sweep of ladders fails when the top does not leave the step', async () => {
  const faulty = plantFault(tiny, json => json.replaceAll(/"target":"#tiny\.end_silent"/g, '"target":"#tiny.steps.visit"'))
  const report = await simulate(faulty, `${CONFIRMED}sweep: [silence]\n`)
  // It comes back to the question: left and entered again, which is no ending but a step.
  expect(report.results.map(one => one.variation)).toEqual([undefined, 'silence once at visit', 'silence to the top at visit'])
  const deaf = {
    ...tiny,
    nodes: { ...tiny.nodes, visit: { ...tiny.nodes['visit'], silence: [] } },
  } as unknown as CompiledScenario
  expect(failed(await simulate(deaf, `${CONFIRMED}sweep: [silence]\n`))).toEqual([])
})

test('a script with a silence of its own at a question is not made silent there once more, but it is to the top', async () => {
  const own = `call:
  - bot: visit
  - silent: 6s
  - bot: visit / repeat
  - says: move
  - bot: pick
  - says: "w piątek"
  - bot: moved
check: { outcome: moved }
sweep: [silence, not_understood]
`
  const report = await simulate(tiny, own)
  expect(report.results.flatMap(one => one.failures)).toEqual([])
  expect(report.results.map(one => one.variation)).toEqual([
    undefined,
    // Once silent at visit is what the script itself is.
    'silence to the top at visit',
    'silence once at pick',
    'silence to the top at pick',
    'not_understood once at visit',
    'not_understood to the top at visit',
    'not_understood once at pick',
    'not_understood to the top at pick',
  ])
})

test('the sweep of answers fails when words are not taken for the answer', async () => {
  const { understanding, ...world } = createTinyWorld()
  const deaf: Understanding = {
    hear(hypotheses, context) {
      const heard = understanding.hear(hypotheses, context) as Heard
      return { ...heard, meanings: heard.meanings.filter(one => one.meaning !== 'move') }
    },
  }
  const report = await simulateWorkspace({
    scenarios: new Map([['tiny', tiny]]),
    world: { ...world, understanding: deaf },
    files: new Map([['a.yaml', writeSimulation(`${CONFIRMED}sweep: [answers, keys]\n`)]]),
  })
  expect(failed(report)).toEqual(['move at visit'])
})

test('the sweep of results fails when a result leads nowhere', async () => {
  const faulty = plantFault(tiny, json => json.replaceAll('"type":"failed"', '"type":"never"'))
  expect(failed(await simulate(faulty, `${MOVED}sweep: results\n`))).toEqual([
    'failed at times',
    'failed at move',
    // The script gives times only once: here they fail the second time.
    'taken at move',
  ])
})

test('a call that fails is not swept', async () => {
  const report = await simulate(tiny, `${CONFIRMED.replace('outcome: confirmed', 'outcome: moved')}sweep: all\n`)
  expect(report.results.length).toBe(1)
  expect(report.passed).toBe(false)
})

test('reports: text with both sides of a failed call, JSON, JUnit', async () => {
  const report = await simulate(tiny, CONFIRMED.replace('outcome: confirmed', 'outcome: moved'), 'call:\n  - bot: nowhere\n')
  const text = formatReport(report, { width: 100 })
  expect(text).toContain('test/simulations/tiny/0.yaml:13 The call ended otherwise.')
  expect(text).toMatch(/ {2}0\.0 s {2}visit: Tu automatyczny .* │/)
  expect(text).toMatch(/│ (tak|potwierdzam|zgadza się)/)
  expect(text).toContain('✗ 1 of 1 call not as simulated')
  expect(text).not.toContain('\u001b')
  expect(formatReport(report, { colour: true })).toContain('\u001b[31m')
  const json = JSON.parse(writeReportJson(report))
  expect(json).toMatchObject({
    passed: false,
    results: [{ outcome: 'confirmed' }],
    findings: [{ code: 'simulation/unknown-step' }],
  })
  const xml = writeJUnit(report)
  expect(xml).toContain('<testsuite name="test/simulations/tiny/0.yaml" tests="1" failures="1">')
  expect(xml).toContain('<failure message="The call ended otherwise.">')
  expect(xml).toContain('<error message="test/simulations/tiny/1.yaml:10:10')
})

test('a file that cannot be simulated is shown and fails the report, though no call went wrong', async () => {
  const report = await simulate(tiny, 'call:\n  - bot: nowhere\n  - sings: true\n')
  expect(report).toMatchObject({ passed: false, results: [] })
  const text = formatReport(report, { coverage: false })
  expect(text).toContain('✗ test/simulations/tiny/0.yaml:11:5 "sings" is not a key of a line of the call.')
  expect(text).toMatch(/\n✗ 0 calls as simulated; 1 file has errors and could not be simulated\n$/)
  expect(text).not.toContain('✓')
  expect(formatReport(report, { coverage: false, findings: false })).toBe(
    '✗ 0 calls as simulated; 1 file has errors and could not be simulated\n',
  )
  const xml = writeJUnit(report)
  expect(xml).toContain('<testsuite name="test/simulations/tiny/0.yaml" tests="1" failures="0" errors="1">')
  expect(xml).toContain('<error message="test/simulations/tiny/0.yaml:11:5')
})
