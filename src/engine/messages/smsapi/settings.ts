import * as z from 'zod'
import { strictShape } from '../../../scenarios/model/strict.ts'
import { priceShape, timeoutShape, urlShape } from '../shapes.ts'

/** `smsapi` of messages.yaml. */
export const smsapiShape = strictShape({
  from: z
    .string()
    .min(1)
    .max(11)
    .optional()
    .describe('Name or number that is shown as the sender; it has to be registered at SMSAPI.'),
  url: urlShape.optional().describe('Default https://api.smsapi.pl; https://api.smsapi.com outside of Poland.'),
  timeout: timeoutShape,
  price: priceShape,
})
/** What is written under `smsapi`. */
export type SmsapiSettings = z.infer<typeof smsapiShape>
