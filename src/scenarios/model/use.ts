import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { nameShape } from './names.ts'
import { placeStep } from './place-step.ts'
import { exitShape, overridesShape, readExits, readOverrides } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { UseStep } from './step.ts'
import { strictShape } from './strict.ts'
import { readValues, valueShape } from './value.ts'

/** A block used as a step. */
export const useShape = strictShape({
  use: z
    .string({ error: '#block-name' })
    .regex(/^blocks\/[a-z][a-z0-9]*([-_][a-z0-9]+)*$/, { error: '#block-name' })
    .describe('The block: blocks/NAME.'),
  with: z.record(nameShape, valueShape).optional().describe('What the block takes.'),
  keep: z.record(nameShape, nameShape).optional().describe('Data of the block to keep: { mine: theirs }.'),
  then: z.record(nameShape, exitShape).describe('Where the call goes on after each result of the block.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A use of a block as the model has it. */
export function readUse(reading: Reading, data: z.infer<typeof useShape>, name: string, path: SourcePath): UseStep {
  return {
    verb: 'use',
    ...placeStep(reading, name, path),
    anytime: readOverrides(data.anytime),
    block: data.use,
    with: readValues(data.with),
    keep: data.keep ?? {},
    then: readExits(data.then),
  }
}

/** How blocks are used, for the manual. */
export const useManual = `
\`use\` holds a dialogue that several scenarios share. What the block takes stands under \`with\`; every result that it can
give must have its exit under \`then\`. The block has data of its own; \`keep\` brings some of it here.

\`\`\`yaml
identity:
  use: blocks/identity
  with: { person: patient }
  then: { confirmed: visit, refused: { end: callback }, someone_else: { end: wrong_person } }
\`\`\`
`
