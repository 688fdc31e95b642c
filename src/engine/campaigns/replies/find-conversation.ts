import type { ContactRecord, MessageRecord } from '../../store/index.ts'
import type { CallingOptions } from '../calling/index.ts'
import type { ReplyOptions } from './ports.ts'

/** A reply belongs to a message that was sent no longer ago than this. */
const REPLY_MS = 14 * 24 * 3_600_000

/** What a message of a number is about. */
export interface Conversation {
  /** Undefined: nobody wrote to this number lately. */
  readonly contact: ContactRecord | undefined
  /** What the version in force of its campaign is made of. */
  readonly calling: CallingOptions | undefined
  /** Who wrote, as far as the number tells: also when nobody wrote to it lately, unless a household shares it. */
  readonly person: string | undefined
  /** Whom of the number a campaign had last, though nobody wrote to them lately: in its words danger is answered. */
  readonly last?: { readonly contact: ContactRecord; readonly calling: CallingOptions }
  /** Other contacts of the number were written to as well and are open: which one is meant nobody knows. */
  readonly isAmbiguous: boolean
}

/** Finds the contact that a message answers: the one that was written to last. */
export async function findConversation(
  options: Pick<ReplyOptions, 'store' | 'callingOf'>,
  number: string,
  now: number,
): Promise<Conversation> {
  const { store } = options
  const messages = await store.messages.listOfAddress(number, now - REPLY_MS)
  const ids = [...new Set(messages.flatMap(message => (isWritten(message) ? [message.contact] : [])))]
  const contacts = await store.contacts.findMany(ids)
  const contact = contacts.find(({ id }) => id === ids[0])
  if (contact === undefined) return findOwner(options, number)
  return {
    contact,
    calling: await findCalling(options, contact),
    person: contact.person,
    isAmbiguous: contacts.some(other => other.id !== contact.id && other.state !== 'finished'),
  }
}

/** Who has the number, though nobody wrote to it lately. */
async function findOwner(options: Pick<ReplyOptions, 'store' | 'callingOf'>, number: string): Promise<Conversation> {
  const { store } = options
  const owners = (await store.people.listByNumber(number)).map(({ id }) => id)
  const contact = owners.length === 0 ? undefined : (await store.contacts.findByPersons(owners)).at(-1)
  const calling = contact && (await findCalling(options, contact))
  return {
    contact: undefined,
    calling: undefined,
    person: owners.length === 1 ? owners[0] : undefined,
    ...(contact !== undefined && calling !== undefined && { last: { contact, calling } }),
    isAmbiguous: false,
  }
}

async function findCalling(
  { store, callingOf }: Pick<ReplyOptions, 'store' | 'callingOf'>,
  contact: ContactRecord,
): Promise<CallingOptions | undefined> {
  const campaign = await store.campaigns.find(contact.campaign)
  const version = campaign && (await store.campaigns.findVersion(campaign.name, campaign.version))
  return version && callingOf(version)
}

function isWritten(message: MessageRecord): message is MessageRecord & { readonly contact: string } {
  return message.direction === 'out' && message.contact !== null && ['sent', 'delivered'].includes(message.state)
}
