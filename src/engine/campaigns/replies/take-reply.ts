import type { IncomingText } from '../../messages/index.ts'
import type { ContactRecord, ContactStep, Store } from '../../store/index.ts'
import type { RepliedMeaning } from '../file/index.ts'
import { addAnswer } from './add-answer.ts'
import { type Conversation, findConversation } from './find-conversation.ts'
import type { ReplyOptions } from './ports.ts'
import { type ReplyReading, readReply } from './read-reply.ts'
import { addReplyTask } from './reply-task.ts'

/** The outcome of contacts that nobody reached: a reply may still come. */
const UNREACHED = 'unreached'

/**
 * Takes what a person wrote, once: keeps it, and does what it asks for in the same transaction. A call that was due is not made any more, also
 * when it was claimed and no order has left; one that has left goes on, and a person reads the reply. Rejects when the store is away.
 */
export async function takeReply(options: ReplyOptions, text: IncomingText): Promise<void> {
  const { store, clock, log } = options
  if ((await store.messages.find(text.id)) !== undefined) return
  const now = clock.now()
  const about = await findConversation(options, text.from, now)
  const reading = await read(options, about, text.text, now)
  await store.transaction(async inside => {
    if (!(await keep(inside, text, about, reading, now))) return
    await follow({ options, inside, text, about, reading, now })
  })
  log.info({ campaign: about.contact?.campaign, meaning: reading?.meaning ?? 'unread' }, 'a message came')
}

interface Reply {
  readonly options: ReplyOptions
  readonly inside: Store
  readonly text: IncomingText
  readonly about: Conversation
  readonly reading: ReplyReading | undefined
  readonly now: number
}

async function read(
  { understanding, anyScenario }: ReplyOptions,
  { contact, calling }: Conversation,
  text: string,
  now: number,
): Promise<ReplyReading | undefined> {
  const scenario = calling?.scenario ?? anyScenario()
  const language = contact?.language ?? scenario?.speaks ?? ''
  return scenario && readReply(text, { understanding, scenario, language, now })
}

async function keep(
  inside: Store,
  { id, from, text }: IncomingText,
  { contact, person }: Conversation,
  reading: ReplyReading | undefined,
  now: number,
): Promise<boolean> {
  return inside.messages.add({
    id,
    direction: 'in',
    channel: 'sms',
    template: null,
    contact: contact?.id ?? null,
    campaign: contact?.campaign ?? null,
    person: person ?? null,
    address: from,
    body: text,
    state: 'received',
    providerId: null,
    meaning: reading?.meaning ?? null,
    error: null,
    callAt: reading?.callAt ?? null,
    createdAt: now,
    changedAt: now,
  })
}

async function follow(reply: Reply): Promise<void> {
  const { reading } = reply
  switch (reading?.meaning) {
    case 'stop':
    case 'stop_calling':
      return stop(reply, reading)
    case 'start':
      return start(reply)
    case 'call':
      return call(reply)
    case 'agree':
    case 'cancel':
    case 'decline':
    case 'move':
      return answer(reply, reading.meaning, reading)
    case 'emergency':
      return giveToPerson(reply, 'emergency')
    case 'unclear':
    case undefined:
      return giveToPerson(reply, 'unclear')
  }
}

/** Entered in the ledger, by which every way out looks. The visit stays as it is; so does the call, unless calls are not wanted either. */
async function stop(reply: Reply, { meaning, hasMore }: ReplyReading): Promise<void> {
  const { inside, text, about, now } = reply
  const { contact } = about
  const channel = meaning === 'stop' ? 'sms' : '*'
  const entry = { kind: 'opt_out', purpose: '*', channel, source: 'sms', evidence: text.id, at: now } as const
  await inside.ledger.record({ ...entry, id: `${text.id} number`, subjectKind: 'number', subject: text.from })
  if (contact !== undefined)
    await inside.ledger.record({ ...entry, id: `${text.id} person`, subjectKind: 'person', subject: contact.person })
  await inside.messages.cancelQueued(text.from, now)
  if (contact !== undefined && meaning === 'stop_calling') {
    // The plan itself ends it at its next look.
    await inside.attempts.withdrawOf(contact.id, now)
    await inside.contacts.plan(contact.id, { state: 'waiting', dueAt: now, reason: 'opted_out' }, now, ['waiting'])
  }
  if (hasMore) await addReplyTask(inside, text, about, 'stop', now)
  await addReplyAnswer(reply, meaning === 'stop' ? 'stop' : 'stop_calling')
}

/**
 * Takes STOP back, for the number and whoever has it: messages come again as they are due. Who wanted nothing at all any more is not asked by
 * a machine whether calls are wanted again; a person does that.
 */
async function start(reply: Reply): Promise<void> {
  const { inside, text, about, now } = reply
  const owners = (await inside.people.listByNumber(text.from)).map(({ id }) => id)
  const optOuts = await inside.ledger.listOptOuts([text.from, ...owners])
  const taken = new Map(optOuts.filter(({ channel }) => channel === 'sms').map(optOut => [optOut.subject, optOut.subjectKind]))
  const isSilent = optOuts.some(({ channel }) => channel === '*')
  if (taken.size === 0 && !isSilent) return giveToPerson(reply, 'unclear')
  const entry = { kind: 'opt_in', purpose: '*', channel: 'sms', source: 'sms', evidence: text.id, at: now } as const
  for (const [subject, subjectKind] of taken)
    await inside.ledger.record({ ...entry, id: `${text.id} ${subject}`, subjectKind, subject })
  if (isSilent) return addReplyTask(inside, text, about, 'start', now)
  await addReplyAnswer(reply, 'start')
}

