import { sql } from 'kysely'
import type { Database } from './database.ts'
import { locksRows } from './locks.ts'

/** How many calls may be made, of a campaign and of a trunk. Absent: without limit. */
export interface Pace {
  /** Live attempts of the campaign. */
  readonly atOnce?: number
  /** Calls that the campaign begins a second. */
  readonly perSecond?: number
  /** Channels of the trunk, of which calls out and in take one each. */
  readonly trunkAtOnce?: number
  /** Channels of the trunk that are left free for calls in. */
  readonly keepForInbound?: number
  readonly trunkPerSecond?: number
  /** Agents who take the calls, and how many of them there are: calls of all campaigns that have them count. */
  readonly agents?: { readonly name: string; readonly atOnce: number }
}

interface PaceOf {
  readonly campaign: string
  readonly trunk: string
  readonly pace: Pace
  readonly now: number
}

/** Tokens gather for this long while nobody calls, so that a claim every second finds all of a second's calls. */
const BURST_SECONDS = 1

/** What a claim may take, and how it is written down that it did. */
export interface Capacity {
  /** Calls that may begin now. */
  readonly free: number
  /** Takes the tokens of calls that were claimed after all; a claim without calls writes nothing. */
  take(calls: number): Promise<void>
}

/**
 * How many calls may begin now. Channels are counted from the attempts and calls that are alive, so that no crash can lose or leak one;
 * calls a second are tokens. `hold`: the rows are held until the transaction ends, and what is free for one claim is free for no other;
 * others of the campaign and the trunk wait here, so a claim does it last. `look`: as far as can be seen.
 */
export async function readCapacity(inside: Database, about: PaceOf, purpose: 'hold' | 'look'): Promise<Capacity> {
  const { pace, now } = about
  // Without a limit of the trunk or the campaign there is nothing that claims would have to wait for.
  const limits = listLimits(about).filter(({ perSecond, atOnce }) => perSecond !== undefined || atOnce !== undefined)
  if (limits.length === 0) return { free: Infinity, take: async () => undefined }
  const keys = limits.map(({ key }) => key)
  const rows = await (purpose === 'hold' ? holdRows(inside, keys) : readRows(selectRows(inside, keys)))
  const buckets = limits.flatMap(({ key, perSecond }) =>
    perSecond === undefined ? [] : [fill(perSecond, rows.get(key) ?? { key, tokens: 0, filledAt: 0 }, now)],
  )
  let free = Math.min(Infinity, ...buckets.map(({ tokens }) => Math.floor(tokens)))
  if (limits.some(({ atOnce }) => atOnce !== undefined)) {
    const live = await countLive(inside, about)
    free = Math.min(free, (pace.atOnce ?? Infinity) - live.campaign)
    free = Math.min(free, (pace.agents?.atOnce ?? Infinity) - live.agents)
    free = Math.min(free, (pace.trunkAtOnce ?? Infinity) - (pace.keepForInbound ?? 0) - live.trunk - live.inbound)
  }
  return {
    free: Math.max(0, free),
    async take(calls) {
      if (calls === 0) return
      for (const { key, tokens, filledAt } of buckets)
        await inside
          .updateTable('pace')
          .set({ tokens: tokens - calls, filledAt })
          .where('key', '=', key)
          .execute()
    },
  }
}

/** In the same order in every claim, so that two never wait for each other. */
function listLimits({ campaign, trunk, pace }: PaceOf) {
  return [
    { key: `trunk ${trunk}`, perSecond: pace.trunkPerSecond, atOnce: pace.trunkAtOnce },
    { key: `campaign ${campaign}`, perSecond: pace.perSecond, atOnce: pace.atOnce },
    { key: `agents ${pace.agents?.name}`, perSecond: undefined, atOnce: pace.agents?.atOnce },
  ]
}

interface Bucket {
  readonly key: string
  readonly tokens: number
  readonly filledAt: number
}

/** A bucket as it is now. */
function fill(perSecond: number, { key, tokens, filledAt }: Bucket, now: number): Bucket {
  const most = Math.max(1, perSecond * BURST_SECONDS)
  const passed = Math.max(0, now - filledAt)
  return { key, tokens: Math.min(most, tokens + (passed * perSecond) / 1000), filledAt: Math.max(now, filledAt) }
}

function selectRows(inside: Database, keys: readonly string[]) {
  return inside.selectFrom('pace').selectAll().where('key', 'in', keys).orderBy('key', 'desc')
}

async function readRows(query: { execute(): Promise<readonly Bucket[]> }): Promise<ReadonlyMap<string, Bucket>> {
  return new Map((await query.execute()).map(row => [row.key, row]))
}

/** Makes those that are missing, full: they were filled since 1970. */
async function holdRows(inside: Database, keys: readonly string[]): Promise<ReadonlyMap<string, Bucket>> {
  const query = selectRows(inside, keys)
  const select = locksRows(inside) ? query.forUpdate() : query
  const rows = await readRows(select)
  if (rows.size === keys.length) return rows
  await inside
    .insertInto('pace')
    .values(keys.map(key => ({ key, tokens: 0, filledAt: 0 })))
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute()
  return readRows(select)
}

interface Live {
  readonly campaign: number
  readonly trunk: number
  readonly inbound: number
  readonly agents: number
}

async function countLive(inside: Database, { campaign, trunk, pace, now }: PaceOf): Promise<Live> {
  const live = sql`select count(*) from attempts where live = 1 and joined_to is null`
  const { rows } =
    await sql<Live>`select (${live} and campaign = ${campaign}) as campaign, (${live} and trunk = ${trunk}) as trunk,
    (${live} and agents = ${pace.agents?.name ?? ''}) as agents,
    (select count(*) from calls where ended_at is null and lease_until > ${now} and trunk = ${trunk} and direction = 'inbound')
      as inbound`.execute(inside)
  return rows[0] ?? { campaign: 0, trunk: 0, inbound: 0, agents: 0 }
}
