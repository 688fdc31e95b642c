import { isDeepStrictEqual } from 'node:util'
import type { JournalEntry } from '../../engine/call/index.ts'
import type { CallStep } from '../script/simulation.ts'
import type { Driver, Failure } from './driver.ts'
import { findLooseEnds, playCall } from './run-simulation.ts'
import type { SimulationResult } from './run-simulation.ts'
import type { SweepBase, SweptQuestion } from './sweep-base.ts'
import type { CallVariation, VirtualCall } from './virtual-call.ts'

/** Plays one variation: the script up to a question, then what `vary` does. Faults of the engine are always failures. */
export function playVariation(
  swept: SweepBase,
  question: SweptQuestion,
  name: string,
  vary: (driver: Driver, call: VirtualCall, from: number) => Promise<readonly Failure[]>,
  variation: CallVariation = {},
): Promise<SimulationResult> {
  const { simulation, scenario, language, world } = swept
  return playCall({ simulation, scenario, language, world, variation, name }, async (driver, call) => {
    const failure = await driver.play(simulation.call.slice(0, question.at + 1))
    if (failure !== undefined) return [failure]
    const failures = await vary(driver, call, call.journal.length)
    return [...failures, ...findFaults(call, question.line)]
  })
}

/** Goes on with the script after the question; outcome and values must be those of the script itself. */
export async function playRest(
  swept: SweepBase,
  question: SweptQuestion,
  driver: Driver,
  call: VirtualCall,
): Promise<readonly Failure[]> {
  const rest: readonly CallStep[] = swept.simulation.call.slice(question.at + 1)
  const failure = await driver.play(rest)
  if (failure !== undefined) return [failure]
  const hasEnded = await driver.waitForEnd(120_000)
  const { base } = swept
  const loose = findLooseEnds(swept.simulation, driver, hasEnded)
  if (loose.length > 0) return loose
  const outcome = call.result?.outcome ?? 'no result'
  if (outcome !== base.outcome) {
    return [
      {
        line: question.line,
        message: 'The call ended otherwise than without the variation.',
        expected: base.outcome ?? '',
        heard: outcome,
      },
    ]
  }
  const values = call.result?.values ?? {}
  if (isDeepStrictEqual(values, base.values)) return []
  return [
    {
      line: question.line,
      message: 'The call gave other values than without the variation.',
      expected: JSON.stringify(base.values),
      heard: JSON.stringify(values),
    },
  ]
}

const findFaults = (call: VirtualCall, line: number): readonly Failure[] =>
  call.listFaults().map(heard => ({ line, message: 'The call had a fault.', heard }))

/** Entries of a kind since a place in the journal. Asked after every timer, so it copies nothing that it need not. */
export function entriesSince<K extends JournalEntry['kind']>(
  call: VirtualCall,
  from: number,
  kind: K,
): readonly Extract<JournalEntry, { kind: K }>[] {
  const found: Extract<JournalEntry, { kind: K }>[] = []
  for (let at = from; at < call.journal.length; at++) {
    const entry = call.journal[at]
    if (entry?.kind === kind) found.push(entry as Extract<JournalEntry, { kind: K }>)
  }
  return found
}

/** What the journal says of decisions since a place, for a failure's message. */
export function describeDecisions(call: VirtualCall, from: number): string {
  const decisions = entriesSince(call, from, 'decision').map(entry => `${entry.node}: ${entry.decision} (${entry.because})`)
  return decisions.length === 0 ? 'no decision' : decisions.join('; ')
}
