import type { CompiledScenario, Scope } from '../../scenarios/compile/compiled.ts'
import type { DataType, Fields } from '../../scenarios/model/data-type.ts'
import type { ValueExpr } from '../../scenarios/model/step.ts'

const TEXT: DataType = { kind: 'text', optional: false }
const cache = new WeakMap<CompiledScenario, Map<Scope, Record<string, DataType>>>()

/**
 * The types of all data that a scope can hold: what the contact brings or the block takes, and what its steps keep.
 * Derived from the compiled nodes, once per scenario.
 */
export function typesOfScope(scenario: CompiledScenario, scope: Scope): Fields {
  let scopes = cache.get(scenario)
  if (!scopes) {
    scopes = new Map()
    cache.set(scenario, scopes)
  }
  const known = scopes.get(scope)
  if (known) return known
  const types: Record<string, DataType> = {}
  // Set before it is filled: a block that hands a value to itself must not recurse for ever.
  scopes.set(scope, types)
  if (scope === '') Object.assign(types, scenario.gets)
  const holder = scope === '' ? undefined : scenario.nodes[scope]
  if (holder?.kind === 'use') {
    for (const [name, expr] of Object.entries(holder.takes)) types[name] = typeOfExpr(scenario, holder.scope, expr)
  }
  for (const node of Object.values(scenario.nodes)) {
    if (node.scope !== scope) continue
    if (node.kind === 'ask') {
      Object.assign(types, node.listenFor)
      if (node.keep) types[node.keep.name] = node.keep.type
    } else if (node.kind === 'do') {
      const gives = scenario.services[node.service]?.gives ?? {}
      for (const [mine, theirs] of Object.entries(node.keep)) types[mine] = gives[theirs] ?? TEXT
    } else if (node.kind === 'use') {
      for (const [mine, theirs] of Object.entries(node.keep)) types[mine] = typesOfScope(scenario, node.path)[theirs] ?? TEXT
    }
  }
  return types
}

/** The type at a path such as `appointment.at`; `text` where nothing is known. */
export function typeOfPath(scenario: CompiledScenario, scope: Scope, path: string): DataType {
  const [head = '', ...rest] = path.split('.')
  let type = typesOfScope(scenario, scope)[head]
  for (const part of rest) type = type?.kind === 'group' ? type.fields[part] : undefined
  return type ?? TEXT
}

function typeOfExpr(scenario: CompiledScenario, scope: Scope, expr: ValueExpr): DataType {
  if (expr.kind === 'path') return typeOfPath(scenario, scope, expr.path)
  return typeof expr.value === 'number'
    ? { kind: 'number', optional: false }
    : typeof expr.value === 'boolean'
      ? { kind: 'yes_no', optional: false }
      : TEXT
}
