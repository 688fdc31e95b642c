import type { ValueExpr } from '../model/step.ts'

/** The datum at a path (`appointment.at`), or undefined when a part of the way is missing. */
export function resolvePath(data: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = data
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[part]
  }
  return value
}

/** What an author hands to a service or block: the datum at a path, or a literal. */
export function resolveValueExpr(data: Readonly<Record<string, unknown>>, expr: ValueExpr): unknown {
  return expr.kind === 'path' ? resolvePath(data, expr.path) : expr.value
}
