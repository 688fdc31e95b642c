import { sql } from 'kysely'
import { ATTEMPT_STATES, type AttemptState } from './attempt-record.ts'
import type { Database } from './database.ts'
import { type ColumnType, rowsOf } from './lists-of-values.ts'

/** A status that came by any path. */
export interface AttemptStatus {
  readonly state: Exclude<AttemptState, 'fenced' | 'ended'>
  readonly at: number
  /** Number of the status at its sender, when it has one: an older one changes nothing. */
  readonly sequence?: number
  readonly callSid?: string
  /** Given by whoever acts as the attempt's holder: under another fence nothing is changed, since somebody else holds it now. */
  readonly fence?: number
}

/** How an attempt ended. */
export interface AttemptEnd {
  readonly outcome: string
  readonly at: number
  readonly counted: boolean
  readonly callBackAt?: number
}

/** What must hold of an attempt that is ended. */
export interface EndGuard {
  /** Whoever gives it acts as the attempt's holder, and it must still be theirs. */
  readonly fence?: number
  /** It must not have gone on since it was looked at. */
  readonly state?: AttemptState
}

/** @internal */
export interface Advance {
  readonly id: string
  readonly status: AttemptStatus
}

/** @internal */
export interface End {
  readonly id: string
  readonly end: AttemptEnd
  readonly guard: EndGuard
}

const ADVANCE = {
  id: 'text',
  state: 'text',
  rank: 'bigint',
  dialledAt: 'bigint',
  answeredAt: 'bigint',
  sequence: 'bigint',
  callSid: 'text',
  fence: 'bigint',
} as const satisfies Record<string, ColumnType>

/** How far each state is, for the database. */
const RANK = sql.raw(`case attempts.state ${ATTEMPT_STATES.map((state, rank) => `when '${state}' then ${rank}`).join(' ')} end`)

/** Moves attempts forward, each by itself. @internal */
export async function advanceAll(database: Database, advances: readonly Advance[]): Promise<readonly boolean[]> {
  const given = advances.map(({ id, status: { state, at, sequence, callSid, fence } }) => ({
    id,
    state,
    rank: ATTEMPT_STATES.indexOf(state),
    ...(state === 'dialling' && { dialledAt: at }),
    ...(state === 'answered' && { answeredAt: at }),
    ...(sequence !== undefined && { sequence }),
    ...(callSid !== undefined && { callSid }),
    ...(fence !== undefined && { fence }),
  }))
  const { rows } = await sql<{ id: string }>`update attempts set state = given.state,
      dialled_at = coalesce(given."dialledAt", attempts.dialled_at), answered_at = coalesce(given."answeredAt", attempts.answered_at),
      sequence = coalesce(given.sequence, attempts.sequence), call_sid = coalesce(given."callSid", attempts.call_sid)
    from ${rowsOf(database, ADVANCE, given)}
    where attempts.id = given.id and attempts.live = 1 and ${RANK} < given.rank
      and (given.sequence is null or attempts.sequence < given.sequence) and (given.fence is null or attempts.fence = given.fence)
    returning attempts.id`.execute(database)
  const moved = new Set(rows.map(({ id }) => id))
  // The answer to our own order may come after the first status: it still tells the carrier's id.
  const late = given.flatMap(({ id, callSid }) => (callSid === undefined || moved.has(id) ? [] : [{ id, callSid }]))
  if (late.length > 0)
    await sql`update attempts set call_sid = given."callSid" from ${rowsOf(database, { id: 'text', callSid: 'text' }, late)}
      where attempts.id = given.id and attempts.call_sid is null`.execute(database)
  return advances.map(({ id }) => moved.has(id))
}

const END = {
  id: 'text',
  outcome: 'text',
  counted: 'bigint',
  endedAt: 'bigint',
  callBackAt: 'bigint',
  fence: 'bigint',
  state: 'text',
} as const satisfies Record<string, ColumnType>

/** Ends attempts that live and of which the guard holds. @internal */
export async function endAll(database: Database, ends: readonly End[]): Promise<readonly boolean[]> {
  const given = ends.map(({ id, end, guard }) => ({ id, ...rowOfEnd(end), ...guard }))
  const { rows } = await sql<{ id: string }>`update attempts set state = 'ended', live = 0, outcome = given.outcome,
      counted = given.counted, ended_at = given."endedAt", lease_until = null,
      call_back_at = coalesce(given."callBackAt", attempts.call_back_at)
    from ${rowsOf(database, END, given)}
    where attempts.id = given.id and attempts.live = 1 and (given.fence is null or attempts.fence = given.fence)
      and (given.state is null or attempts.state = given.state)
    returning attempts.id`.execute(database)
  const ended = new Set(rows.map(({ id }) => id))
  return ends.map(({ id }) => ended.has(id))
}

/** The columns of an end. @internal */
export function rowOfEnd({ outcome, at, counted, callBackAt }: AttemptEnd) {
  return { outcome, counted: counted ? 1 : 0, endedAt: at, ...(callBackAt !== undefined && { callBackAt }) }
}
