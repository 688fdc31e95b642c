import { loadWorkspace, type Workspace } from '../../../src/scenarios/load-workspace.ts'
import type { ScenarioDocument, Step } from '../../../src/scenarios/model/index.ts'

const HEAD = `scenario: visit
policy: clinic
speaks: pl
gives: { outcome: [confirmed] }
`

/** A scenario with these steps, each line indented by two spaces less than in the file. */
export function writeScenario(steps: string, head = HEAD): string {
  return `${head}steps:\n${steps.replace(/^/gm, '  ')}\n`
}

/** Reads one scenario named `visit`. */
export function readScenarioText(text: string): {
  readonly workspace: Workspace
  readonly scenario: ScenarioDocument
  readonly found: readonly string[]
} {
  const workspace = loadWorkspace(new Map([['visit/scenario.yaml', text]]))
  const scenario = workspace.scenarios.get('visit')
  if (scenario === undefined) throw new Error('the scenario was not read')
  return { workspace, scenario, found: listFound(workspace, text) }
}

/** Findings as "code @ the words that they point at". */
export function listFound(workspace: Workspace, text: string): readonly string[] {
  return workspace.findings.map(({ code, span }) => `${code} @ ${text.slice(span.start, span.end).split('\n')[0]}`)
}

/** Reads one step and gives it back. */
export function readOneStep(yaml: string): Step | undefined {
  return readScenarioText(writeScenario(yaml)).scenario.steps.values().next().value
}
