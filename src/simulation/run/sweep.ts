/**
 * Sweeps: variations of a simulation that are generated from it, so that one call script exercises every step that it passes.
 * `sweep: all` or a list in the simulation's file. The script itself runs first and must succeed; then, for each question that it
 * comes to (a `bot:` line that is followed by something of the caller, first time only):
 *
 * - `globals`: the script up to the question, then each thing that works anytime there is said. It must be served at that step. What
 *   the policy always brings `back` must come back: the same question in its short form, and the rest of the script must succeed with
 *   the same outcome and values. `repeat` and `slower` must say the prompt again. What may end the call, or asks, must be spoken or
 *   end it; there the caller hangs up.
 * - `silence`, `not_understood`, `off_list`: that ladder is climbed. One run takes the first rung and then goes on with the script: the
 *   outcome and values must be the same (not where the script itself takes a rung there: it is that run). Another climbs to the top,
 *   every rung must be taken in order, and the step must be left.
 * - `answers`, `keys`: each meaning that answers the question is said (each key is pressed); it must be taken for that answer there,
 *   after the read-back if there is one, and lead on.
 * - `results`: each service or transfer that the script comes to ends in each of its results in turn, and the call must go on.
 *
 * A variation fails when the call had a fault, when the telephone was told what it cannot do, or when what is said above is not so.
 */
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Simulation, Sweep } from '../script/simulation.ts'
import type { SimulationResult } from './run-simulation.ts'
import type { SweepBase, SweptQuestion } from './sweep-base.ts'
import { sweepAnswers, sweepKeys } from './sweep-answers.ts'
import { sweepGlobals } from './sweep-globals.ts'
import { sweepLadder } from './sweep-ladders.ts'
import { sweepResults } from './sweep-results.ts'
import type { SimulationWorld } from './world.ts'

/** Runs the sweeps of a simulation whose own call succeeded. */
export async function runSweeps(
  simulation: Simulation,
  scenario: CompiledScenario,
  language: Language,
  world: SimulationWorld,
  base: SimulationResult,
): Promise<readonly SimulationResult[]> {
  const swept: SweepBase = { simulation, scenario, language, world, base, questions: findQuestions(simulation, scenario) }
  const results: SimulationResult[] = []
  for (const sweep of simulation.sweep) results.push(...(await runSweep(sweep, swept)))
  return results
}

function runSweep(sweep: Sweep, swept: SweepBase): Promise<readonly SimulationResult[]> {
  switch (sweep) {
    case 'globals':
      return sweepGlobals(swept)
    case 'answers':
      return sweepAnswers(swept)
    case 'keys':
      return sweepKeys(swept)
    case 'results':
      return sweepResults(swept)
    case 'silence':
    case 'not_understood':
    case 'off_list':
      return sweepLadder(swept, sweep)
    default:
      return sweep satisfies never
  }
}

function findQuestions(simulation: Simulation, scenario: CompiledScenario): readonly SweptQuestion[] {
  const seen = new Set<string>()
  const questions: SweptQuestion[] = []
  for (const [at, step] of simulation.call.entries()) {
    const next = simulation.call[at + 1]
    if (step.kind !== 'bot' || next === undefined || next.kind === 'bot' || seen.has(step.node)) continue
    // A read-back or a repetition is not where the question begins.
    if (step.form !== undefined && step.form !== 'full' && step.form !== 'again') continue
    const node = scenario.nodes[step.node]
    if (node?.kind !== 'ask') continue
    seen.add(step.node)
    questions.push({ node, at, line: step.line })
  }
  return questions
}
