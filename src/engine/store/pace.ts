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
 * calls a second are tokens. The rows are held until the transaction ends: what is free for one claim is free for no other.
 */
export async function holdCapacity(inside: Database, { campaign, trunk, pace, now }: PaceOf): Promise<Capacity> {
  // A trunk's and a campaign's row are there even without a rate: they are what claims wait for.
  const rates = [
    { key: `trunk ${trunk}`, perSecond: pace.trunkPerSecond ?? Infinity },
    { key: `campaign ${campaign}`, perSecond: pace.perSecond ?? Infinity },
  ]
  const rows = await holdRows(
    inside,
    rates.map(({ key }) => key),
  )
  const buckets = rates
    .filter(({ perSecond }) => Number.isFinite(perSecond))
    .map(({ key, perSecond }) => fill(perSecond, rows.get(key) ?? { key, tokens: 0, filledAt: 0 }, now))
  let free = Math.min(Infinity, ...buckets.map(({ tokens }) => Math.floor(tokens)))
  if (pace.atOnce !== undefined) free = Math.min(free, pace.atOnce - (await countLive(inside, 'campaign', campaign)))
  if (pace.trunkAtOnce !== undefined) {
    const busy = (await countLive(inside, 'trunk', trunk)) + (await countInbound(inside, trunk, now))
    free = Math.min(free, pace.trunkAtOnce - (pace.keepForInbound ?? 0) - busy)
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

/** Holds the rows, in the same order in every claim, so that two never wait for each other; makes those that are missing, full: they were filled since 1970. */
async function holdRows(inside: Database, keys: readonly string[]): Promise<ReadonlyMap<string, Bucket>> {
  const query = inside.selectFrom('pace').selectAll().where('key', 'in', keys).orderBy('key', 'desc')
  const select = locksRows(inside) ? query.forUpdate() : query
  let rows = await select.execute()
  if (rows.length < keys.length) {
    await inside
      .insertInto('pace')
      .values(keys.map(key => ({ key, tokens: 0, filledAt: 0 })))
      .onConflict(conflict => conflict.column('key').doNothing())
      .execute()
    rows = await select.execute()
  }
  return new Map(rows.map(row => [row.key, row]))
}

async function countLive(inside: Database, column: 'campaign' | 'trunk', value: string): Promise<number> {
  const row = await inside
    .selectFrom('attempts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('live', '=', 1)
    .where('joinedTo', 'is', null)
    .where(column, '=', value)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

async function countInbound(inside: Database, trunk: string, now: number): Promise<number> {
  const row = await inside
    .selectFrom('calls')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('endedAt', 'is', null)
    .where('leaseUntil', '>', now)
    .where('trunk', '=', trunk)
    .where('direction', '=', 'inbound')
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
