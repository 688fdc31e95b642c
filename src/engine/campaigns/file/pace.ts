import * as z from 'zod'
import type { Reading } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import type { Pace } from '../../store/index.ts'

/** `pace`. */
export const paceShape = strictShape({
  at_once: z.int().min(1).max(10_000).optional().describe('Calls at once; default 10.'),
  per_second: z
    .number()
    .gt(0)
    .max(1000)
    .optional()
    .describe('Calls that begin in a second; 0.5 is one in two seconds. Default 1.'),
  keep_for_inbound: z
    .int()
    .min(0)
    .max(10_000)
    .optional()
    .describe('Channels of the trunk that are left free for those who call; default 2.'),
})

/** How many calls at once and a second. */
export type CampaignPace = Required<Pick<Pace, 'atOnce' | 'perSecond' | 'keepForInbound'>>

/** Reads `pace`. */
export function readPace(_reading: Reading, written: z.infer<typeof paceShape> | undefined): CampaignPace {
  return {
    atOnce: written?.at_once ?? 10,
    perSecond: written?.per_second ?? 1,
    keepForInbound: written?.keep_for_inbound ?? 2,
  }
}

/** `prices`. */
export const pricesShape = strictShape({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: '#currency' })
    .describe('PLN, EUR, UAH, RUB …'),
  minute: z.number().min(0).describe('A minute of a call, the line and the speech together.'),
  sms: z.number().min(0).optional().describe('An SMS.'),
})

/** What calls and messages cost. */
export type CampaignPrices = z.infer<typeof pricesShape>

/** How the pace is written, for the manual. */
export const paceManual = `
A call is claimed only when a channel and its share of a second are free, so that whoever answers hears the robot at once.
\`keep_for_inbound\` channels stay free for those who call the clinic, where \`lines.yaml\` says how many the carrier has (\`trunk\`).

\`\`\`yaml
pace: { at_once: 20, per_second: 2, keep_for_inbound: 4 }
prices: { currency: PLN, minute: 0.12, sms: 0.09 }
\`\`\`
`
