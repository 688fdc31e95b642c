import { createHash } from 'node:crypto'
import type { DeliveryReport, WebhookReading, WebhookRequest } from '../provider.ts'
import { readField, readParameters, readPrice, readSender } from '../read-fields.ts'
import { readReference } from '../references.ts'
import { isSameSecret } from '../signatures.ts'

/** Delivery statuses of SMSAPI; those between are no news. 402 expired, 405 undelivered, 406 failed, 407 rejected, 412 stopped. */
const STATES: Readonly<Record<string, DeliveryReport['state']>> = {
  403: 'sent',
  404: 'delivered',
  402: 'failed',
  405: 'failed',
  406: 'failed',
  407: 'failed',
  412: 'failed',
}
/** Anything else is told again by SMSAPI. */
const OK = { type: 'text/plain', body: 'OK' }

/** Reads callbacks of SMSAPI: reports come up to five at once, with commas between; a message comes alone. They are not signed: the path holds the secret. */
export function hearSmsapi(request: WebhookRequest, secret: string | undefined): WebhookReading {
  if (!isSameSecret(request.pathSecret, secret)) return { kind: 'unsigned' }
  const given = readParameters(request)
  if (given === undefined) return { kind: 'malformed' }
  const read = (name: string): string => readField(given, name) ?? ''
  if (request.about === 'replies') {
    const [from, text] = [readSender(read('sms_from')), read('sms_text')]
    if (from === undefined || text === '') return { kind: 'malformed' }
    // MsgId names the message that was answered: what tells this one apart is who wrote what when.
    const id = createHash('sha256')
      .update([from, text, read('sms_date')].join('\n'))
      .digest('hex')
      .slice(0, 32)
    return { kind: 'told', reports: [], texts: [{ id: `smsapi ${id}`, from, text }], answer: OK }
  }
  const list = (name: string): readonly string[] => read(name).split(',')
  const [ids, states, points, references] = [list('MsgId'), list('status'), list('points'), list('idx')]
  if (ids.every(id => id === '')) return { kind: 'malformed' }
  const reports = ids.flatMap((providerId, index): DeliveryReport[] => {
    const code = states[index] ?? ''
    const state = Object.hasOwn(STATES, code) ? STATES[code] : undefined
    if (state === undefined || providerId === '') return []
    const cost = readPrice(points[index])
    const key = readReference(references[index])
    return [
      {
        providerId,
        state,
        ...(state === 'failed' && { error: `smsapi ${code}` }),
        ...(cost !== undefined && { cost }),
        ...(key !== undefined && { key }),
      },
    ]
  })
  return { kind: 'told', reports, texts: [], answer: OK }
}
