import * as z from 'zod'
import type { Fields } from './data-type.ts'
import type { BlockDocument } from './documents.ts'
import { nameShape } from './names.ts'
import { checkPlaceName, conditionsShape, languageShape, readKeys, stepsLaterShape } from './read-document.ts'
import { readSteps } from './read-step.ts'
import { fieldsShape, readFields } from './read-type.ts'
import type { Reading } from './reading.ts'
import { strictShape } from './strict.ts'

const blockNameShape = z
  .string({ error: '#document-name' })
  .regex(/^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/, { error: '#document-name' })

/** A block, but for its steps. */
export const blockShape = strictShape({
  block: blockNameShape.describe('Name of the block, the same as of its folder.'),
  title: z.string().optional().describe('What the block is called on screens and in reports.'),
  speaks: languageShape.describe('Language in which the texts of this file are written.'),
  takes: fieldsShape.optional().describe('What whoever uses the block must hand over.'),
  gives: z
    .union([z.array(nameShape).min(1), z.record(nameShape, fieldsShape.nullable())], { error: '#gives' })
    .describe('The results: a list, or each with the data that it hands over.'),
  conditions: conditionsShape.describe('Conditions by name; the only place where expressions live.'),
  steps: stepsLaterShape.optional().describe('The steps by name; the block begins with the first.'),
})

/** Reads a block as far as it can be read. `folder` is the name of its folder below blocks/. */
export function readBlock(reading: Reading, data: unknown, folder: string): BlockDocument {
  const { keys, broken } = readKeys(reading, blockShape, data, 'the block')
  checkPlaceName(reading, 'block', keys.block, folder)
  const { steps, broken: brokenSteps } = readSteps(reading, data, 'The block', Object.keys(blockShape.shape))
  return {
    kind: 'block',
    file: reading.source.file,
    name: `blocks/${folder}`,
    ...(keys.title !== undefined && { title: keys.title }),
    speaks: keys.speaks ?? 'pl',
    takes: readFields(reading, keys.takes, ['takes']),
    gives: readGives(reading, keys.gives),
    conditions: keys.conditions ?? {},
    steps,
    ...(broken.length + brokenSteps.length > 0 && { broken: new Set([...broken, ...brokenSteps]) }),
  }
}

function readGives(reading: Reading, gives: z.infer<typeof blockShape>['gives'] | undefined): Readonly<Record<string, Fields>> {
  const results: Record<string, Fields> = {}
  if (Array.isArray(gives)) for (const name of gives) results[name] = {}
  else
    for (const [name, fields] of Object.entries(gives ?? {})) results[name] = readFields(reading, fields ?? {}, ['gives', name])
  return results
}

/** How blocks are written, for the manual. */
export const blockManual = `
A block is a dialogue that several scenarios share, such as making sure who is on the line. It lies in
\`blocks/NAME/block.yaml\`, says what it \`takes\` and which results it \`gives\`, and leaves with \`{ give: result }\`.
Whoever uses it must handle every result. It has data of its own and sees only what it takes, the clinic's facts,
\`caller\` and \`now\`.

\`\`\`yaml
block: identity
speaks: pl
takes: { person: person }
gives: [confirmed, refused]
steps:
  hello:
    ask: "Czy rozmawiam z: {person: full name}?"
    answers: { agree: { give: confirmed }, decline: { give: refused } }
\`\`\`

A result can hand over data: \`gives: { taken: { at: moment }, refused: }\`.
`
