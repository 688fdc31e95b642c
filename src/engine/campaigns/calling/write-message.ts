import { countSegments, type Hours, makeLetter } from '../../messages/index.ts'
import type { ContactRecord, NewLetter, NewMessage } from '../../store/index.ts'
import type { CallingOptions } from './calling-options.ts'
import { renderMessage } from './render-message.ts'

/** A message that is to be written. */
export interface WantedMessage {
  /** The same id is the same message. */
  readonly id: string
  readonly channel: 'sms' | 'email'
  /** Name of the text. */
  readonly template: string
  readonly address: string
  readonly hours: Hours
  /** What has one stream leaves in order. */
  readonly stream: string
  /** The reply that it answers. */
  readonly answers?: string
}

/** A message and the letter that delivers it. */
export interface WrittenMessage {
  readonly letter: NewLetter
  readonly record: NewMessage
}

/** Writes a message to a contact, in their language; undefined when there is no such text, or no hour for it. */
export function writeMessage(
  options: Pick<CallingOptions, 'messages' | 'scenario' | 'speaking' | 'campaign'>,
  contact: Pick<ContactRecord, 'id' | 'campaign' | 'person' | 'language' | 'data'>,
  { id, channel, template, address, hours, stream, answers }: WantedMessage,
  now: number,
): WrittenMessage | undefined {
  const rendered = renderMessage(options, contact, template, now)
  const letter = makeLetter(stream, { message: id, purpose: options.campaign.purpose ?? '*', hours })
  if (rendered === undefined || letter === undefined) return undefined
  const record = {
    id,
    direction: 'out',
    channel,
    template,
    contact: contact.id,
    campaign: contact.campaign,
    person: contact.person,
    address,
    subject: channel === 'email' ? (rendered.subject ?? null) : null,
    body: rendered.text,
    state: 'queued',
    providerId: null,
    meaning: null,
    error: null,
    answers: answers ?? null,
    segments: channel === 'sms' ? countSegments(rendered.text).segments : null,
    createdAt: now,
    changedAt: now,
  } as const
  return { letter, record }
}
