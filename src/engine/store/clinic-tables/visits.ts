import type { Selectable } from 'kysely'
import type { Database } from '../database.ts'
import { locksRows } from '../locks.ts'
import type { VisitRow } from './rows.ts'

/** A visit of the embedded clinic. */
export interface ClinicVisitRecord {
  readonly id: string
  readonly patient: string
  readonly slot: string | null
  readonly at: number
  readonly durationMs: number | null
  readonly specialty: string | null
  readonly doctor: string | null
  readonly place: string | null
  readonly program: string | null
  readonly prep: string | null
  readonly note: string | null
  readonly status: 'booked' | 'confirmed' | 'cancelled' | 'done' | 'missed'
  readonly reason: string | null
  readonly version: number
  readonly createdAt: number
  readonly changedAt: number
}

/** What a new visit is made of. */
export type NewClinicVisit = Omit<ClinicVisitRecord, 'version' | 'createdAt' | 'changedAt'>

/** Visits of the embedded clinic. */
export interface ClinicVisitStore {
  find(id: string): Promise<ClinicVisitRecord | undefined>
  /** The same, and nobody else changes it until the transaction ends. */
  findForChange(id: string): Promise<ClinicVisitRecord | undefined>
  /** Of a patient from an instant on, soonest first. */
  listOf(patient: string, from: number): Promise<readonly ClinicVisitRecord[]>
  /** Those that begin in a span, soonest first, after one of them where that is given. */
  listBetween(
    from: number,
    until: number,
    limit: number,
    after?: { readonly at: number; readonly id: string },
  ): Promise<readonly ClinicVisitRecord[]>
  /** Those that begin from an instant on and were changed since another, soonest first. */
  listChanged(since: number, from: number): Promise<readonly ClinicVisitRecord[]>
  add(visit: NewClinicVisit, at: number): Promise<void>
  /** Changes a visit; its version rises. @returns the visit as it is now */
  change(id: string, change: Partial<Omit<NewClinicVisit, 'id'>>, at: number): Promise<ClinicVisitRecord | undefined>
  /** Renews a visit that nobody has changed since it came with a list: its version stays. */
  amend(visit: NewClinicVisit, at: number): Promise<void>
  /** How many visits of a span there are, by status. */
  countByStatus(from: number, until: number): Promise<Readonly<Partial<Record<ClinicVisitRecord['status'], number>>>>
}

const read = (row: Selectable<VisitRow>): ClinicVisitRecord => ({ ...row, status: row.status as ClinicVisitRecord['status'] })

/** @internal */
export function createClinicVisitStore(database: Database): ClinicVisitStore {
  const select = () => database.selectFrom('clinicVisits').selectAll()
  return {
    async find(id) {
      const row = await select().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },
    async findForChange(id) {
      const query = select().where('id', '=', id)
      const row = await (locksRows(database) ? query.forUpdate() : query).executeTakeFirst()
      return row && read(row)
    },
    async listOf(patient, from) {
      return (await select().where('patient', '=', patient).where('at', '>=', from).orderBy('at').orderBy('id').execute()).map(
        read,
      )
    },
    async listBetween(from, until, limit, after) {
      let query = select().where('at', '>=', from).where('at', '<', until)
      if (after !== undefined)
        query = query.where(({ eb, or, and }) =>
          or([eb('at', '>', after.at), and([eb('at', '=', after.at), eb('id', '>', after.id)])]),
        )
      return (await query.orderBy('at').orderBy('id').limit(limit).execute()).map(read)
    },
    async listChanged(since, from) {
      return (await select().where('at', '>=', from).where('changedAt', '>=', since).orderBy('at').execute()).map(read)
    },
    async add(visit, at) {
      await database
        .insertInto('clinicVisits')
        .values({ ...visit, version: 1, createdAt: at, changedAt: at })
        .execute()
    },
    async change(id, change, at) {
      const row = await database
        .updateTable('clinicVisits')
        .set(({ eb }) => ({ ...change, version: eb('version', '+', 1), changedAt: at }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return row && read(row)
    },
    async amend({ id, ...visit }, at) {
      await database
        .updateTable('clinicVisits')
        .set({ ...visit, changedAt: at })
        .where('id', '=', id)
        .where('version', '=', 1)
        .execute()
    },
    async countByStatus(from, until) {
      const rows = await database
        .selectFrom('clinicVisits')
        .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
        .where('at', '>=', from)
        .where('at', '<', until)
        .groupBy('status')
        .execute()
      return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]))
    },
  }
}
