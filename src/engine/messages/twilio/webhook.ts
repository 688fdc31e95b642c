import { createHmac } from 'node:crypto'
import type { DeliveryReport, WebhookReading, WebhookRequest } from '../provider.ts'
import { readCode, readField, readParameters, readPrice, readSender } from '../read-fields.ts'
import { readReference } from '../references.ts'
import { isSameSecret } from '../signatures.ts'

/** Parameter of the address for reports that holds which message it is. */
export const REFERENCE = 'message'

const STATES: Readonly<Record<string, DeliveryReport['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}
/** No message is sent back by this answer: answers go their own way. */
const EMPTY = { type: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>' }

/** Reads webhooks of Twilio. Each is signed: HMAC-SHA1 by the auth token over the address and the sorted parameters of the form. */
export function hearTwilio(request: WebhookRequest, token: string): WebhookReading {
  if (!isSigned(request, token)) return { kind: 'unsigned' }
  const given = readParameters(request)
  const read = (name: string): string => readField(given, name) ?? ''
  const providerId = read('MessageSid') || read('SmsSid')
  if (providerId === '') return { kind: 'malformed' }
  if (request.about === 'replies') {
    const from = readSender(read('From'))
    if (from === undefined) return { kind: 'malformed' }
    return { kind: 'told', reports: [], texts: [{ id: `twilio ${providerId}`, from, text: read('Body') }], answer: EMPTY }
  }
  const code = read('MessageStatus') || read('SmsStatus')
  const state = Object.hasOwn(STATES, code) ? STATES[code] : undefined
  const error = readCode(given, 'ErrorCode') ?? ''
  const cost = readPrice(readField(given, 'Price'))
  const key = readReference(readField(given, REFERENCE))
  const reports: readonly DeliveryReport[] =
    state === undefined
      ? []
      : [
          {
            providerId,
            state,
            ...(state === 'failed' && { error: `twilio ${error === '' ? code : error}` }),
            ...(cost !== undefined && { cost }),
            ...(key !== undefined && { key }),
          },
        ]
  return { kind: 'told', reports, texts: [], answer: EMPTY }
}

/** Whether the signature is good for the address with its port or without: Twilio's own library takes both, since Twilio signs either. */
function isSigned({ url, body, headers }: WebhookRequest, token: string): boolean {
  const [, scheme = '', host = '', port, rest = ''] = /^(https?:\/\/)([^/:]+)(:\d+)?(\/.*)?$/i.exec(url) ?? []
  const usual = scheme.toLowerCase() === 'https://' ? ':443' : ':80'
  const addresses = [url, scheme + host + rest, scheme + host + (port ?? usual) + rest]
  const signature = headers['x-twilio-signature'] ?? ''
  return addresses.some(address => isSameSecret(signature, sign(address, body, token)))
}

/** https://www.twilio.com/docs/usage/security: the address as Twilio called it, then each parameter's name and value by name. */
function sign(url: string, body: string, token: string): string {
  const parameters = [...new URLSearchParams(body)].toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return createHmac('sha1', token)
    .update(url + parameters.map(([name, value]) => name + value).join(''))
    .digest('base64')
}
