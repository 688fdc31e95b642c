import { expect, it } from 'vitest'
import { openStore } from '../../../src/engine/store/index.ts'
import { createMemoryEventFeed, type FeedEvent } from '../../../src/engine/store/live/index.ts'
import { tellChanges } from '../../../src/server/events/index.ts'
import { createWorld } from '../campaigns/dialler/world.ts'

const TASK = {
  id: 'task-1',
  kind: 'staff',
  campaign: null,
  contact: null,
  person: null,
  attempt: null,
  reason: 'test',
  note: 'Jan Kowalski asks for a call',
  priority: 0,
  state: 'open',
  assignee: null,
  dueAt: null,
  createdAt: 5,
  closedAt: null,
} as const

it('tells each state of a call that the dialler makes, and what became of the contact', async () => {
  const world = await createWorld()
  const feed = createMemoryEventFeed(() => world.clock.now())
  const heard: FeedEvent[] = []
  await feed.follow(undefined, event => heard.push(event))
  const [contact] = await world.addContacts(1)
  world.startProcess({ store: tellChanges(world.store, feed, () => world.clock.now()) })
  await world.run(10 * 60_000)
  const told = heard.map(({ kind, facts }) => [kind, facts['state'], facts['outcome']])
  expect(told).toEqual([
    ['attempt', 'fenced', null],
    ['attempt', 'dialling', null],
    ['attempt', 'ringing', null],
    ['attempt', 'answered', null],
    ['attempt', 'ended', 'confirmed'],
    ['contact', 'finished', 'confirmed'],
  ])
  expect(heard.at(-1)?.facts['contact']).toBe(contact)
  expect(JSON.stringify(heard)).not.toContain('+48')
})

it('tells what a transaction changed once it is kept, and nothing of one that failed; never what people said', async () => {
  const heard: Omit<FeedEvent, 'id'>[] = []
  const store = tellChanges(await openStore(':memory:'), { publish: event => heard.push(event) }, () => 7)
  const failed = store.transaction(async inside => {
    await inside.tasks.add({ ...TASK, id: 'lost' })
    throw new Error('the transaction fails')
  })
  await expect(failed).rejects.toThrow('the transaction fails')
  expect(heard).toEqual([])
  await store.transaction(async inside => {
    await inside.tasks.add(TASK)
    await inside.transaction(deeper => deeper.tasks.take('task-1', 'maria'))
    expect(heard).toEqual([])
  })
  expect(await store.tasks.take('task-1', 'jan')).toBe(false)
  await store.tasks.close('task-1', 9)
  expect(heard).toEqual([
    { kind: 'task', at: 5, facts: { task: 'task-1', state: 'open', kind: 'staff' } },
    { kind: 'task', at: 7, facts: { task: 'task-1', state: 'taken' } },
    { kind: 'task', at: 9, facts: { task: 'task-1', state: 'done' } },
  ])
  await store.close()
})
