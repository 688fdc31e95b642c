import type { CompiledScenario } from '../scenarios/compile/compiled.ts'
import type { Language } from '../scenarios/model/documents.ts'
import type { Finding } from '../scenarios/source/finding.ts'
import { measureCoverage } from './coverage/coverage.ts'
import type { Coverage } from './coverage/coverage.ts'
import { runSimulation } from './run/run-simulation.ts'
import type { SimulationResult } from './run/run-simulation.ts'
import { runSweeps } from './run/sweep.ts'
import type { SimulationWorld } from './run/world.ts'
import { checkSimulation } from './script/check-simulation.ts'
import { readSimulation } from './script/read-simulation.ts'
import type { Simulation } from './script/simulation.ts'

/** What to simulate. */
export interface SimulationJob {
  readonly scenarios: ReadonlyMap<string, CompiledScenario>
  /** Simulation files: text by path. */
  readonly files: ReadonlyMap<string, string>
  readonly world: SimulationWorld
  /** Only these languages; absent: as each simulation says. */
  readonly languages?: readonly Language[]
  /** `base`: sweeps only in the scenario's own language, where the others take too long; absent: in all. */
  readonly sweeps?: 'base'
  /** Told after each call, for progress. */
  onResult?(result: SimulationResult): void
}

/** What came of it. */
export interface SimulationReport {
  /** In the order of files; a sweep's variations follow their call. */
  readonly results: readonly SimulationResult[]
  /** Faults of the files themselves. */
  readonly findings: readonly Finding[]
  readonly coverage: Coverage
  readonly passed: boolean
}

/** Languages in which a simulation runs. */
function listLanguages(simulation: Simulation, scenario: CompiledScenario, only?: readonly Language[]): readonly Language[] {
  const { languages } = simulation
  const own = languages === 'all' ? scenario.languages : languages === 'base' ? [scenario.speaks] : languages
  return own.filter(language => scenario.languages.includes(language) && (only === undefined || only.includes(language)))
}

/** Runs all simulations, in virtual time and one after another: the same files give the same report. Never throws for what files hold. */
export async function simulateWorkspace(job: SimulationJob): Promise<SimulationReport> {
  const { scenarios, world } = job
  const findings: Finding[] = []
  const results: SimulationResult[] = []
  const note = (result: SimulationResult): void => {
    results.push(result)
    job.onResult?.(result)
  }
  for (const [file, text] of [...job.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const reading = readSimulation(file, text)
    findings.push(...reading.findings)
    const { simulation } = reading
    if (simulation === undefined) continue
    const faults = checkSimulation(simulation, scenarios)
    findings.push(...faults)
    const scenario = scenarios.get(simulation.scenario)
    if (scenario === undefined || faults.some(finding => finding.severity === 'error')) continue
    for (const language of listLanguages(simulation, scenario, job.languages)) {
      const result = await runSimulation(simulation, scenario, language, world)
      note(result)
      // Variations of a call that fails say nothing.
      if (result.failures.length > 0 || (job.sweeps === 'base' && language !== scenario.speaks)) continue
      for (const variation of await runSweeps(simulation, scenario, language, world, result)) note(variation)
    }
  }
  const passed = findings.every(finding => finding.severity !== 'error') && results.every(result => result.failures.length === 0)
  let coverage: Coverage | undefined
  return {
    results,
    findings,
    passed,
    // Counted only for those who ask.
    get coverage() {
      return (coverage ??= measureCoverage(scenarios, results, job.languages))
    },
  }
}
