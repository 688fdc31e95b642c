import { readContact } from '../../scenarios/contact/read-contact.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { makeFinding } from '../../scenarios/source/make-finding.ts'
import { suggest } from '../../scenarios/source/suggest.ts'
import { readGiven } from '../run/scripted-services.ts'
import type { Simulation } from './simulation.ts'

/** Outcomes that every call can have. */
const ENGINE_OUTCOMES = ['hung_up', 'hung_up_early', 'bot_fault']

/** Holds a simulation against the scenario that it calls: steps, services, outcomes, contact and values must be its own. */
export function checkSimulation(simulation: Simulation, scenarios: ReadonlyMap<string, CompiledScenario>): readonly Finding[] {
  const { source } = simulation
  const scenario = scenarios.get(simulation.scenario)
  if (scenario === undefined) {
    const facts = { scenario: simulation.scenario, nearest: suggest(simulation.scenario, scenarios.keys()) }
    return [makeFinding('simulation/unknown-scenario', source, ['scenario'], 'value', facts)]
  }
  return [
    ...checkSteps(simulation, scenario),
    ...checkServices(simulation, scenario),
    ...checkOutcome(simulation, scenario),
    ...checkContact(simulation, scenario),
  ]
}

function checkSteps(simulation: Simulation, scenario: CompiledScenario): readonly Finding[] {
  return simulation.call.flatMap((step, index) => {
    if (step.kind !== 'bot' || scenario.nodes[step.node] !== undefined) return []
    const facts = { step: step.node, nearest: suggest(step.node, Object.keys(scenario.nodes)) }
    return [makeFinding('simulation/unknown-step', simulation.source, ['call', index, 'bot'], 'value', facts)]
  })
}

function checkServices(simulation: Simulation, scenario: CompiledScenario): readonly Finding[] {
  const { source, check } = simulation
  const findings: Finding[] = []
  const known = (name: string, path: readonly (string | number)[], part: 'key' | 'value'): boolean => {
    if (Object.hasOwn(scenario.services, name)) return true
    findings.push(
      makeFinding('simulation/unknown-service', source, path, part, {
        service: name,
        nearest: suggest(name, Object.keys(scenario.services)),
      }),
    )
    return false
  }
  for (const [name, { answers, always }] of Object.entries(simulation.services)) {
    if (!known(name, ['services', name], 'key')) continue
    const contract = scenario.services[name]
    for (const [index, answer] of answers.entries()) {
      if (contract === undefined || answer.gives === undefined) continue
      const given = readGiven(contract, answer.gives, scenario.clinic.zone)
      const path = ['services', name, ...(always ? [] : [index]), 'gives']
      for (const problem of 'problems' in given ? given.problems : []) {
        const facts = { field: problem.path, problem: problem.message, advice: problem.hint }
        findings.push(makeFinding('simulation/bad-value', source, path, 'value', facts))
      }
    }
  }
  for (const [index, name] of check.never.entries()) known(name, ['check', 'never', index], 'value')
  for (const [index, name] of (check.services ?? []).entries()) known(name, ['check', 'services', index], 'value')
  return findings
}

function checkOutcome(simulation: Simulation, scenario: CompiledScenario): readonly Finding[] {
  const { outcome } = simulation.check
  const permitted = scenario.gives.outcomes
  if (outcome === undefined || permitted.includes(outcome) || ENGINE_OUTCOMES.includes(outcome)) return []
  const facts = { outcome, nearest: suggest(outcome, permitted), permitted }
  return [makeFinding('simulation/unknown-outcome', simulation.source, ['check', 'outcome'], 'value', facts)]
}

function checkContact(simulation: Simulation, scenario: CompiledScenario): readonly Finding[] {
  const read = readContact(scenario.gets, simulation.contact, scenario.clinic.zone)
  if (read.kind === 'contact') return []
  return read.problems.map(problem =>
    makeFinding('simulation/bad-contact', simulation.source, ['contact', ...problem.path.split('.')], 'value', {
      field: problem.path,
      problem: problem.message,
      advice: problem.hint,
    }),
  )
}
