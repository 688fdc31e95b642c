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

/**
 * How many calls may begin now. Channels are counted from the attempts and calls that are alive, so that no crash can lose or leak one;
 * calls a second are tokens. The rows are held until the transaction ends: what is free for one claim is free for no other.
 */
export async function countFreeCalls(inside: Database, { campaign, trunk, pace, now }: PaceOf): Promise<number> {
  const rates = listRates({ campaign, trunk, pace, now })
  // Trunk before campaign in every claim, so that two claims never wait for each other.
  let free = Infinity
  for (const { key, perSecond } of rates) free = Math.min(free, Math.floor(await fill(inside, key, perSecond, now)))
  if (pace.atOnce !== undefined) free = Math.min(free, pace.atOnce - (await countLive(inside, 'campaign', campaign)))
  if (pace.trunkAtOnce !== undefined) {
    const busy = (await countLive(inside, 'trunk', trunk)) + (await countInbound(inside, trunk, now))
    free = Math.min(free, pace.trunkAtOnce - (pace.keepForInbound ?? 0) - busy)
  }
  return Math.max(0, free)
}

/** Takes the tokens of calls that were claimed after all. */
export async function takeTokens(inside: Database, of: PaceOf, calls: number): Promise<void> {
  if (calls === 0) return
  for (const { key } of listRates(of))
    await inside
      .updateTable('pace')
      .set(({ eb }) => ({ tokens: eb('tokens', '-', calls) }))
      .where('key', '=', key)
      .execute()
}

/** A trunk's and a campaign's row are there even without a rate: they are what claims wait for. */
function listRates({ campaign, trunk, pace }: PaceOf): readonly { readonly key: string; readonly perSecond: number }[] {
  return [
    { key: `trunk ${trunk}`, perSecond: pace.trunkPerSecond ?? Infinity },
    { key: `campaign ${campaign}`, perSecond: pace.perSecond ?? Infinity },
  ]
}

async function fill(inside: Database, key: string, perSecond: number, now: number): Promise<number> {
  const most = Number.isFinite(perSecond) ? Math.max(1, perSecond * BURST_SECONDS) : 0
  await inside
    .insertInto('pace')
    .values({ key, tokens: most, filledAt: now })
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute()
  const query = inside.selectFrom('pace').select(['tokens', 'filledAt']).where('key', '=', key)
  const row = await (locksRows(inside) ? query.forUpdate() : query).executeTakeFirstOrThrow()
  if (!Number.isFinite(perSecond)) return Infinity
  const passed = Math.max(0, now - row.filledAt)
  const tokens = Math.min(most, row.tokens + (passed * perSecond) / 1000)
  await inside
    .updateTable('pace')
    .set({ tokens, filledAt: Math.max(now, row.filledAt) })
    .where('key', '=', key)
    .execute()
  return tokens
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
