import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { durationShape, readDuration } from './duration.ts'
import { nameShape } from './names.ts'
import { placeStep } from './place-step.ts'
import { exitShape, overridesShape, readExit, readExits, readOverrides } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { DoStep } from './step.ts'
import { strictShape } from './strict.ts'
import { readTextSource, textShape } from './text-source.ts'
import { readValues, valueShape } from './value.ts'

/** A service of the clinic. */
export const doShape = strictShape({
  do: nameShape.describe('The service, named as its file in services/.'),
  with: z.record(nameShape, valueShape).optional().describe('What the service is given.'),
  keep: z
    .union([nameShape, z.record(nameShape, nameShape)], { error: '#keep' })
    .optional()
    .describe('Name under which the result is kept, or names of results: { mine: theirs }.'),
  filler: textShape.optional().describe('What is spoken while the caller waits.'),
  done: exitShape.describe('Where the call goes on when the service has done it.'),
  instead: z.record(nameShape, exitShape).optional().describe("Where the call goes on after the service's other results."),
  slow: strictShape({ after: durationShape, go: exitShape })
    .optional()
    .describe('Where the call goes on when the service takes too long.'),
  failed: exitShape.describe('Where the call goes on when the service fails.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A service's step as the model has it. */
export function readDo(reading: Reading, data: z.infer<typeof doShape>, name: string, path: SourcePath): DoStep {
  return {
    verb: 'do',
    ...placeStep(reading, name, path),
    anytime: readOverrides(data.anytime),
    service: data.do,
    with: readValues(data.with),
    keep: data.keep,
    ...(data.filler !== undefined && { filler: readTextSource(data.filler) }),
    done: readExit(data.done),
    instead: readExits(data.instead),
    ...(data.slow !== undefined && { slow: { afterMs: readDuration(data.slow.after) ?? 0, go: readExit(data.slow.go) } }),
    failed: readExit(data.failed),
  }
}

/** How services are used, for the manual. */
export const doManual = `
\`do\` asks a service of the clinic to do something. Each service has a contract in \`services/\` that says what it takes,
what it gives, and which results it has besides \`done\`; those stand under \`instead\`. A failure is never the end of the
call: \`failed\` says where it goes on.

\`\`\`yaml
times:
  do: free_times
  with: { appointment: appointment.id, limit: 3 }
  keep: slots
  filler: "Chwileczkę, sprawdzam terminy."
  done: { if_empty: no_times, else: pick }
  slow: { after: 8s, go: no_times }
  failed: no_times
\`\`\`
`
