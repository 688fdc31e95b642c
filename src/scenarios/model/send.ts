import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { placeStep } from './place-step.ts'
import { exitShape, overridesShape, readExit, readOverrides } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { SendStep } from './step.ts'
import { strictShape } from './strict.ts'
import { readTextSource, textShape } from './text-source.ts'
import { readValue, valueShape } from './value.ts'

/** A message. */
export const sendShape = strictShape({
  send: z.enum(['sms', 'email']).describe('sms or email.'),
  to: valueShape.describe('The number or address: a datum.'),
  text: textShape.describe('What is written.'),
  then: exitShape.describe('Where the call goes on.'),
  failed: exitShape.optional().describe('Where the call goes on when it cannot be sent; default: as then.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A message as the model has it. */
export function readSend(reading: Reading, data: z.infer<typeof sendShape>, name: string, path: SourcePath): SendStep {
  return {
    verb: 'send',
    ...placeStep(reading, name, path),
    anytime: readOverrides(data.anytime),
    channel: data.send,
    to: readValue(data.to),
    text: readTextSource(data.text),
    then: readExit(data.then),
    ...(data.failed !== undefined && { failed: readExit(data.failed) }),
  }
}

/** How messages are written, for the manual. */
export const sendManual = `
\`send\` sends an SMS or an e-mail. What concerns health does not belong in it: others may read it.

\`\`\`yaml
reminder: { send: sms, to: patient.phone, text: "Przypominamy o wizycie {appointment.at: as written}.", then: bye }
\`\`\`
`
