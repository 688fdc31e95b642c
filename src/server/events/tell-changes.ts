import type { Store } from '../../engine/store/index.ts'
import type { EventFeed, FeedEvent } from '../../engine/store/live/index.ts'

type Tell = (event: Omit<FeedEvent, 'id'>) => void

/**
 * The same store, which tells what is changed by it: states of attempts, contacts, campaigns, tasks and messages, by id. What a transaction
 * changes is told once it is on the disk, and never when it is not. `now` in epoch ms.
 */
export function tellChanges(store: Store, events: Pick<EventFeed, 'publish'>, now: () => number): Store {
  return wrap(store, event => events.publish(event), now)
}

function wrap(store: Store, tell: Tell, now: () => number): Store {
  const say = (kind: string, facts: FeedEvent['facts'], at = now()): void => tell({ kind, at, facts })
  return {
    ...store,
    campaigns: {
      ...store.campaigns,
      async setState(campaign, state, at) {
        const isSet = await store.campaigns.setState(campaign, state, at)
        if (isSet) say('campaign', { campaign, state }, at)
        return isSet
      },
    },
    contacts: {
      ...store.contacts,
      async add(contacts, at) {
        const added = await store.contacts.add(contacts, at)
        for (const contact of added) say('contact', { contact, state: 'waiting', outcome: null }, at)
        return added
      },
      async plan(contact, step, at, from) {
        const isSet = await store.contacts.plan(contact, step, at, from)
        if (isSet) say('contact', { contact, state: step.state, outcome: step.outcome ?? null }, at)
        return isSet
      },
    },
    attempts: {
      ...store.attempts,
      async claim(request) {
        const claim = await store.attempts.claim(request)
        for (const { attempt, contact, joined } of claim.claimed)
          for (const one of [{ attempt, contact }, ...joined])
            say('attempt', { attempt: one.attempt.id, contact: one.contact.id, state: 'fenced', outcome: null }, request.now)
        for (const { contact, decision } of claim.settled)
          say('contact', { contact: contact.id, state: STATES[decision.kind], outcome: decision.outcome }, request.now)
        return claim
      },
      async advance(attempt, status) {
        const isMoved = await store.attempts.advance(attempt, status)
        if (isMoved) say('attempt', { attempt, state: status.state, outcome: null }, status.at)
        return isMoved
      },
      async end(attempt, end, guard) {
        const isEnded = await store.attempts.end(attempt, end, guard)
        if (isEnded) say('attempt', { attempt, state: 'ended', outcome: end.outcome }, end.at)
        return isEnded
      },
      async amend(attempt, end) {
        const isAmended = await store.attempts.amend(attempt, end)
        if (isAmended) say('attempt', { attempt, state: 'ended', outcome: end.outcome }, end.at)
        return isAmended
      },
    },
    tasks: {
      ...store.tasks,
      async add(task) {
        await store.tasks.add(task)
        say('task', { task: task.id, state: task.state, kind: task.kind }, task.createdAt)
      },
      async take(task, assignee) {
        const isTaken = await store.tasks.take(task, assignee)
        if (isTaken) say('task', { task, state: 'taken' })
        return isTaken
      },
      async close(task, at) {
        const isClosed = await store.tasks.close(task, at)
        if (isClosed) say('task', { task, state: 'done' }, at)
        return isClosed
      },
    },
    messages: {
      ...store.messages,
      async add(message) {
        const isAdded = await store.messages.add(message)
        const { id, contact, direction, state } = message
        if (isAdded) say('message', { message: id, contact, direction, state }, message.createdAt)
        return isAdded
      },
      async advance(message, state, change, at) {
        const isMoved = await store.messages.advance(message, state, change, at)
        if (isMoved) say('message', { message, state }, at)
        return isMoved
      },
    },
    transaction: work => tellWhenKept(run => store.transaction(run), work, tell, now),
    together: (key, work) => tellWhenKept(run => store.together(key, run), work, tell, now),
  }
}

/** Does a transaction, and tells what it changed once it is on the disk. */
async function tellWhenKept<T>(
  transact: (run: (inside: Store) => Promise<T>) => Promise<T>,
  work: (store: Store) => Promise<T>,
  tell: Tell,
  now: () => number,
): Promise<T> {
  let told: Omit<FeedEvent, 'id'>[] = []
  const result = await transact(inside => {
    // A transaction that lost to another begins anew.
    told = []
    return work(wrap(inside, event => told.push(event), now))
  })
  for (const event of told) tell(event)
  return result
}

const STATES = { finish: 'finished', worklist: 'worklist' } as const
