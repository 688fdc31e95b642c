import * as z from 'zod'
import { strictShape } from '../../../scenarios/model/strict.ts'
import { timeoutShape } from '../shapes.ts'

/** `smtp` of messages.yaml. */
export const smtpShape = strictShape({
  host: z.string().min(1).describe('Name of the mail server.'),
  port: z.int().min(1).max(65_535).optional().describe('Default 587 (STARTTLS); 465 speaks TLS from the start.'),
  user: z.string().min(1).optional().describe('Login; its password comes from the environment.'),
  from: z.string().min(3).describe('Sender: "Przychodnia <robot@example.org>".'),
  insecure: z.boolean().optional().describe('true: also without TLS. Only for a server on the same machine.'),
  timeout: timeoutShape,
})
/** What is written under `smtp`. */
export type SmtpSettings = z.infer<typeof smtpShape>
