import type { JournalEntry } from '../../engine/call/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Simulation } from '../script/simulation.ts'
import { checkResult } from './check-result.ts'
import { createDriver } from './driver.ts'
import type { Driver, Failure } from './driver.ts'
import { writeTranscript } from './transcript.ts'
import type { TranscriptLine } from './transcript.ts'
import { createVirtualCall } from './virtual-call.ts'
import type { CallVariation, VirtualCall } from './virtual-call.ts'
import type { SimulationWorld } from './world.ts'

/** One simulated call, and what came of it. */
export interface SimulationResult {
  readonly simulation: string
  readonly file: string
  readonly scenario: string
  readonly language: Language
  /** What a sweep did differently, e.g. `who_is_it at visit`. */
  readonly variation?: string
  readonly failures: readonly Failure[]
  readonly transcript: readonly TranscriptLine[]
  /** The call's own record, for coverage. */
  readonly journal: readonly JournalEntry[]
  /** Absent when the call had no result within virtual time. */
  readonly outcome?: string
  readonly values: Readonly<Record<string, unknown>>
  /** Ms of virtual time in which neither side spoke, at the longest. */
  readonly longestSilenceMs: number
  readonly durationMs: number
}

/** How long a call may go on after the script's last line, in virtual ms. */
const TO_THE_END_MS = 120_000

/** Runs a simulation once, in one language, in virtual time. Never throws for what a call does. */
export async function runSimulation(
  simulation: Simulation,
  scenario: CompiledScenario,
  language: Language,
  world: SimulationWorld,
): Promise<SimulationResult> {
  return playCall({ simulation, scenario, language, world }, async (driver, call) => {
    const failure = await driver.play(simulation.call)
    if (failure !== undefined) return [failure, ...driver.listMisunderstandings()]
    const hasEnded = await driver.waitForEnd(TO_THE_END_MS)
    return [...findLooseEnds(simulation, driver, hasEnded), ...driver.listMisunderstandings(), ...checkResult(simulation, call)]
  })
}

/** What a call is made of, and how it differs from the script. */
export interface PlayedCall {
  readonly simulation: Simulation
  readonly scenario: CompiledScenario
  readonly language: Language
  readonly world: SimulationWorld
  readonly variation?: CallVariation
  readonly name?: string
}

/** Sets a call up, lets `play` hold it and judge it, ends it if it has not ended, and gathers what happened. */
export async function playCall(
  played: PlayedCall,
  play: (driver: Driver, call: VirtualCall) => Promise<readonly Failure[]>,
): Promise<SimulationResult> {
  const { simulation, scenario, language, name } = played
  const call = createVirtualCall(simulation, scenario, language, played.world, played.variation)
  const driver = createDriver(call, `${simulation.file} ${language}`)
  call.telephone.ring()
  const failures = await play(driver, call)
  if (!call.telephone.isOver || call.result === undefined) await driver.hangUp()
  const { telephone } = call
  const began = telephone.answeredAt ?? call.clock.now()
  const ended = telephone.endedAt ?? call.clock.now()
  return {
    simulation: simulation.name,
    file: simulation.file,
    scenario: scenario.name,
    language,
    ...(name === undefined ? {} : { variation: name }),
    failures,
    transcript: writeTranscript(call),
    journal: call.journal,
    ...(call.result === undefined ? {} : { outcome: call.result.outcome }),
    values: call.result?.values ?? {},
    longestSilenceMs: telephone.track.measureLongestSilence(began, ended),
    durationMs: ended - began,
  }
}

/** What the script leaves open: a call that goes on, a question that nobody answers. */
export function findLooseEnds(simulation: Simulation, driver: Driver, hasEnded: boolean): readonly Failure[] {
  const line = simulation.call.at(-1)?.line ?? 1
  const [unlisted] = driver.listUnlisted()
  if (unlisted !== undefined) {
    return [
      {
        line,
        message: 'The bot asked on after the last line.',
        expected: 'the end of the call',
        heard: `${unlisted.node}: ${unlisted.text}`,
      },
    ]
  }
  return hasEnded ? [] : [{ line, message: 'The call did not end within two minutes after the last line.' }]
}
