import type { ContactRecord, Store, TaskRecord } from '../../store/index.ts'
import { ACCEPTED, PREVIEW, SKIPPED } from './reasons.ts'

/** What became of an agent's wish. `taken`: by another agent; `gone`: the contact was done meanwhile, is called, or may not be called now. */
export type Decided<Done extends string> = Done | 'taken' | 'gone' | 'unknown'
/** What became of an acceptance. */
export type Accepted = Decided<'accepted'>

/** A contact that an agent looks at before it is called. */
export interface Preview {
  readonly task: TaskRecord
  readonly contact: ContactRecord
}

/** So many tasks are looked at for one whose contact still waits. */
const MOST_STALE = 50

/**
 * Gives an agent the next contact of a campaign: no other agent gets it. Whoever has one already gets that again. Undefined: nobody waits.
 */
export function takePreview(store: Store, campaign: string, agent: string, now: number): Promise<Preview | undefined> {
  return store.transaction(async inside => {
    const about = { campaign, kind: PREVIEW, limit: MOST_STALE }
    const own = (await inside.tasks.list({ ...about, state: 'taken' })).filter(({ assignee }) => assignee === agent)
    for (const task of [...own, ...(await inside.tasks.list({ ...about, state: 'open' }))]) {
      const contact = await findWaiting(inside, task)
      if (contact === undefined) await inside.tasks.close(task.id, now)
      else if (task.state === 'taken' || (await inside.tasks.take(task.id, agent)))
        return { task: { ...task, state: 'taken', assignee: agent }, contact }
    }
    return undefined
  })
}

/** Lets the call of a task begin at the next claim, if the plan still allows it: the agent will be rung when the person has answered. */
export function acceptPreview(store: Store, task: string, agent: string, now: number): Promise<Accepted> {
  return decide(store, task, agent, now, async (inside, { contact }) => {
    await inside.contacts.plan(contact.id, { state: 'waiting', dueAt: now, reason: ACCEPTED }, now, ['waiting'])
    return 'accepted'
  })
}

/** What an agent says of a contact that is not to be called now. */
export interface Skip {
  readonly agent: string
  /** When an agent is to see it again, epoch ms; absent: people see to it. */
  readonly until?: number
  /** Why, for those people. */
  readonly note?: string
}

/** Does not call the contact of a task: it comes again later, or goes to the worklist. */
export function skipPreview(store: Store, task: string, { agent, until, note }: Skip, now: number): Promise<Decided<'skipped'>> {
  return decide(store, task, agent, now, async (inside, preview) => {
    const { contact } = preview
    if (until !== undefined)
      await inside.contacts.plan(contact.id, { state: 'waiting', dueAt: until, reason: SKIPPED }, now, ['waiting'])
    else {
      const given = { state: 'worklist', dueAt: null, reason: SKIPPED, outcome: 'unreached' } as const
      await inside.contacts.plan(contact.id, given, now, ['waiting'])
      const about = { id: `${task} worklist`, kind: 'worklist', reason: SKIPPED, note: note ?? null, createdAt: now } as const
      await inside.tasks.add({ ...preview.task, ...about, state: 'open', assignee: null, closedAt: null })
    }
    return 'skipped'
  })
}

function decide<Done extends string>(
  store: Store,
  id: string,
  agent: string,
  now: number,
  work: (inside: Store, preview: Preview) => Promise<Done>,
): Promise<Decided<Done>> {
  return store.transaction(async inside => {
    const task = await inside.tasks.find(id)
    if (task?.kind !== PREVIEW || task.contact === null) return 'unknown'
    const isOwn = task.state === 'taken' && task.assignee === agent
    if (!isOwn && !(await inside.tasks.take(id, agent))) return 'taken'
    await inside.tasks.close(id, now)
    const contact = await findWaiting(inside, task)
    return contact === undefined ? 'gone' : work(inside, { task, contact })
  })
}

/** The contact of a task, if it still waits for an agent. */
async function findWaiting(inside: Store, { contact: id }: TaskRecord): Promise<ContactRecord | undefined> {
  const contact = id === null ? undefined : await inside.contacts.find(id)
  return contact?.state === 'waiting' && contact.reason === PREVIEW ? contact : undefined
}
