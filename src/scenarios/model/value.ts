import * as z from 'zod'
import { pathShape } from './names.ts'
import type { ValueExpr } from './step.ts'

/** A value handed to a service or block: a datum's path, a number, true or false, or `{ text: … }`. */
export const valueShape = z
  .union([pathShape, z.number(), z.boolean(), z.strictObject({ text: z.string() })], { error: '#value' })
  .meta({
    id: 'value',
    description: 'A datum (appointment.id), a number, true or false, or { text: … } for words as they stand.',
  })

/** A value as the model has it. */
export function readValue(value: z.infer<typeof valueShape>): ValueExpr {
  if (typeof value === 'string') return { kind: 'path', path: value }
  return { kind: 'literal', value: typeof value === 'object' ? value.text : value }
}

/** Values by name. */
export function readValues(
  values: Readonly<Record<string, z.infer<typeof valueShape>>> | undefined,
): Readonly<Record<string, ValueExpr>> {
  return mapValues(values ?? {}, readValue)
}

/** The same names with other values, in the same order. */
export function mapValues<T, U>(
  values: Readonly<Record<string, T>>,
  change: (value: T, name: string) => U,
): Readonly<Record<string, U>> {
  const changed: Record<string, U> = {}
  for (const name of Object.keys(values)) changed[name] = change(values[name] as T, name)
  return changed
}

/** How values are handed over, for the manual. */
export const valueManual = `
What is handed to a service or a block is the name of a datum (\`appointment.id\`), a number, \`true\` or \`false\`, or
words as they stand: \`{ text: "kontrola" }\`.
`
