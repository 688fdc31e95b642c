import { suggest } from '../scenarios/source/suggest.ts'
import { UsageError } from './usage-error.ts'

/** The scenario of a name, or a `UsageError` that names what was probably meant. `faulty` are there but have errors. */
export function takeScenario<T>(scenarios: ReadonlyMap<string, T>, name: string, faulty: Iterable<string> = []): T {
  const found = scenarios.get(name)
  if (found !== undefined) return found
  if ([...faulty].includes(name)) {
    throw new UsageError(`The scenario "${name}" has errors and cannot be used.`, 'Run "trucada check" to see them.')
  }
  const names = [...scenarios.keys()].sort()
  const near = suggest(name, names)
  if (near !== undefined) throw new UsageError(`There is no scenario "${name}".`, `Did you mean "${near}"?`)
  throw new UsageError(
    `There is no scenario "${name}".`,
    names.length === 0
      ? 'The folder of scenarios holds none that can be used; "trucada config" shows which folder that is.'
      : `Scenarios are: ${names.join(', ')}.`,
  )
}
