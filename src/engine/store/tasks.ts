import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { TaskRow } from './tables.ts'

/** Work for a person. */
export interface TaskRecord {
  readonly id: string
  /** `worklist` a contact that the robot gives up; `unknown` an attempt of which nobody knows whether it was made; `reply` a message that was not understood; `staff` what a call asked for; `callback` somebody whom the robot cannot call back; `preview` a contact that an agent sees before the call. */
  readonly kind: string
  readonly campaign: string | null
  readonly contact: string | null
  readonly person: string | null
  readonly attempt: string | null
  /** A word of the plan or of the scenario. */
  readonly reason: string
  readonly note: string | null
  /** Higher first. */
  readonly priority: number
  readonly state: 'open' | 'taken' | 'done'
  readonly assignee: string | null
  readonly dueAt: number | null
  readonly createdAt: number
  readonly closedAt: number | null
}

/** Which tasks to list. */
export interface TaskFilter {
  readonly campaign?: string
  readonly contact?: string
  readonly person?: string
  readonly kind?: string
  readonly state?: TaskRecord['state']
  /** Priority, `createdAt` and id of the task after which to go on. */
  readonly after?: readonly [number, number, string]
  /** At most; 100 when absent. */
  readonly limit?: number
}

/** The worklist. */
export interface TaskStore {
  add(task: TaskRecord): Promise<void>
  find(id: string): Promise<TaskRecord | undefined>
  /** The highest priority first, then the oldest. */
  list(filter: TaskFilter): Promise<readonly TaskRecord[]>
  countOpen(): Promise<number>
  /** @returns false when another has it already or it is done */
  take(id: string, assignee: string): Promise<boolean>
  /** @returns false when it was done already */
  close(id: string, at: number): Promise<boolean>
}

/** @internal */
export function createTaskStore(database: Database): TaskStore {
  const read = (row: Selectable<TaskRow>): TaskRecord => ({ ...row, state: row.state as TaskRecord['state'] })
  return {
    async add(task) {
      await database
        .insertInto('tasks')
        .values(task)
        .onConflict(conflict => conflict.column('id').doNothing())
        .execute()
    },
    async find(id) {
      const row = await database.selectFrom('tasks').selectAll().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },
    async list({ campaign, contact, person, kind, state, after, limit }) {
      let query = database.selectFrom('tasks').selectAll()
      if (campaign !== undefined) query = query.where('campaign', '=', campaign)
      if (contact !== undefined) query = query.where('contact', '=', contact)
      if (person !== undefined) query = query.where('person', '=', person)
      if (kind !== undefined) query = query.where('kind', '=', kind)
      if (state !== undefined) query = query.where('state', '=', state)
      if (after !== undefined) {
        const [priority, createdAt, id] = after
        query = query.where(({ eb, and, or, refTuple, tuple }) =>
          or([
            eb('priority', '<', priority),
            and([eb('priority', '=', priority), eb(refTuple('createdAt', 'id'), '>', tuple(createdAt, id))]),
          ]),
        )
      }
      const rows = await query
        .orderBy('priority', 'desc')
        .orderBy('createdAt')
        .orderBy('id')
        .limit(limit ?? 100)
        .execute()
      return rows.map(read)
    },
    async countOpen() {
      const row = await database
        .selectFrom('tasks')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('state', '=', 'open')
        .executeTakeFirst()
      return Number(row?.count ?? 0)
    },
    async take(id, assignee) {
      const { numUpdatedRows } = await database
        .updateTable('tasks')
        .set({ state: 'taken', assignee })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async close(id, at) {
      const { numUpdatedRows } = await database
        .updateTable('tasks')
        .set({ state: 'done', closedAt: at })
        .where('id', '=', id)
        .where('state', '<>', 'done')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
