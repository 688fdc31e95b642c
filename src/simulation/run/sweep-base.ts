import type { AskNode, CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Simulation } from '../script/simulation.ts'
import type { SimulationResult } from './run-simulation.ts'
import type { SimulationWorld } from './world.ts'

/** A question that the script comes to. */
export interface SweptQuestion {
  readonly node: AskNode
  /** Index of its `bot:` line. */
  readonly at: number
  readonly line: number
}

/** What every sweep works on: a script that succeeded. */
export interface SweepBase {
  readonly simulation: Simulation
  readonly scenario: CompiledScenario
  readonly language: Language
  readonly world: SimulationWorld
  readonly base: SimulationResult
  readonly questions: readonly SweptQuestion[]
}
