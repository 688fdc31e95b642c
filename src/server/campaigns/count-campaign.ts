import type { AttemptState, CampaignState, ContactState, Store } from '../../engine/store/index.ts'

/** How far a campaign is. */
export interface CampaignCounts {
  readonly name: string
  readonly state: CampaignState
  readonly version: string
  readonly total: number
  readonly contacts: Readonly<Record<ContactState, number>>
  /** Of contacts that are finished or with a person, by outcome, the most frequent first. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Calls that are held, by where they stand. */
  readonly live: Readonly<Partial<Record<AttemptState, number>>>
  /** When somebody is looked at next, epoch ms; null when nobody waits. */
  readonly nextAt: number | null
}

/** Counts a campaign that the store knows. */
export async function countCampaign(store: Store, name: string): Promise<CampaignCounts> {
  const campaign = await store.campaigns.find(name)
  const contacts: Record<ContactState, number> = { waiting: 0, calling: 0, answering: 0, worklist: 0, finished: 0 }
  const outcomes = new Map<string, number>()
  for (const { state, outcome, count } of await store.contacts.count(name)) {
    contacts[state] += count
    if (outcome !== null && (state === 'worklist' || state === 'finished'))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count)
  }
  const live: Partial<Record<AttemptState, number>> = {}
  for (const { state, joinedTo } of await store.attempts.listLive(name))
    if (joinedTo === null) live[state] = (live[state] ?? 0) + 1
  return {
    name,
    state: campaign?.state ?? 'draft',
    version: campaign?.version ?? '',
    total: Object.values(contacts).reduce((sum, count) => sum + count, 0),
    contacts,
    outcomes: Object.fromEntries([...outcomes].sort(([, one], [, other]) => other - one)),
    live,
    nextAt: await store.contacts.findNextDue(name),
  }
}

/** Contacts that the robot has still to do with. */
export const countLeft = ({ contacts }: CampaignCounts): number => contacts.waiting + contacts.calling + contacts.answering
