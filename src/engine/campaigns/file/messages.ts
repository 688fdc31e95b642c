import * as z from 'zod'
import { nameShape } from '../../../scenarios/model/names.ts'
import type { Reading } from '../../../scenarios/model/reading.ts'
import type { SourcePath } from '../../../scenarios/source/source-file.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import type { PlannedMessage, PlanPolicy } from '../plan/index.ts'
import { periodShape, readPeriod } from './period.ts'

const sms = nameShape.optional().describe('Name of the text of an SMS: messages/NAME.yaml.')
const email = nameShape.optional().describe('Name of the text of an e-mail.')

/** `before`. */
export const beforeShape = strictShape({
  sms,
  email,
  wait: periodShape.optional().describe('How long the call waits for what comes of it; default 6h.'),
  no_call_if: z.literal('answered').optional().describe('answered: whoever answers is not called.'),
})
/** `after`. */
export const afterShape = strictShape({ sms, email })
/** `unreached`. */
export const unreachedShape = strictShape({
  sms,
  email,
  then: z.enum(['worklist', 'finish']).optional().describe('What becomes of the contact; default worklist.'),
})

/** Messages of a campaign. */
export interface CampaignMessages {
  readonly before?: NonNullable<PlanPolicy['before']>
  readonly after: readonly PlannedMessage[]
  readonly unreached: PlanPolicy['unreached']
}

interface Written {
  readonly before?: z.infer<typeof beforeShape> | undefined
  readonly after?: z.infer<typeof afterShape> | undefined
  readonly unreached?: z.infer<typeof unreachedShape> | undefined
}

const WAIT_MS = 6 * 3_600_000

/** Reads `before`, `after` and `unreached`, of a campaign or of a variant. */
export function readMessages(reading: Reading, written: Written, path: SourcePath): CampaignMessages {
  const { before, after, unreached } = written
  const [first, second] = listMessages(before)
  if (before !== undefined && first === undefined)
    reading.report('shape/missing-key', [...path, 'before'], 'key', { key: 'sms', where: '"before"', example: 'sms: reminder' })
  if (second !== undefined) reading.report('campaign/two-messages', [...path, 'before', 'email'], 'key')
  return {
    ...(first !== undefined && {
      before: {
        ...first,
        waitMs: (before?.wait === undefined ? undefined : readPeriod(before.wait)) ?? WAIT_MS,
        isCallSpared: before?.no_call_if === 'answered',
      },
    }),
    after: listMessages(after),
    unreached: { messages: listMessages(unreached), then: unreached?.then ?? 'worklist' },
  }
}

function listMessages(
  written: { readonly sms?: string | undefined; readonly email?: string | undefined } | undefined,
): readonly PlannedMessage[] {
  return (['sms', 'email'] as const).flatMap(channel => {
    const text = written?.[channel]
    return text === undefined ? [] : [{ channel, text }]
  })
}

/** How messages are written, for the manual. */
export const messagesManual = `
Texts lie in \`messages/NAME.yaml\` beside the campaign, one file a text, by language. \`before\` goes out before the call and may spare it;
\`after\` follows a call that reached the person; \`unreached\` goes to whom no call reached, \`then\` says what becomes of them.
What concerns health does not belong into a message: others may read it.

\`\`\`yaml
before: { sms: reminder, wait: 6h, no_call_if: answered }
after: { sms: summary }
unreached: { sms: please_confirm, then: worklist }
\`\`\`
`
