import { readFileSync } from 'node:fs'
import { createCall } from '../src/engine/call/index.ts'
import type { Call } from '../src/engine/call/index.ts'
import { readClinicFixture } from '../src/engine/clinic/index.ts'
import { readLines, readVoices } from '../src/engine/jambonz/index.ts'
import { createSpeaking } from '../src/engine/speaking/index.ts'
import { createUnderstanding } from '../src/engine/understanding/index.ts'
import { compileWorkspace } from '../src/scenarios/index.ts'
import type { CompiledScenario } from '../src/scenarios/compile/compiled.ts'
import { createVirtualClock, readSimulation, runSimulation } from '../src/simulation/index.ts'
import type { SimulationWorld } from '../src/simulation/index.ts'
import { readYamlFiles } from './read-files.ts'

const WARM_UP = 4_000
const CALLS = 3_000
const LIVE_CALLS = 2_000

/** Calls per second of CPU in virtual time, and the heap of one that is in progress. */
export interface CallFigures {
  readonly turns: number
  readonly callsPerCpuSecond: number
  readonly heapPerCallKb: number
}

/** Holds the same confirmation call of ten turns over and over, through the virtual telephone and the jambonz adapter. */
export async function measureCalls(): Promise<CallFigures> {
  const files = readYamlFiles('scenarios-yaml')
  const { scenarios } = compileWorkspace(files)
  const scenario = scenarios.get('appointment-confirmation')
  const { simulation } = readSimulation('bench/ten-turns.yaml', readFileSync('bench/ten-turns.yaml', 'utf8'))
  if (!scenario || !simulation) throw new Error('the scenario or the simulation of the benchmark has errors')
  const fixture = readClinicFixture(files.get('clinic-fixture.yaml') ?? '')
  const world: SimulationWorld = {
    understanding: createUnderstanding(),
    speaking: createSpeaking(),
    voices: readVoices(files.get('voices.yaml') ?? '').voices,
    lines: readLines(readFileSync('campaigns-yaml/lines.yaml', 'utf8')).lines,
    fixture: fixture.kind === 'fixture' ? fixture.fixture : undefined,
  }
  let turns = 0
  for (let call = 0; call < WARM_UP; call += 1) {
    const { failures, journal } = await runSimulation(simulation, scenario, 'pl', world)
    if (failures.length > 0) throw new Error(`the call of the benchmark fails: ${failures[0]?.message}`)
    turns = new Set(journal.flatMap(entry => (entry.kind === 'prompt' ? [entry.turn] : []))).size
  }
  const before = process.cpuUsage()
  for (let call = 0; call < CALLS; call += 1) await runSimulation(simulation, scenario, 'pl', world)
  const used = process.cpuUsage(before)
  return { turns, callsPerCpuSecond: CALLS / ((used.user + used.system) / 1e6), heapPerCallKb: measureHeap(scenario, world) }
}

/** Calls that wait for the answer to their first question, with all that a call owns but the socket. */
function measureHeap(scenario: CompiledScenario, world: SimulationWorld): number {
  const collect = (globalThis as { gc?: () => void }).gc
  if (!collect) throw new Error('run node with --expose-gc')
  const clock = createVirtualClock(Date.parse('2026-05-05T10:00:00+02:00'))
  const open = (id: string): Call => {
    const call = createCall({
      id,
      scenario,
      language: 'pl',
      direction: 'outbound',
      data: {
        patient: { name: { name: 'Anna Nowak' }, phone: '+48600000201' },
        appointment: {
          id: 'V1',
          at: clock.now() + 1e8,
          doctor: { name: 'Ewa Zielińska' },
          specialty: 'poradnia kardiologiczna',
          place: 'pierwsze piętro',
        },
        caller: { phone: '+48600000201' },
      },
      clock,
      telephone: { turn: turn => void (last = turn.id), transfer: () => {}, hangUp: () => {} },
      understanding: world.understanding,
      speaking: world.speaking,
      services: { call: () => ({ result: 'done', values: {} }) },
      messages: { send: () => {} },
      journal: () => {},
      onEnd: () => {},
    })
    let last = ''
    call.start()
    call.receive({ kind: 'speech', turn: last, hypotheses: [{ text: 'tak' }], beganAt: clock.now() + 1 })
    return call
  }
  const settle = (): void => clock.advanceTo(clock.now() + 10)
  const warm = open('warm')
  settle()
  collect()
  const before = process.memoryUsage().heapUsed
  const calls = Array.from({ length: LIVE_CALLS }, (_, index) => open(`live-${index}`))
  settle()
  collect()
  const after = process.memoryUsage().heapUsed
  // They must still be there when the heap is read.
  if (calls.some(call => call.result) || warm.result) throw new Error('a call of the benchmark ended before it was measured')
  return (after - before) / LIVE_CALLS / 1024
}
