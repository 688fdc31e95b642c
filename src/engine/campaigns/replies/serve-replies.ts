import { createOutboxRun, type OutboxRun } from '../../messages/index.ts'
import type { ContactRecord, Letter, MessageRecord } from '../../store/index.ts'
import { type CallingOptions, noteContact } from '../calling/index.ts'
import type { RepliedMeaning, ReplyRule } from '../file/index.ts'
import { addAnswer } from './add-answer.ts'
import type { ReplyOptions } from './ports.ts'
import { addReplyTask } from './reply-task.ts'

const MOST_TRIES = 8
const FIRST_WAIT_MS = 10_000

/**
 * Does at the clinic what replies asked for, in order for each person: at least once, under one key. Only when it is done the contact is
 * finished and the person told; what cannot be done becomes a task.
 */
export function createReplyServices(options: ReplyOptions): OutboxRun {
  const { store, services, clock, log, tickMs } = options

  const deliver = async (letter: Letter): Promise<void> => {
    const found = await find(options, letter)
    if (found === undefined) return store.outbox.markDone(letter.id, clock.now())
    const { contact, calling, rule, reply } = found
    const contract = rule?.deed && calling?.scenario.services[rule.deed.service]
    // The campaign says something else by now.
    if (rule?.deed === undefined || calling === undefined || contract === undefined) return giveUp(letter, found, 'no_service')
    const input = Object.fromEntries(Object.entries(rule.deed.input).map(([name, path]) => [name, valueAt(contact.data, path)]))
    let result: string
    try {
      const request = { contract, input, idempotencyKey: letter.idempotencyKey, callId: reply.id }
      ;({ result } = await services.call(request))
    } catch (error) {
      const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed'
      const isLast = letter.tries >= MOST_TRIES
      log.warn({ letter: letter.id, service: contract.name, code, tries: letter.tries, isLast }, 'a reply could not be seen to')
      if (isLast) return giveUp(letter, found, 'service_failed')
      const now = clock.now()
      return store.outbox.markFailed(letter.id, code, now, now + FIRST_WAIT_MS * 2 ** (letter.tries - 1))
    }
    return result === 'done' ? finish(letter, found, rule.deed.outcome) : giveUp(letter, found, result)
  }
  const finish = (letter: Letter, { contact, calling, rule, reply }: Found, outcome: string): Promise<void> =>
    store.transaction(async inside => {
      const now = clock.now()
      const step = { state: 'finished', dueAt: null, reason: 'reply_done', outcome } as const
      await inside.contacts.plan(contact.id, step, now, ['answering'])
      for (const task of await inside.tasks.list({ contact: contact.id, state: 'open' }))
        if (task.kind === 'worklist') await inside.tasks.close(task.id, now)
      if (calling !== undefined && rule?.answer !== undefined)
        await addAnswer(inside, calling, contact, { template: rule.answer, number: reply.address, answers: reply.id }, now)
      if (options.isClinicTold === true) {
        const about = { channel: 'sms', outcome, at: now, key: `${reply.id}:outcome`, callId: reply.id } as const
        await noteContact(inside, { contact, ...about })
      }
      await inside.outbox.markDone(letter.id, now)
    })
  const giveUp = (letter: Letter, { contact, calling, reply }: Found, reason: string): Promise<void> =>
    store.transaction(async inside => {
      const now = clock.now()
      const step = { state: 'worklist', dueAt: null, reason: 'needs_person', outcome: 'unreached' } as const
      await inside.contacts.plan(contact.id, step, now, ['answering'])
      await addReplyTask(
        inside,
        { id: letter.id, from: reply.address, text: reply.body },
        { contact, person: contact.person },
        reason,
        now,
      )
      const template = calling?.campaign.replies.unclear?.answer
      if (calling !== undefined && template !== undefined)
        await addAnswer(inside, calling, contact, { template, number: reply.address, answers: reply.id }, now)
      await inside.outbox.markFailed(letter.id, reason, now)
    })
  return createOutboxRun({ outbox: store.outbox, kind: 'reply', deliver, clock, log, ...(tickMs !== undefined && { tickMs }) })
}

interface Found {
  readonly contact: ContactRecord
  readonly reply: MessageRecord
  readonly calling: CallingOptions | undefined
  readonly rule: ReplyRule | undefined
}

async function find({ store, callingOf }: ReplyOptions, letter: Letter): Promise<Found | undefined> {
  const payload = letter.payload as { readonly reply: string; readonly contact: string; readonly meaning: RepliedMeaning }
  const [contact, reply] = [await store.contacts.find(payload.contact), await store.messages.find(payload.reply)]
  // Erased meanwhile.
  if (contact === undefined || reply === undefined) return undefined
  const campaign = await store.campaigns.find(contact.campaign)
  const version = campaign && (await store.campaigns.findVersion(campaign.name, campaign.version))
  const calling = version && callingOf(version)
  return { contact, reply, calling, rule: calling?.campaign.replies[payload.meaning] }
}

function valueAt(data: unknown, path: string): unknown {
  let value = data
  for (const name of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return value
}
