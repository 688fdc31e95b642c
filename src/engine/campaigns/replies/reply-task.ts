import type { IncomingText } from '../../messages/index.ts'
import type { Store } from '../../store/index.ts'
import type { Conversation } from './find-conversation.ts'

const URGENT = 100

/**
 * Puts a message on the worklist, with what was written, and by whom where no contact tells; `reason` is what it was understood as, or why
 * nothing was done about it.
 */
export function addReplyTask(
  inside: Store,
  { id, from, text }: Pick<IncomingText, 'id' | 'from' | 'text'>,
  { contact, person }: Pick<Conversation, 'contact' | 'person'>,
  reason: string,
  now: number,
): Promise<void> {
  return inside.tasks.add({
    id: `${id} task`,
    kind: 'reply',
    campaign: contact?.campaign ?? null,
    contact: contact?.id ?? null,
    person: person ?? null,
    attempt: null,
    reason,
    // Nobody could be called back who is known by the number alone.
    note: contact === undefined ? `${from}: ${text}` : text,
    priority: reason === 'emergency' ? URGENT : (contact?.priority ?? 0),
    state: 'open',
    assignee: null,
    dueAt: contact?.deadlineAt ?? null,
    createdAt: now,
    closedAt: null,
  })
}
