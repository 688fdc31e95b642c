import type { CompiledNode } from '../../scenarios/compile/compiled.ts'
import type { ServiceScript } from '../script/simulation.ts'
import type { Driver, Failure } from './driver.ts'
import type { SimulationResult } from './run-simulation.ts'
import { playCall } from './run-simulation.ts'
import type { SweepBase } from './sweep-base.ts'
import { entriesSince } from './sweep-play.ts'
import type { CallVariation, VirtualCall } from './virtual-call.ts'

/** Longer than any step waits for a service. */
const NEVER_MS = 90_000

/** Lets every service and transfer that the script comes to end in each of its results. */
export async function sweepResults(swept: SweepBase): Promise<readonly SimulationResult[]> {
  const { scenario, base } = swept
  const visited = new Set(
    base.journal.flatMap(entry =>
      'node' in entry && (entry.kind === 'service' || entry.kind === 'transfer') ? [entry.node] : [],
    ),
  )
  const results: SimulationResult[] = []
  for (const path of visited) {
    const node = scenario.nodes[path]
    if (node?.kind !== 'do' && node?.kind !== 'transfer') continue
    for (const result of node.results) {
      const variation = makeVariation(swept, node, result)
      if (variation !== undefined) results.push(await playResult(swept, node, result, variation))
    }
  }
  return results
}

/** What the world does so that the step ends in this result; undefined where only the script can bring it about. */
function makeVariation(swept: SweepBase, node: CompiledNode, result: string): CallVariation | undefined {
  if (node.kind === 'transfer')
    return result === 'closed'
      ? { closed: true }
      : result === 'busy' || result === 'no_answer' || result === 'failed' || result === 'refused'
        ? { dialled: result }
        : undefined
  if (node.kind !== 'do') return undefined
  const plain: ServiceScript = { fails: false, takesMs: 0 }
  const force = (script: ServiceScript): CallVariation => ({ answer: { node: node.path, script } })
  if (result === 'done') return undefined
  if (result === 'failed') return force({ ...plain, fails: true })
  if (result === 'slow') return force({ ...plain, takesMs: NEVER_MS })
  if (result === 'empty') return makeEmpty(swept, node.service, force)
  return force({ ...plain, result })
}

/** An answer in which every list is empty. */
function makeEmpty(
  swept: SweepBase,
  service: string,
  force: (script: ServiceScript) => CallVariation,
): CallVariation | undefined {
  const gives = Object.entries(swept.scenario.services[service]?.gives ?? {})
  if (gives.some(([, type]) => type.kind !== 'list' && !type.optional)) return undefined
  const isSingle = gives.length === 1 && gives[0]?.[0] === 'result'
  const empty = Object.fromEntries(gives.flatMap(([name, type]) => (type.kind === 'list' ? [[name, []]] : [])))
  return force({ fails: false, takesMs: 0, gives: isSingle ? [] : empty })
}

function playResult(swept: SweepBase, node: CompiledNode, result: string, variation: CallVariation): Promise<SimulationResult> {
  const { simulation, scenario, language, world } = swept
  const line = simulation.call[0]?.line ?? 1
  const name = `${result} at ${node.path}`
  return playCall({ simulation, scenario, language, world, variation, name }, async (driver, call) => {
    const stopped = await playUntil(swept, driver, call, node)
    if (stopped !== undefined) return [stopped]
    const from = call.journal.findIndex(
      entry => (entry.kind === 'service' || entry.kind === 'transfer') && entry.node === node.path,
    )
    const hasGoneOn = (): boolean =>
      call.result !== undefined || entriesSince(call, from, 'entered').some(entry => entry.node !== node.path)
    await call.clock.runUntil(hasGoneOn, call.clock.now() + 180_000)
    const faults = call.listFaults().map(heard => ({ line, message: 'The call had a fault.', heard }))
    if (!hasGoneOn()) return [...faults, { line, message: `After ${result} the call did not go on from ${node.path}.` }]
    return faults
  })
}

/** Plays the script until the step has asked its service or dialled its line. */
async function playUntil(swept: SweepBase, driver: Driver, call: VirtualCall, node: CompiledNode): Promise<Failure | undefined> {
  const isReached = (): boolean =>
    call.journal.some(entry => (entry.kind === 'service' || entry.kind === 'transfer') && entry.node === node.path)
  for (const step of swept.simulation.call) {
    if (isReached()) return undefined
    const failure = await driver.play([step])
    // What does not come true after the step was reached is the variation's doing.
    if (failure !== undefined && !isReached()) return failure
    if (failure !== undefined) return undefined
  }
  await call.clock.runUntil(() => isReached() || call.result !== undefined, call.clock.now() + 120_000)
  return isReached()
    ? undefined
    : { line: swept.simulation.call.at(-1)?.line ?? 1, message: `The call did not come to ${node.path}.` }
}