/** The plan calls at the hour that the message names; somebody of no open campaign is called back. */
async function call(reply: Reply): Promise<void> {
  const { options, inside, text, about, reading, now } = reply
  const { contact } = about
  const step: ContactStep = { state: 'waiting', dueAt: now, reason: 'asked_to_call_back' }
  if (contact !== undefined && (await take(inside, contact, step, now))) return addReplyAnswer(reply, 'call')
  const tooLate = contact && (await describeTooLate(inside, contact))
  if (tooLate !== undefined && tooLate !== 'after_end') return giveToPerson(reply, tooLate)
  if (options.wantsCall === undefined) return giveToPerson(reply, 'call')
  const { language = 'pl', callAt } = reading ?? {}
  const wish = { way: 'sms', number: text.from, evidence: text.id, language, note: text.text } as const
  await options.wantsCall(callAt === undefined ? wish : { ...wish, callAt }, inside)
  await addReplyAnswer(reply, 'call')
}

/** What the campaign does at the clinic for such an answer; else, and when it cannot be known what was meant, a person does it. */
async function answer(reply: Reply, meaning: RepliedMeaning, { hasMore }: ReplyReading): Promise<void> {
  const { inside, text, about, now } = reply
  const { contact, calling, isAmbiguous } = about
  const deed = calling?.campaign.replies[meaning]?.deed
  if (contact === undefined || isAmbiguous || deed === undefined) return giveToPerson(reply, isAmbiguous ? 'several' : meaning)
  const step: ContactStep = { state: 'answering', dueAt: null, reason: 'replied' }
  if (!(await take(inside, contact, step, now))) return giveToPerson(reply, await describeTooLate(inside, contact))
  const id = `${text.id} service`
  const payload = { reply: text.id, contact: contact.id, meaning }
  await inside.outbox.add({ id, kind: 'reply', stream: contact.person, idempotencyKey: id, payload, dueAt: now }, now)
  if (hasMore) await addReplyTask(inside, text, about, meaning, now)
}

/** A task, and where the campaign spares whoever answers, no call meanwhile. */
async function giveToPerson(reply: Reply, reason: string): Promise<void> {
  const { inside, text, about, now } = reply
  const { contact, calling } = about
  await addReplyTask(inside, text, about, reason, now)
  const { before } = (calling && findMessages(calling, contact)) ?? {}
  if (contact !== undefined && before?.isCallSpared === true)
    await take(inside, contact, { state: 'worklist', dueAt: null, reason: 'replied', outcome: UNREACHED }, now)
  await addReplyAnswer(reply, ANSWERED.find(meaning => meaning === reason) ?? 'unclear')
}

/** Reasons of tasks after which something of their own is said. */
const ANSWERED: readonly RepliedMeaning[] = ['move', 'decline', 'cancel', 'agree', 'emergency']

function findMessages({ campaign }: NonNullable<Conversation['calling']>, contact: ContactRecord | undefined) {
  return campaign.variants.find(({ name }) => name === contact?.variant)?.messages ?? campaign.messages
}

/**
 * Puts a step into force unless a call is under way or the contact is done; an attempt of which no order has left is taken back.
 * @returns false when nothing was changed
 */
async function take(inside: Store, contact: ContactRecord, step: ContactStep, now: number): Promise<boolean> {
  const isOpen = await inside.contacts.plan(contact.id, step, now, ['waiting', 'worklist'])
  if (isOpen) return true
  if (contact.state === 'finished' && contact.outcome === UNREACHED)
    return inside.contacts.plan(contact.id, step, now, ['finished'])
  return (await inside.attempts.withdrawOf(contact.id, now)) && inside.contacts.plan(contact.id, step, now, ['waiting'])
}

/** Why nothing could be done: a call is under way, an earlier reply is being seen to, or the contact was done before. */
async function describeTooLate(inside: Store, { id }: ContactRecord): Promise<'during_call' | 'second_reply' | 'after_end'> {
  const state = (await inside.contacts.find(id))?.state
  return state === 'calling' ? 'during_call' : state === 'answering' ? 'second_reply' : 'after_end'
}

/** What is said where the campaign has nothing of its own for such a reply. */
const INSTEAD: Readonly<Partial<Record<RepliedMeaning, RepliedMeaning>>> = { emergency: 'unclear', stop_calling: 'stop' }

async function addReplyAnswer({ inside, text, about, now }: Reply, meaning: RepliedMeaning): Promise<void> {
  // Whom to call in danger is told to everybody whose language is known.
  const { contact, calling } = (meaning === 'emergency' ? about.last : undefined) ?? about
  const replies = calling?.campaign.replies
  const template = (replies?.[meaning] ?? replies?.[INSTEAD[meaning] ?? meaning])?.answer
  if (contact === undefined || calling === undefined || template === undefined) return
  await addAnswer(inside, calling, contact, { template, number: text.from, answers: text.id }, now)
}
