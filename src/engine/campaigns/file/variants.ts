import * as z from 'zod'
import type { Reading } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import { afterShape, beforeShape, type CampaignMessages, readMessages, unreachedShape } from './messages.ts'

/** `variants`. */
export const variantsShape = z.record(
  z.string({ error: '#variant' }).regex(/^[A-Za-z][A-Za-z0-9_]{0,19}$/, { error: '#variant' }),
  strictShape({
    share: z
      .string({ error: '#share' })
      .regex(/^(100|\d{1,2})%$/, { error: '#share' })
      .describe('Share of the contacts: 50%.'),
    before: z
      .union([beforeShape, z.literal('none')])
      .optional()
      .describe('As of the campaign, for this variant; none: no message.'),
    after: z
      .union([afterShape, z.literal('none')])
      .optional()
      .describe('The same.'),
    unreached: unreachedShape.optional().describe('The same.'),
  }),
)

/** One way of doing it, for a share of the contacts. */
export interface CampaignVariant {
  readonly name: string
  /** 0 to 1. */
  readonly share: number
  readonly messages: CampaignMessages
  /** Of `before`, `after` and `unreached` those that it says itself. */
  readonly writes: readonly string[]
}

interface Common {
  readonly before?: z.infer<typeof beforeShape> | undefined
  readonly after?: z.infer<typeof afterShape> | undefined
  readonly unreached?: z.infer<typeof unreachedShape> | undefined
}

/** Reads `variants`; what a variant does not say is as of the campaign. */
export function readVariants(
  reading: Reading,
  written: z.infer<typeof variantsShape> | undefined,
  common: Common,
): readonly CampaignVariant[] {
  if (written === undefined) return []
  const variants = Object.entries(written).map(([name, variant]) => {
    const choose = <K extends 'before' | 'after'>(key: K): Common[K] =>
      variant[key] === 'none' ? undefined : ((variant[key] ?? common[key]) as Common[K])
    const own = { before: choose('before'), after: choose('after'), unreached: variant.unreached ?? common.unreached }
    return {
      name,
      share: Number.parseInt(variant.share, 10) / 100,
      messages: readMessages(reading, own, ['variants', name]),
      writes: (['before', 'after', 'unreached'] as const).filter(key => variant[key] !== undefined),
    }
  })
  const sum = Math.round(variants.reduce((total, { share }) => total + share, 0) * 100)
  if (sum !== 100) reading.report('campaign/shares', ['variants'], 'key', { sum })
  return variants
}

/** How variants are written, for the manual. */
export const variantsManual = `
Two or more ways of doing it, to see which does better. Who belongs to which is chosen when the contact is imported and never changes, the
same for all visits of one person; among the contacts of each language the shares are kept as closely as whole contacts allow. Shares make 100 % together.

\`\`\`yaml
variants:
  A: { share: 50%, before: { sms: reminder } }
  B: { share: 50%, before: none }
\`\`\`
`
