import type { Store } from '../../store/index.ts'
import { ACCEPTED, PREVIEW } from './reasons.ts'

/** What became of an acceptance. `gone`: the contact was done meanwhile, is called, or may not be called now. */
export type Accepted = 'accepted' | 'taken' | 'gone' | 'unknown'

/** Lets the call of a task begin at the next claim, if the plan still allows it: the agent will be rung when the person has answered. */
export function acceptPreview(store: Store, task: string, agent: string, now: number): Promise<Accepted> {
  return store.transaction(async inside => {
    const known = await inside.tasks.find(task)
    if (known?.kind !== PREVIEW || known.contact === null) return 'unknown'
    if (!(await inside.tasks.take(task, agent))) return 'taken'
    await inside.tasks.close(task, now)
    const contact = await inside.contacts.find(known.contact)
    if (contact?.state !== 'waiting' || contact.reason !== PREVIEW) return 'gone'
    await inside.contacts.plan(contact.id, { state: 'waiting', dueAt: now, reason: ACCEPTED }, now, ['waiting'])
    return 'accepted'
  })
}
