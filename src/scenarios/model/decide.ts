import * as z from 'zod'
import type { SourcePath } from '../source/source-file.ts'
import { conditionNameShape } from './names.ts'
import { placeStep } from './place-step.ts'
import { exitShape, overridesShape, readExit, readOverrides } from './read-exit.ts'
import type { Reading } from './reading.ts'
import type { DecideStep } from './step.ts'
import { strictShape } from './strict.ts'

const caseShape = strictShape({ when: conditionNameShape, go: exitShape })
const elseShape = strictShape({ else: exitShape })

/** A choice by conditions. */
export const decideShape = strictShape({
  decide: z
    .array(z.union([caseShape, elseShape], { error: '#case' }))
    .min(1)
    .describe('Cases { when: condition, go: exit }, from the first that is true; at the end one { else: exit }.'),
  anytime: overridesShape.describe('What works anytime and works differently here: an exit, or mute.'),
})

/** A choice by conditions as the model has it. Reports a missing or misplaced `else`. */
export function readDecide(reading: Reading, data: z.infer<typeof decideShape>, name: string, path: SourcePath): DecideStep {
  const end = data.decide.findIndex(item => 'else' in item)
  const last = data.decide[end]
  if (end < 0) {
    reading.report('shape/needs-key', [...path, 'decide'], 'key', {
      key: 'else',
      because: 'perhaps none of the conditions is true',
      advice: 'Add a last line: - else: NEXT_STEP',
    })
  } else if (end < data.decide.length - 1) reading.report('shape/else-not-last', [...path, 'decide', end], 'value')
  return {
    verb: 'decide',
    ...placeStep(reading, name, path),
    anytime: readOverrides(data.anytime),
    cases: data.decide.flatMap(item => ('when' in item ? [{ when: item.when, go: readExit(item.go) }] : [])),
    else: last !== undefined && 'else' in last ? readExit(last.else) : { kind: 'stay' },
  }
}

/** How choices are written, for the manual. */
export const decideManual = `
\`decide\` speaks nothing; it goes on with the first case whose condition is true.

\`\`\`yaml
how_far:
  decide:
    - { when: too late to move, go: operator }
    - { when: there is preparation, go: prep }
    - else: bye
\`\`\`
`
