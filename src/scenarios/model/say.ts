import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { placeStep } from './place-step.ts'
import { exitShape, overridesShape, readExit, readOverrides } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { SayStep } from './step.ts'
import { strictShape } from './strict.ts'
import { readTextSource, textShape } from './text-source.ts'

/** A statement. */
export const sayShape = strictShape({
  say: textShape.describe('What is spoken.'),
  let_finish: z.boolean().optional().describe('true: it cannot be interrupted.'),
  not_recorded: z
    .boolean()
    .optional()
    .describe('true: a recording of the call pauses here; default: where a day or an address is asked for or spoken.'),
  then: exitShape.describe('Where the call goes on.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A statement as the model has it. */
export function readSay(reading: Reading, data: z.infer<typeof sayShape>, name: string, path: SourcePath): SayStep {
  return {
    verb: 'say',
    ...placeStep(reading, name, path),
    anytime: readOverrides(data.anytime),
    text: readTextSource(data.say),
    letFinish: data.let_finish ?? false,
    ...(data.not_recorded !== undefined && { notRecorded: data.not_recorded }),
    then: readExit(data.then),
  }
}

/** How statements are written, for the manual. */
export const sayManual = `
\`say\` speaks a text and goes on with \`then\`. \`let_finish: true\` keeps it from being interrupted, for what the caller
must hear whole; use it seldom.

\`\`\`yaml
bye:
  say: "Dziękuję, do widzenia."
  then: { end: confirmed }
\`\`\`
`
