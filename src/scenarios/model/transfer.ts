import type * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { nameShape } from './names.ts'
import { exitShape, overridesShape, readExit, readOverrides } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { TransferStep } from './step.ts'
import { strictShape } from './strict.ts'
import { readTextSource, textShape } from './text-source.ts'

/** A transfer to a person. */
export const transferShape = strictShape({
  transfer: nameShape.describe('Whom to, a line or group of lines.yaml.'),
  say: textShape.optional().describe('What the caller hears before.'),
  summary: textShape.optional().describe('What the person who answers is told first.'),
  done: exitShape.optional().describe('Where the call goes on after the talk; default: it ends as handed_over.'),
  busy: exitShape.optional().describe('Where the call goes on when the line is busy; default: as failed.'),
  no_answer: exitShape.optional().describe('Where the call goes on when nobody answers; default: as failed.'),
  closed: exitShape.optional().describe('Where the call goes on outside the hours of the line; default: as failed.'),
  failed: exitShape.describe('Where the call goes on when it cannot be transferred.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A transfer as the model has it. */
export function readTransfer(
  _reading: Reading,
  data: z.infer<typeof transferShape>,
  name: string,
  path: SourcePath,
): TransferStep {
  return {
    verb: 'transfer',
    name,
    path,
    anytime: readOverrides(data.anytime),
    to: data.transfer,
    ...(data.say !== undefined && { say: readTextSource(data.say) }),
    ...(data.summary !== undefined && { summary: readTextSource(data.summary) }),
    done: data.done === undefined ? { kind: 'end', outcome: 'handed_over' } : readExit(data.done),
    ...(data.busy !== undefined && { busy: readExit(data.busy) }),
    ...(data.no_answer !== undefined && { noAnswer: readExit(data.no_answer) }),
    ...(data.closed !== undefined && { closed: readExit(data.closed) }),
    failed: readExit(data.failed),
  }
}

/** How transfers are written, for the manual. */
export const transferManual = `
\`transfer\` connects the caller with a person. \`failed\` says where the call goes on when that is not possible; busy,
not answered and closed lines go there too unless they have an exit of their own. After the talk the call ends as
\`handed_over\`.

\`\`\`yaml
operator:
  transfer: reception
  say: "Łączę z rejestracją."
  failed: call_later
\`\`\`
`
