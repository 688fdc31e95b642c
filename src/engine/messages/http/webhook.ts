import type { DeliveryReport, WebhookReading, WebhookRequest } from '../provider.ts'
import { readCode, readField, readParameters, readSender } from '../read-fields.ts'
import { isSameSecret, isSignedBy } from '../signatures.ts'
import type { HttpSettings } from './settings.ts'

const OK = { type: 'text/plain', body: 'OK' }

/** Reads a request as `statuses` and `replies` of messages.yaml say: signed (`Trucada-Signature`), or with the secret in the path. */
export function hearHttp(
  request: WebhookRequest,
  { statuses, replies }: HttpSettings,
  secret: string | undefined,
  now: number,
): WebhookReading {
  const isSigned = isSignedBy(request.headers['trucada-signature'], request.body, secret, now)
  if (!isSigned && !isSameSecret(request.pathSecret, secret)) return { kind: 'unsigned' }
  const given = readParameters(request)
  if (given === undefined) return { kind: 'malformed' }
  if (request.about === 'replies') {
    if (replies === undefined) return { kind: 'malformed' }
    const [id, from, text] = [
      readField(given, replies.id),
      readSender(readField(given, replies.from)),
      readField(given, replies.text),
    ]
    if (id === undefined || from === undefined || text === undefined) return { kind: 'malformed' }
    return { kind: 'told', reports: [], texts: [{ id: `http ${id}`, from, text }], answer: OK }
  }
  if (statuses === undefined) return { kind: 'malformed' }
  const [providerId, status] = [readField(given, statuses.id), readField(given, statuses.status)]
  if (providerId === undefined || status === undefined) return { kind: 'malformed' }
  const key = statuses.key === undefined ? undefined : readField(given, statuses.key)
  const state = statuses.delivered.includes(status) ? 'delivered' : statuses.failed.includes(status) ? 'failed' : undefined
  const reports: readonly DeliveryReport[] =
    state === undefined
      ? []
      : [
          {
            providerId,
            state,
            ...(state === 'failed' && { error: readCode(given, statuses.status) ?? '' }),
            ...(key !== undefined && { key }),
          },
        ]
  return { kind: 'told', reports, texts: [], answer: OK }
}
