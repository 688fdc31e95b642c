import type { TaskRecord } from '../../store/index.ts'
import type { Sequel, Step } from '../dialler/index.ts'
import { type PlannedMessage, readOutcome } from '../plan/index.ts'
import { PREVIEW } from '../preview/index.ts'
import type { CallingOptions } from './calling-options.ts'
import { findEmail } from './find-email.ts'
import { listHours } from './list-hours.ts'
import { writeMessage, type WrittenMessage } from './write-message.ts'

/** Outcomes after which nothing more is sent, though a person was talked to. */
const NO_WORDS_AFTER: ReadonlySet<string> = new Set([
  'opted_out',
  'deceased',
  'complaint',
  'emergency',
  'withdrawn',
  'handed_over',
])

/**
 * What leaves with a step: the messages that the plan wants, and those that follow a call which reached the person; a task for whom is
 * given to people. Nothing to whom does not want it, nothing outside of the hours for messages, every message once.
 */
export function makeSequel(options: CallingOptions, step: Step): Sequel {
  const { contact, decision } = step
  const planned = [...('messages' in decision ? (decision.messages ?? []) : []), ...listAfter(options, step)]
  const sent = planned.map(message => write(options, step, message)).filter(one => one !== undefined)
  // One task each time that the contact comes to wait for an agent.
  const isPreviewed = decision.reason === PREVIEW && contact.reason !== PREVIEW
  const tasks: readonly TaskRecord[] =
    decision.kind === 'worklist'
      ? [makeTask(step, 'worklist', contact.attempts)]
      : isPreviewed
        ? [makeTask(step, PREVIEW, step.now)]
        : []
  return { letters: sent.map(({ letter }) => letter), messages: sent.map(({ record }) => record), tasks }
}

/** One a contact, kind and count. */
function makeTask({ contact, decision, ended, now }: Step, kind: string, count: number): TaskRecord {
  return {
    id: `${contact.id} ${kind} ${count}`,
    kind,
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
    createdAt: now,
    closedAt: null,
  }
}

function listAfter({ campaign }: CallingOptions, { contact, decision, ended }: Step): readonly PlannedMessage[] {
  if (ended === undefined || decision.kind !== 'finish' || NO_WORDS_AFTER.has(ended.outcome)) return []
  if (readOutcome(ended.outcome).kind !== 'final') return []
  return (campaign.variants.find(({ name }) => name === contact.variant)?.messages ?? campaign.messages).after
}

function write(options: CallingOptions, step: Step, { channel, text: template }: PlannedMessage): WrittenMessage | undefined {
  const { contact, ended, now, history } = step
  const policy = options.policies.of(contact)
  const address = channel === 'sms' ? (ended?.attempt.number ?? contact.numbers[0]) : findEmail(contact.data)
  if (address === undefined || policy.consent[channel] === 'forbidden') return undefined
  const isUnwanted = history.optOuts.some(
    optOut =>
      (optOut.channel === '*' || optOut.channel === channel) && (optOut.purpose === '*' || optOut.purpose === policy.purpose),
  )
  if (isUnwanted) return undefined
  const hours = listHours(contact.zone, policy.messageWindows, now)
  const id = `${contact.id} ${channel} ${template}`
  return writeMessage(options, contact, { id, channel, template, address, hours, stream: contact.person }, now)
}
