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

/** How conditions are written, for the manual. */
export const conditionManual = `
A condition has a name in plain words, and stands once, under \`conditions\`. Steps name it: \`{ if: too late to move, go: operator, else: times }\`,
or \`when:\` of a \`decide\`.

\`\`\`yaml
conditions:
  there is preparation: has(appointment.prep)
  too late to move: appointment.at - now < duration('4h')
  is a child: has(patient.born) && age(patient.born) < 18
  is unhappy: mark <= 6
  cannot come: reason == 'ill' || reason == 'travelling'
\`\`\`

| written | holds where |
| --- | --- |
| \`has(appointment.prep)\` | the datum is there; what may be missing (\`?\`) is asked for in this way first |
| \`age(patient.born) >= 65\` | the person is so many years old today, by the clinic's calendar |
| \`appointment.at - now < duration('4h')\` | it is less than four hours until then |
| \`mark >= 7\`, \`reason == 'ill'\`, \`reason != 'other'\` | the value is so; words stand in single quotes |
| \`born == heard_born\`, \`day < '2027-01-01'\` | two days are the same, or one comes before the other |
| \`reason in ['ill', 'travelling']\`, \`size(slots) > 1\` | it is one of these; the list is so long |
| \`urgent\`, \`"!urgent"\` | a yes_no is yes; is no (what begins with ! stands in quotes) |
| \`A && B\`, \`A \\|\\| B\`, \`(…)\` | both hold; one of them does; brackets where both are mixed |

What is missing makes a condition false. The expressions are [CEL](https://cel.dev), without \`matches()\`.
`

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
