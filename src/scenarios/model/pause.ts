import type * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { durationShape, readDuration } from './duration.ts'
import { placeStep } from './place-step.ts'
import { exitShape, overridesShape, readExit, readOverrides } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { PauseStep } from './step.ts'
import { strictShape } from './strict.ts'

/** A pause. */
export const pauseShape = strictShape({
  pause: durationShape.describe('How long.'),
  then: exitShape.describe('Where the call goes on.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A pause as the model has it. */
export function readPause(reading: Reading, data: z.infer<typeof pauseShape>, name: string, path: SourcePath): PauseStep {
  return {
    verb: 'pause',
    ...placeStep(reading, name, path),
    anytime: readOverrides(data.anytime),
    ms: readDuration(data.pause) ?? 0,
    then: readExit(data.then),
  }
}

/** How pauses are written, for the manual. */
export const pauseManual = `
\`pause\` is silent for a while, for somebody who fetches a pen.

\`\`\`yaml
wait: { pause: 10s, then: again }
\`\`\`
`
