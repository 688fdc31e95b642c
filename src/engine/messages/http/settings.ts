import * as z from 'zod'
import { strictShape } from '../../../scenarios/model/strict.ts'
import { priceShape, timeoutShape, urlShape } from '../shapes.ts'

const pathShape = z.string().min(1)
const templates = z.record(z.string().min(1), z.union([z.string(), z.number(), z.boolean()]))

/** `http` of messages.yaml. */
export const httpShape = strictShape({
  url: z
    .string()
    .min(1)
    .refine(url => urlShape.safeParse(url.replaceAll(/\{\w+\}/g, 'x')).success, { error: '#url' })
    .describe('Address that messages are sent to; what stands in braces is written into it, encoded.'),
  method: z.enum(['POST', 'PUT', 'GET']).optional().describe('Default POST.'),
  headers: templates.optional().describe('Headers: { authorization: "Bearer {secret}" }.'),
  json: templates.optional().describe('Body as JSON: { to: "{to}", message: "{text}", reference: "{id}" }.'),
  form: templates.optional().describe('Body as a form, the same way.'),
  answer: strictShape({
    id: pathShape.optional().describe("Where the provider's id of the message stands: messages.0.id."),
    cost: pathShape.optional().describe('Where the price stands.'),
    error: pathShape.optional().describe('Where the code of an error stands, also in answers of status 200.'),
  })
    .optional()
    .describe('How its answer (JSON) is read.'),
  permanent: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .describe('Codes of errors that no second try mends; other codes are tried again.'),
  statuses: strictShape({
    id: pathShape.describe("Parameter that holds the provider's id."),
    key: pathShape
      .optional()
      .describe(
        'Parameter that holds {id} as it was sent: by it a report finds its message also when it comes before the answer.',
      ),
    status: pathShape.describe('Parameter that holds the status.'),
    delivered: z.array(z.string()).min(1).describe('Statuses of messages that arrived.'),
    failed: z.array(z.string()).min(1).describe('Statuses of messages that did not.'),
  })
    .optional()
    .describe('How its reports of delivery are read.'),
  replies: strictShape({
    id: pathShape.describe('Parameter that holds the id of the message.'),
    from: pathShape.describe('Parameter that holds the number of whoever wrote.'),
    text: pathShape.describe('Parameter that holds the text.'),
  })
    .optional()
    .describe('How messages from people are read.'),
  timeout: timeoutShape,
  price: priceShape,
})
/** What is written under `http`. */
export type HttpSettings = z.infer<typeof httpShape>
