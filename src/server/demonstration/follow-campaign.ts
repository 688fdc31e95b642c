import type { Store } from '../../engine/store/index.ts'
import type { VirtualClock } from '../../simulation/index.ts'
import type { Town } from '../../simulation/patients/index.ts'

/** How far a demonstration is. Instants are epoch ms, of its own time. */
export interface DemonstrationState {
  readonly began: number
  readonly now: number
  readonly zone: string
  readonly patients: number
  readonly done: number
  /** Calls that ring or are held. */
  readonly live: number
  readonly calls: number
  readonly messages: number
  readonly replies: number
  /** Of contacts that are finished or with a person, the most frequent first. */
  readonly outcomes: readonly (readonly [outcome: string, contacts: number])[]
}

/** What is followed. */
export interface FollowedCampaign {
  readonly store: Store
  readonly clock: VirtualClock
  readonly campaign: string
  readonly zone: string
  readonly patients: number
  readonly town: Town
  /** Before each look. */
  prepare(): Promise<void>
  tell(state: DemonstrationState): void
}

/** Follows a campaign until nobody is left to call, no message waits, and no time that became free is still offered. */
export interface Follower {
  start(): void
  /** Something happens: the next look is soon. */
  hurry(): void
  readonly state: DemonstrationState
  readonly isOver: boolean
}

const SOON_MS = 5000
const SELDOM_MS = 5 * 60_000
/** Whatever happens, it ends then. */
const LONGEST_MS = 7 * 24 * 3_600_000

/** Creates a follower, at rest. */
export function followCampaign(followed: FollowedCampaign): Follower {
  const { store, clock, town } = followed
  const began = clock.now()
  let state: DemonstrationState = {
    began,
    now: began,
    zone: followed.zone,
    patients: followed.patients,
    done: 0,
    live: 0,
    calls: 0,
    messages: 0,
    replies: 0,
    outcomes: [],
  }
  let isOver = false
  let timer: unknown
  let dueAt = Infinity

  const lookIn = (ms: number): void => {
    if (isOver || clock.now() + ms >= dueAt) return
    clock.clearTimeout(timer)
    dueAt = clock.now() + ms
    timer = clock.setTimeout(() => void look(), ms)
  }
  const look = async (): Promise<void> => {
    dueAt = Infinity
    await followed.prepare()
    const counts = await countContacts(followed)
    state = { ...state, ...counts, now: clock.now(), live: town.countLive(), calls: town.exchange.calls.size }
    followed.tell(state)
    const isDone =
      state.done === state.patients &&
      state.live === 0 &&
      (await store.outbox.count()).waiting === 0 &&
      (await store.waiting.listOpen()).length === 0
    isOver = isDone || clock.now() - began > LONGEST_MS
    lookIn(state.live > 0 ? SOON_MS : SELDOM_MS)
  }
  return {
    start: () => void look(),
    hurry: () => lookIn(SOON_MS),
    get state() {
      return state
    },
    get isOver() {
      return isOver
    },
  }
}

async function countContacts({
  store,
  campaign,
}: FollowedCampaign): Promise<Pick<DemonstrationState, 'done' | 'outcomes' | 'messages' | 'replies'>> {
  const outcomes = new Map<string, number>()
  for (const { state, outcome, count } of await store.contacts.count(campaign)) {
    const name = outcome ?? state
    if (state === 'finished' || state === 'worklist') outcomes.set(name, (outcomes.get(name) ?? 0) + count)
  }
  const rows = await store.database
    .selectFrom('messages')
    .select(['direction', ({ fn }) => fn.countAll<number>().as('count')])
    .where('campaign', '=', campaign)
    .groupBy('direction')
    .execute()
  const countOf = (direction: 'in' | 'out'): number => Number(rows.find(row => row.direction === direction)?.count ?? 0)
  return {
    done: [...outcomes.values()].reduce((sum, count) => sum + count, 0),
    outcomes: [...outcomes].sort(([, one], [, other]) => other - one),
    messages: countOf('out'),
    replies: countOf('in'),
  }
}
