import * as z from 'zod'
import { strictShape } from '../../../scenarios/model/strict.ts'
import { priceShape, timeoutShape, urlShape } from '../shapes.ts'

/** `twilio` of messages.yaml. */
export const twilioShape = strictShape({
  account: z.string().min(1).describe('Account SID (AC…).'),
  from: z.string().min(1).describe('Number (+48…) or name that is shown as the sender, or the SID of a messaging service (MG…).'),
  url: urlShape.optional().describe('Default https://api.twilio.com.'),
  timeout: timeoutShape,
  price: priceShape,
})
/** What is written under `twilio`. */
export type TwilioSettings = z.infer<typeof twilioShape>
