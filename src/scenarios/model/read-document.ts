import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { suggest } from '../source/suggest.ts'
import { LANGUAGES } from './documents.ts'
import { permittedKeys, readShape } from './read-shape.ts'
import type { Reading } from './reading.ts'

/** A language of callers. */
export const languageShape = z.enum(LANGUAGES)
/** Conditions: free names and their expressions. */
export const conditionsShape = z
  .record(z.string({ error: '#condition' }).min(1, { error: '#condition' }), z.string().min(1))
  .optional()

/** Stands in a document's shape where its steps are: they are read one by one, so that one faulty step hides no other. */
export const stepsLaterShape = z.unknown()

/** A document's own keys, as far as they could be read. */
export interface ReadKeys<T> {
  readonly keys: Partial<T>
  /** Keys with faults, each with a dot before. */
  readonly broken: readonly string[]
}

/** Reads the keys of a document one by one where they do not fit together: every key that fits is used. */
export function readKeys<T extends object>(reading: Reading, shape: z.ZodType<T>, data: unknown, where: string): ReadKeys<T> {
  const path: SourcePath = []
  const { data: keys, whole } = readShape(reading, shape, data, path, where)
  if (whole && keys !== undefined) return { keys, broken: [] }
  const broken = listFaultyKeys(shape, data)
  return { keys: keys ?? readFittingKeys(shape, data), broken: broken.map(key => `.${key}`) }
}

function listFaultyKeys(shape: z.ZodType<object>, data: unknown): readonly string[] {
  const issues = shape.safeParse(data).error?.issues ?? []
  return [
    ...new Set(
      issues.flatMap(issue =>
        issue.code === 'unrecognized_keys' && issue.path.length === 0
          ? // What was meant by a misspelt key is there, and was not read.
            issue.keys.flatMap(key => [key, suggest(key, permittedKeys(issue.message)) ?? key])
          : [String(issue.path[0] ?? '')],
      ),
    ),
  ]
}

function readFittingKeys<T extends object>(shape: z.ZodType<T>, data: unknown): Partial<T> {
  const shapes = (shape as unknown as z.ZodObject).shape as Readonly<Record<string, z.ZodType>> | undefined
  const fitting: Record<string, unknown> = {}
  if (shapes === undefined || typeof data !== 'object' || data === null) return {}
  for (const [key, inner] of Object.entries(shapes)) {
    const read = inner.safeParse((data as Record<string, unknown>)[key])
    if (read.success && read.data !== undefined) fitting[key] = read.data
  }
  return fitting as Partial<T>
}

/** Reports when the name inside a file is not the name of its place. */
export function checkPlaceName(reading: Reading, key: string, written: string | undefined, place: string): void {
  if (written !== undefined && written !== place)
    reading.report('shape/wrong-folder-name', [key], 'value', { key, written, folder: place })
}
