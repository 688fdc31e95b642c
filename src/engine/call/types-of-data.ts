import type { CompiledScenario, Scope } from '../../scenarios/compile/compiled.ts'
import { typeAt } from '../../scenarios/conditions/index.ts'
import type { DataType } from '../../scenarios/model/data-type.ts'

const TEXT: DataType = { kind: 'text', optional: false }

/** The type at a path such as `appointment.at`; `text` where nothing is known. */
export function typeOfPath(scenario: CompiledScenario, scope: Scope, path: string): DataType {
  return typeAt(scenario.fields[scope] ?? {}, path) ?? TEXT
}
