import type { AskNode, CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Driver, Failure } from './driver.ts'
import { writePrompt } from './driver.ts'
import { listPhrases } from './choose-words.ts'
import type { SimulationResult } from './run-simulation.ts'
import type { SweepBase, SweptQuestion } from './sweep-base.ts'
import { describeDecisions, entriesSince, playRest, playVariation } from './sweep-play.ts'

/** What is served is served by then. */
const UNDERSTOOD_MS = 3000

/** Says everything that works anytime at every question of the script. */
export async function sweepGlobals(swept: SweepBase): Promise<readonly SimulationResult[]> {
  const results: SimulationResult[] = []
  for (const question of swept.questions) {
    for (const name of listGlobals(swept, question.node)) results.push(await playGlobal(swept, question, name))
  }
  return results
}

/** What works anytime at a question, is not its own answer, and has words. */
function listGlobals(swept: SweepBase, node: AskNode): readonly string[] {
  return Object.keys(node.anytime).filter(
    name => !(name in node.answers) && listPhrases(swept.scenario, swept.language, node.path, name).length > 0,
  )
}

function playGlobal(swept: SweepBase, question: SweptQuestion, name: string): Promise<SimulationResult> {
  const { node, line } = question
  return playVariation(swept, question, `${name} at ${node.path}`, async (driver, call, from) => {
    const failure = await driver.act({ kind: 'says', saying: { meaning: name } }, line)
    if (failure !== undefined) return [failure]
    const how = node.anytime[name]
    const isServed = (): boolean =>
      entriesSince(call, from, 'anytime').some(entry => entry.node === node.path && entry.name === name)
    await call.clock.runUntil(() => isServed() || call.result !== undefined, call.clock.now() + UNDERSTOOD_MS)
    if (!isServed()) {
      return [
        {
          line,
          message: `"${name}" was not served at ${node.path}.`,
          expected: `anytime.${name}`,
          heard: describeDecisions(call, from),
        },
      ]
    }
    if (how === 'stay') return playRest(swept, question, driver, call)
    const prompt = how === 'go' ? await takeReturn(swept, name, driver) : await driver.takePrompt()
    if (prompt === undefined) {
      await driver.waitForEnd(60_000)
      const outcome = call.result?.outcome ?? 'no outcome'
      const mayEnd = how === 'go' && !alwaysReturns(swept.scenario, name) && swept.scenario.gives.outcomes.includes(outcome)
      return mayEnd ? [] : [lost(line, name, node, `the call ended with ${outcome}`)]
    }
    const isBack = prompt.node === node.path && (how === 'go' ? prompt.form === 'again' || prompt.form === 'read_back' : true)
    if (isBack) return playRest(swept, question, driver, call)
    // A telephone that was handed over is asked whose it is now.
    if (entriesSince(call, from, 'decision').some(({ decision }) => decision === 'another_person')) return []
    const isPolicys = /^anytime(_again)?\./.test(prompt.node) && !alwaysReturns(swept.scenario, name)
    if (how === 'go' && (isPolicys || leadsElsewhere(swept.scenario, node, name))) return []
    return [lost(line, name, node, `${writePrompt(prompt)}: ${prompt.text}`)]
  })
}

const lost = (line: number, name: string, node: AskNode, heard: string): Failure => ({
  line,
  message: `After "${name}" the call did not come back to ${node.path}.`,
  expected: node.path,
  heard,
})

/** Passes over what the policy says, up to the first prompt that is not its own statement. */
async function takeReturn(swept: SweepBase, name: string, driver: Driver) {
  for (;;) {
    const prompt = await driver.takePrompt()
    if (prompt === undefined || !/^anytime(_again)?\./.test(prompt.node)) return prompt
    // A question of the policy's own: what is answered to it is not the script's matter.
    if (swept.scenario.nodes[prompt.node]?.kind === 'ask' && !alwaysReturns(swept.scenario, name)) return prompt
  }
}

/** Whether the scenario or step sends this global to a step of its own instead of the policy's answer. */
function leadsElsewhere(scenario: CompiledScenario, node: AskNode, name: string): boolean {
  const parts = ['steps', ...node.path.split('.')]
  for (let length = parts.length; length > 0; length--) {
    const state: { readonly on?: Readonly<Record<string, unknown>> } | undefined = findState(
      scenario,
      parts.slice(0, length).join('.'),
    )
    const on = state?.on?.[`anytime.${name}`]
    if (on !== undefined) return !JSON.stringify(on).includes(`#${scenario.machine.id}.anytime.`)
  }
  return false
}

const returning = new WeakMap<CompiledScenario, Map<string, boolean>>()

/** Whether everything that follows from `anytime.NAME` in the machine comes back, without an ending or a question on the way. */
function alwaysReturns(scenario: CompiledScenario, name: string): boolean {
  const known = returning.get(scenario) ?? new Map<string, boolean>()
  returning.set(scenario, known)
  const before = known.get(name)
  if (before !== undefined) return before
  const prefix = `#${scenario.machine.id}.`
  const seen = new Set<string>()
  const open = [`anytime.${name}`]
  let isReturning = true
  for (let path = open.pop(); path !== undefined && isReturning; path = open.pop()) {
    if (seen.has(path) || path === 'steps.back') continue
    seen.add(path)
    const state = path.startsWith('anytime.') ? findState(scenario, path) : undefined
    if (state === undefined || scenario.nodes[path]?.kind === 'ask') isReturning = false
    else open.push(...listTargets(state).map(target => target.slice(prefix.length)))
  }
  known.set(name, isReturning)
  return isReturning
}

function findState(scenario: CompiledScenario, path: string): object | undefined {
  let state: unknown = scenario.machine
  for (const part of path.split('.')) state = (state as { states?: Record<string, unknown> } | undefined)?.states?.[part]
  return typeof state === 'object' && state !== null ? state : undefined
}

/** Where the machine goes from a state by itself: when its verb is done, or at once. What the caller may say there is left out. */
function listTargets(state: object): readonly string[] {
  const targets: string[] = []
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string' && key === 'target') targets.push(value)
    else if (Array.isArray(value)) for (const item of value) visit(item, key)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) if (name !== 'on') visit(inner, name)
  }
  visit(state, '')
  return targets
}
