import * as z from 'zod'

/** Names of steps, data, meanings, outcomes and results. */
export const NAME = /^[a-z][a-z0-9_]*$/
/** Names of scenarios, blocks and policies. */
const DOCUMENT_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
/** A datum: `slots`, `appointment.at`. */
const DATA_PATH = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/

/** A name of a step, datum, meaning, outcome or result. */
export const nameShape = z
  .string({ error: '#name' })
  .regex(NAME, { error: '#name' })
  .meta({ id: 'name', description: 'A name: small letters, digits and underscores, beginning with a letter.' })
/** A name of a scenario, block or policy. */
export const documentNameShape = z.string({ error: '#document-name' }).regex(DOCUMENT_NAME, { error: '#document-name' })
/** A path to a datum. */
export const pathShape = z.string({ error: '#path' }).regex(DATA_PATH, { error: '#path' })
/** A condition's name: free words of the author. */
export const conditionNameShape = z.string({ error: '#condition' }).min(1, { error: '#condition' })

/** The name nearest to what was written that keeps the rule, for a hint; undefined when nothing is left of it. */
export function mendName(written: string, separator: '_' | '-'): string | undefined {
  const plain = written
    .slice(0, 60)
    .toLowerCase()
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, separator)
    .replace(/^[^a-z]+|[_-]+$/g, '')
  return plain === '' || plain === written ? undefined : plain
}
