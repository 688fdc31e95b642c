import type { MessageRecord, NewLetter, TaskRecord } from '../../store/index.ts'
import type { Sequel, Step } from '../dialler/index.ts'
import { findZoneClock, isAllowedAt, type PlannedMessage, readOutcome } from '../plan/index.ts'
import type { CallingOptions } from './calling-options.ts'
import { renderMessage } from './render-message.ts'

/** Outcomes after which nothing more is sent, though a person was talked to. */
const NO_WORDS_AFTER: ReadonlySet<string> = new Set([
  'opted_out',
  'deceased',
  'complaint',
  'emergency',
  'withdrawn',
  'handed_over',
])
const QUARTER_MS = 15 * 60_000
/** A message that may not be sent within so long is not sent. */
const LATEST_MS = 3 * 24 * 3_600_000

/**
 * What leaves with a step: the messages that the plan wants, and those that follow a call which reached the person; a task for whom is
 * given to people. Nothing to whom does not want it, nothing outside of the hours for messages, every message once.
 */
export function makeSequel(options: CallingOptions, step: Step): Sequel {
  const { contact, decision, ended } = step
  const planned = [...('messages' in decision ? (decision.messages ?? []) : []), ...listAfter(options, step)]
  const sent = planned.map(message => write(options, step, message)).filter(one => one !== undefined)
  const tasks: TaskRecord[] =
    decision.kind !== 'worklist'
      ? []
      : [
          {
            id: `${contact.id} worklist ${contact.attempts}`,
            kind: 'worklist',
            campaign: contact.campaign,
            contact: contact.id,
            person: contact.person,
            attempt: ended?.attempt.id ?? null,
            reason: decision.reason,
            note: null,
            priority: contact.priority,
            state: 'open',
            assignee: null,
            dueAt: contact.deadlineAt,
            createdAt: step.now,
            closedAt: null,
          },
        ]
  return { letters: sent.map(({ letter }) => letter), messages: sent.map(({ record }) => record), tasks }
}

function listAfter({ campaign }: CallingOptions, { contact, decision, ended }: Step): readonly PlannedMessage[] {
  if (ended === undefined || decision.kind !== 'finish' || NO_WORDS_AFTER.has(ended.outcome)) return []
  if (readOutcome(ended.outcome).kind !== 'final') return []
  return (campaign.variants.find(({ name }) => name === contact.variant)?.messages ?? campaign.messages).after
}

interface Written {
  readonly letter: NewLetter
  readonly record: MessageRecord
}

function write(options: CallingOptions, step: Step, planned: PlannedMessage): Written | undefined {
  const { contact, ended, now, history } = step
  const { channel, text: template } = planned
  const policy = options.policies.of(contact)
  const address = channel === 'sms' ? (ended?.attempt.number ?? contact.numbers[0]) : undefined
  const body = renderMessage(options, contact, template, now)
  const dueAt = findHour(contact.zone, policy.messageWindows, now)
  if (address === undefined || body === undefined || dueAt === undefined || policy.consent[channel] === 'forbidden')
    return undefined
  const isUnwanted = history.optOuts.some(
    optOut =>
      (optOut.channel === '*' || optOut.channel === channel) && (optOut.purpose === '*' || optOut.purpose === policy.purpose),
  )
  if (isUnwanted) return undefined
  const id = `${contact.id} ${channel} ${template}`
  const letter = { id, kind: 'message', stream: contact.person, idempotencyKey: id, payload: { message: id }, dueAt }
  const record: MessageRecord = {
    id,
    direction: 'out',
    channel,
    template,
    contact: contact.id,
    campaign: contact.campaign,
    person: contact.person,
    address,
    body,
    state: 'queued',
    providerId: null,
    meaning: null,
    error: null,
    createdAt: now,
    changedAt: now,
  }
  return { letter, record }
}

/** The next quarter of an hour at which messages may be sent; undefined when there is none for days, or the zone is not known. */
function findHour(zone: string, windows: Parameters<typeof isAllowedAt>[1], now: number): number | undefined {
  const clock = findZoneClock(zone)
  if (clock === undefined) return undefined
  if (isAllowedAt(clock, windows, now)) return now
  for (let at = Math.ceil(now / QUARTER_MS) * QUARTER_MS; at < now + LATEST_MS; at += QUARTER_MS)
    if (isAllowedAt(clock, windows, at)) return at
  return undefined
}
