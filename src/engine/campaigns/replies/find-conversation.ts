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
  /** Other contacts of the number were written to as well and are open: which one is meant nobody knows. */
  readonly isAmbiguous: boolean
}

/** Finds the contact that a message answers: the one that was written to last. */
export async function findConversation(
  { store, callingOf }: Pick<ReplyOptions, 'store' | 'callingOf'>,
  number: string,
  now: number,
): Promise<Conversation> {
  const messages = await store.messages.listOfAddress(number, now - REPLY_MS)
  const ids = [...new Set(messages.flatMap(message => (isWritten(message) ? [message.contact] : [])))]
  const contacts = await store.contacts.findMany(ids)
  const contact = contacts.find(({ id }) => id === ids[0])
  if (contact === undefined) return { contact: undefined, calling: undefined, isAmbiguous: false }
  const campaign = await store.campaigns.find(contact.campaign)
  const version = campaign && (await store.campaigns.findVersion(campaign.name, campaign.version))
  return {
    contact,
    calling: version && callingOf(version),
    isAmbiguous: contacts.some(other => other.id !== contact.id && other.state !== 'finished'),
  }
}

function isWritten(message: MessageRecord): message is MessageRecord & { readonly contact: string } {
  return message.direction === 'out' && message.contact !== null && ['sent', 'delivered'].includes(message.state)
}
