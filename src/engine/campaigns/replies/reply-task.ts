import type { ContactRecord, Store } from '../../store/index.ts'

const URGENT = 100

/** Puts a message on the worklist, with what was written; `reason` is what it was understood as, or why nothing was done about it. */
export function addReplyTask(
  inside: Store,
  { id, text }: { readonly id: string; readonly text: string },
  contact: ContactRecord | undefined,
  reason: string,
  now: number,
): Promise<void> {
  return inside.tasks.add({
    id: `${id} task`,
    kind: 'reply',
    campaign: contact?.campaign ?? null,
    contact: contact?.id ?? null,
    person: contact?.person ?? null,
    attempt: null,
    reason,
    note: text,
    priority: reason === 'emergency' ? URGENT : (contact?.priority ?? 0),
    state: 'open',
    assignee: null,
    dueAt: contact?.deadlineAt ?? null,
    createdAt: now,
    closedAt: null,
  })
}
