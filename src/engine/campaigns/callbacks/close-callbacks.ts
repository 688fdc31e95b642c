import type { ContactRecord, Store, TaskRecord } from '../../store/index.ts'
import { type CallbackSources, findCallbackCampaign } from './find-callback-campaign.ts'
import { readCallbackNumber } from './read-callback-number.ts'

/** A callback that the robot has not brought about goes to people so long before its time is over, or a tenth of that time. */
const HAND_OVER_MS = 5 * 60_000
const HAND_OVER_SHARE = 0.1

/** Whoever has a number was served: calls back to it that wait are not made. @returns how many */
export async function settleCallbacks(store: Store, sources: CallbackSources, written: string, now: number): Promise<number> {
  const read = readCallbackNumber(sources, written)
  const chosen = await findCallbackCampaign(store, sources)
  if (chosen === undefined || read.kind === 'refused') return 0
  const { number } = read.phone
  const owners = await store.people.listByNumber(number)
  const persons = owners.map(({ id }) => id)
  const contacts = await store.contacts.findByPersons(persons, chosen.campaign.name)
  const done = { state: 'finished', dueAt: null, reason: 'called_again', outcome: 'served' } as const
  let count = 0
  for (const contact of contacts)
    if (contact.numbers.includes(number) && (await store.contacts.plan(contact.id, done, now, ['waiting']))) count += 1
  return count
}

/** Gives callbacks that still wait shortly before their time is over to people: the line was busy, or the campaign is paused. @returns how many */
export async function handOverCallbacks(store: Store, sources: CallbackSources, now: number): Promise<number> {
  const chosen = await findCallbackCampaign(store, sources)
  if (chosen === undefined) return 0
  const before = now + Math.min(HAND_OVER_MS, chosen.withinMs * HAND_OVER_SHARE)
  const given = { state: 'worklist', dueAt: null, reason: 'deadline_near', outcome: 'unreached' } as const
  let count = 0
  for (const { id } of await store.contacts.listWaitingUntil(chosen.campaign.name, before))
    await store.transaction(async inside => {
      const contact = await inside.contacts.find(id)
      if (contact === undefined || !(await inside.contacts.plan(id, given, now, ['waiting']))) return
      await inside.tasks.add(makeTask(contact, now))
      count += 1
    })
  return count
}

function makeTask({ id, campaign, person, attempts, priority, deadlineAt }: ContactRecord, now: number): TaskRecord {
  return {
    id: `${id} worklist ${attempts}`,
    kind: 'worklist',
    campaign,
    contact: id,
    person,
    attempt: null,
    reason: 'deadline_near',
    note: null,
    priority,
    state: 'open',
    assignee: null,
    dueAt: deadlineAt,
    createdAt: now,
    closedAt: null,
  }
}
