import * as z from 'zod'
import type { Reading } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import { readHours } from '../../read-opening-hours.ts'
import type { OpeningHours } from '../../opening-hours.ts'

const hoursShape = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const countryShape = z.string({ error: '#country' }).regex(/^[A-Z]{2}(-[A-Z]{2,3})?$/, { error: '#country' })

/** `calling`. */
export const callingShape = strictShape({
  hours: hoursShape
    .optional()
    .describe(
      "When people are called, in their own time zone: { mon-fri: 09:00-19:30, sat: 10:00-14:00 }. Default: all that the country's law allows.",
    ),
  holidays: z
    .union([countryShape, z.array(countryShape).min(1)], { error: '#country' })
    .optional()
    .describe("Whose feasts are days off, besides the country's own: PL, or [PL, UA]."),
})
/** `country`. */
export { countryShape }

/** When people are called. */
export interface CampaignCalling {
  readonly hours?: OpeningHours
  readonly holidays: readonly string[]
}

/** Reads `calling`. */
export function readCalling(reading: Reading, written: z.infer<typeof callingShape> | undefined): CampaignCalling {
  const hours = readHours(reading, ['calling', 'hours'], written?.hours)
  return { ...(hours !== undefined && { hours }), holidays: [written?.holidays ?? []].flat() }
}

/** How hours are written, for the manual. */
export const callingManual = `
Hours are the person's own, by the time zone of the contact. They can only be narrower than what the law of the country allows for the
purpose (\`countries/\`); feasts of the country are days off where its law or custom says so. Single days may be named: \`2026-12-24: closed\`.

\`\`\`yaml
calling:
  hours: { mon-fri: 09:00-19:30, sat: 10:00-14:00 }
  holidays: PL
\`\`\`
`
