import { createHash } from 'node:crypto'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'

const known = new WeakMap<CompiledScenario, string>()

/** Names the content of a compiled scenario: the same in every process that read the same files. */
export function versionOf(scenario: CompiledScenario): string {
  let version = known.get(scenario)
  if (version === undefined) {
    // Conditions are functions, but their source is text.
    version = createHash('sha256').update(JSON.stringify(scenario)).digest('base64url').slice(0, 22)
    known.set(scenario, version)
  }
  return version
}

/** The versions that this process has loaded, so that a call of an older one can go on. */
export interface ScenarioVersions {
  note(scenarios: Iterable<CompiledScenario>): void
  find(version: string): CompiledScenario | undefined
}

/** A version is a few hundred KiB. */
const MOST_VERSIONS = 100

/** Remembers versions, the latest hundred. */
export function createScenarioVersions(): ScenarioVersions {
  const seen = new WeakSet<CompiledScenario>()
  const versions = new Map<string, CompiledScenario>()
  return {
    note(scenarios) {
      for (const scenario of scenarios) {
        if (seen.has(scenario)) continue
        seen.add(scenario)
        versions.set(versionOf(scenario), scenario)
        const [oldest] = versions.keys()
        if (versions.size > MOST_VERSIONS && oldest !== undefined) versions.delete(oldest)
      }
    },
    find: version => versions.get(version),
  }
}
