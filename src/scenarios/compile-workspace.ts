import { checkWorkspace } from './checks/index.ts'
import { compileScenario } from './compile/index.ts'
import type { CompiledScenario } from './compile/compiled.ts'
import { loadWorkspace } from './load-workspace.ts'
import type { Step } from './model/step.ts'
import type { Workspace } from './model/workspace.ts'
import { classifyFile } from './source/classify-file.ts'
import type { Finding } from './source/finding.ts'

/** All files of a workspace, read and checked. Plain data but for `workspace.sources`. */
export interface CheckedWorkspace {
  readonly workspace: Workspace
  /** Everything found while reading and checking. */
  readonly findings: readonly Finding[]
}

/** What became of a folder of scenarios. */
export interface CompiledWorkspace extends CheckedWorkspace {
  /** Those that have no error in any file that they are made of, by name. */
  readonly scenarios: ReadonlyMap<string, CompiledScenario>
}

/** Reads, checks and compiles all files of a workspace. One faulty scenario stops no other. */
export function compileWorkspace(files: ReadonlyMap<string, string>): CompiledWorkspace {
  return compileChecked(checkFiles(files))
}

/** Reads and checks all files of a workspace. `hearRead` sees them when they are read, before they are checked. */
export function checkFiles(files: ReadonlyMap<string, string>, hearRead?: (workspace: Workspace) => void): CheckedWorkspace {
  const workspace = loadWorkspace(files)
  hearRead?.(workspace)
  return { workspace, findings: [...workspace.findings, ...checkWorkspace(workspace)] }
}

/** Compiles the scenarios of a workspace that have no error. */
export function compileChecked({ workspace, findings }: CheckedWorkspace): CompiledWorkspace {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const scenarios = new Map<string, CompiledScenario>()
  for (const [name, { speaks, also }] of workspace.scenarios) {
    const isOwn = ownFilesOf(workspace, name)
    const isSpoken = (language: string | undefined): boolean =>
      language === undefined || [speaks, ...also].some(own => own === language)
    if (!errors.some(({ file, language }) => isOwn(file) && isSpoken(language)))
      scenarios.set(name, compileScenario(workspace, name))
  }
  return { workspace, scenarios, findings }
}

/**
 * Tells the files that a scenario is made of: its folder, its policy's, its blocks' and its languages' lexicons, and the services that they
 * call. Texts of a policy or block in a language that only other scenarios speak are not among them.
 */
function ownFilesOf(workspace: Workspace, name: string): (file: string) => boolean {
  const scenario = workspace.scenarios.get(name)
  if (scenario === undefined) return () => false
  const policyName = scenario.policy.replace(/^policies\//, '')
  const policy = workspace.policies.get(scenario.policy) ?? workspace.policies.get(policyName)
  const mini = [...(policy?.anytime.values() ?? []), ...(policy?.answeredBy.values() ?? [])].filter(entry => 'verb' in entry)
  const { blocks, services } = collectUses([...scenario.steps.values(), ...mini], workspace)
  const own = folderOf(scenario.file)
  const shared = [`policies/${policyName}/`, ...[...blocks].map(block => `${block}/`)]
  const spoken = [scenario.speaks, ...scenario.also]
  const files = new Set([
    scenario.file,
    `policies/${policyName}.yaml`,
    ...spoken.map(language => `lexicon/${language}.yaml`),
    ...[...services].map(service => workspace.services.get(service)?.file ?? `services/${service}.yaml`),
  ])
  return file => {
    if (files.has(file) || (own !== '' && file.startsWith(own))) return true
    if (!shared.some(folder => file.startsWith(folder))) return false
    const place = classifyFile(file)
    return place.kind !== 'language' || spoken.includes(place.language)
  }
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1)
}

function collectUses(
  steps: readonly Step[],
  workspace: Workspace,
): { readonly blocks: ReadonlySet<string>; readonly services: ReadonlySet<string> } {
  const blocks = new Set<string>()
  const services = new Set<string>()
  const visit = (step: Step): void => {
    if (step.verb === 'do') services.add(step.service)
    if (step.verb !== 'use' || blocks.has(step.block)) return
    blocks.add(step.block)
    for (const inner of workspace.blocks.get(step.block)?.steps.values() ?? []) visit(inner)
  }
  for (const step of steps) visit(step)
  return { blocks, services }
}
