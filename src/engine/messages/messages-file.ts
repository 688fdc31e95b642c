import * as z from 'zod'
import { readShape } from '../../scenarios/model/read-shape.ts'
import { createReading, joinFindings } from '../../scenarios/model/reading.ts'
import { strictShape } from '../../scenarios/model/strict.ts'
import type { Finding } from '../../scenarios/source/finding.ts'
import { parseSource } from '../../scenarios/source/parse-source.ts'
import type { SourceFile } from '../../scenarios/source/source-file.ts'
import { fileShape } from './file/index.ts'
import { httpShape } from './http/index.ts'
import { smsapiShape } from './smsapi/index.ts'
import { smtpShape } from './smtp/index.ts'
import { twilioShape } from './twilio/index.ts'

const file = fileShape.optional().describe('{}: messages become lines of a file, for trying out.')
const http = httpShape.optional().describe('Any provider with an HTTP API.')

const smsShape = strictShape({
  smsapi: smsapiShape.optional().describe('SMSAPI (smsapi.pl, smsapi.com).'),
  twilio: twilioShape.optional().describe('Twilio.'),
  http,
  file,
})
const emailShape = strictShape({
  smtp: smtpShape.optional().describe('A mail server.'),
  http,
  file,
})

/** The whole of `messages.yaml`. */
export const messagesFileShape = strictShape({
  sms: smsShape.optional().describe('Who carries text messages: one of them.'),
  email: emailShape.optional().describe('Who carries e-mails: one of them.'),
  most_parts: z
    .int()
    .min(1)
    .max(10)
    .optional()
    .describe('A text that needs more parts than this as an SMS is a warning; default 3.'),
})

/** Who carries text messages, with its settings. */
export type SmsChoice = OneOf<z.infer<typeof smsShape>>
/** Who carries e-mails, with its settings. */
export type EmailChoice = OneOf<z.infer<typeof emailShape>>
type OneOf<T> = { readonly [K in keyof T]-?: { readonly kind: K; readonly settings: NonNullable<T[K]> } }[keyof T]

/** How messages leave. */
export interface MessagesSettings {
  readonly sms: SmsChoice
  readonly email: EmailChoice
  readonly mostParts: number
}

/** Where no file says otherwise: nobody gets anything. */
export const DEFAULT_MESSAGES: MessagesSettings = {
  sms: { kind: 'file', settings: {} },
  email: { kind: 'file', settings: {} },
  mostParts: 3,
}

/** What a reading of `messages.yaml` brought. */
export interface MessagesReading {
  readonly settings: MessagesSettings
  readonly findings: readonly Finding[]
  readonly source: SourceFile
}

/** Reads `messages.yaml`. What has a fault is as by default; whoever sends looks at the findings first. */
export function readMessagesFile(name: string, text: string): MessagesReading {
  const { source, data, findings } = parseSource(name, text)
  if (data === undefined) return { settings: DEFAULT_MESSAGES, findings, source }
  const reading = createReading(source)
  const written = readShape(reading, messagesFileShape, data, [], 'the file of messages').data ?? {}
  const choose = <T extends object>(channel: 'sms' | 'email', choices: T | undefined): OneOf<T> | undefined => {
    if (choices === undefined) return undefined
    const [first, ...others] = Object.entries(choices).filter(([, settings]) => settings !== undefined)
    if (first === undefined || others.length > 0)
      reading.report('messages/one-provider', [channel], 'key', {
        channel,
        named: Object.keys(choices),
        known: channel === 'sms' ? Object.keys(smsShape.shape) : Object.keys(emailShape.shape),
      })
    if (first === undefined) return undefined
    const [kind, settings] = first
    return { kind, settings } as OneOf<T>
  }
  const settings = {
    sms: choose('sms', written.sms) ?? DEFAULT_MESSAGES.sms,
    email: choose('email', written.email) ?? DEFAULT_MESSAGES.email,
    mostParts: written.most_parts ?? DEFAULT_MESSAGES.mostParts,
  }
  return { settings, findings: joinFindings(findings, reading), source }
}
