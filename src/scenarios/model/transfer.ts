import type * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { nameShape } from './names.ts'
import { placeStep } from './place-step.ts'
import { exitShape, overridesShape, readExit, readOverrides } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { TransferStep } from './step.ts'
import { strictShape } from './strict.ts'
import { readTextSource, textShape } from './text-source.ts'

/** A transfer to a person. */
export const transferShape = strictShape({
  transfer: nameShape.describe('Whom to, a line or group of lines.yaml.'),
  say: textShape.optional().describe('What the caller hears before.'),
  summary: textShape
    .optional()
    .describe('What the person who answers is told first; a sentence that speaks a datum which is not known is left out.'),
  done: exitShape.optional().describe('Where the call goes on after the talk; default: it ends as handed_over.'),
  busy: exitShape.optional().describe('Where the call goes on when the line is busy; default: as failed.'),
  agent_hung_up: exitShape
    .optional()
    .describe('Where the call goes on after the talk when the person hangs up first; default: as done.'),
  no_answer: exitShape.optional().describe('Where the call goes on when nobody answers; default: as failed.'),
  refused: exitShape
    .optional()
    .describe('Where the call goes on when those who answer do not take the call; default: as no_answer.'),
  queue_timeout: exitShape
    .optional()
    .describe('Where the call goes on when the caller has waited in a queue too long; default: as no_answer.'),
  callback: exitShape
    .optional()
    .describe('Where the call goes on when a waiting caller asks to be called back; default: as no_answer.'),
  gave_up: exitShape
    .optional()
    .describe(
      "Where the call goes on, without a word, when the caller gives up before being connected; default: the scenario's.",
    ),
  closed: exitShape.optional().describe('Where the call goes on outside the hours of the line; default: as failed.'),
  failed: exitShape.describe('Where the call goes on when it cannot be transferred.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A transfer as the model has it. */
export function readTransfer(
  reading: Reading,
  data: z.infer<typeof transferShape>,
  name: string,
  path: SourcePath,
): TransferStep {
  return {
    verb: 'transfer',
    ...placeStep(reading, name, path),
    anytime: readOverrides(data.anytime),
    to: data.transfer,
    ...(data.say !== undefined && { say: readTextSource(data.say) }),
    ...(data.summary !== undefined && { summary: readTextSource(data.summary) }),
    done: data.done === undefined ? { kind: 'end', outcome: 'handed_over' } : readExit(data.done),
    ...(data.busy !== undefined && { busy: readExit(data.busy) }),
    ...(data.agent_hung_up !== undefined && { agentHungUp: readExit(data.agent_hung_up) }),
    ...(data.no_answer !== undefined && { noAnswer: readExit(data.no_answer) }),
    ...(data.refused !== undefined && { refused: readExit(data.refused) }),
    ...(data.queue_timeout !== undefined && { queueTimeout: readExit(data.queue_timeout) }),
    ...(data.callback !== undefined && { callback: readExit(data.callback) }),
    ...(data.gave_up !== undefined && { gaveUp: readExit(data.gave_up) }),
    ...(data.closed !== undefined && { closed: readExit(data.closed) }),
    failed: readExit(data.failed),
  }
}

/** How transfers are written, for the manual. */
export const transferManual = `
\`transfer\` connects the caller with a person, whom \`lines.yaml\` knows by name. \`failed\` says where the call goes on when
that is not possible; busy, not answered and closed lines go there too unless they have an exit of their own. After the talk
the call ends as \`handed_over\`. Whatever happens, what was kept stays kept.

\`\`\`yaml
operator:
  transfer: reception
  say: "Łączę z rejestracją."
  summary: "Dzwoni {patient: full name}, numer: {caller.phone}. Chce przełożyć wizytę. Nowy termin: {new_time: day and time}."
  closed: tell_hours
  refused: call_later
  failed: call_later
\`\`\`

Who takes the call hears the summary in the clinic's own language, whichever the caller speaks, and takes it by a key. A
sentence of it that speaks a datum which this call does not know is left out: above, the new time.
`
