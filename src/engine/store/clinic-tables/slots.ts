import type { ExpressionBuilder, ExpressionWrapper, Selectable, SqlBool } from 'kysely'
import type { Database } from '../database.ts'
import { inChunks } from '../in-chunks.ts'
import type { Tables } from '../tables.ts'
import type { SlotRow } from './rows.ts'

/** A time at which somebody may be seen. `visit`: who has it. */
export interface ClinicSlot {
  readonly id: string
  readonly at: number
  readonly durationMs: number | null
  readonly specialty: string | null
  readonly doctor: string | null
  readonly place: string | null
  readonly program: string | null
  readonly visit: string | null
  readonly hold: string | null
  readonly heldUntil: number | null
  readonly version: number
}

/** A slot as a schedule or a list tells of it. */
export type NewClinicSlot = Pick<ClinicSlot, 'id' | 'at' | 'durationMs' | 'specialty' | 'doctor' | 'place' | 'program'>

/** Which free slots are wanted: those that begin in the span. What is absent does not matter. */
export interface FreeSlotFilter {
  readonly from: number
  readonly until: number
  readonly specialty?: string
  readonly doctor?: string
  readonly place?: string
  /** Null: those that belong to none. */
  readonly program?: string | null
  /** Continues after this one. */
  readonly after?: { readonly at: number; readonly id: string }
  readonly limit: number
}

/** Slots of the embedded clinic. Each has at most one visit, by the row itself. */
export interface ClinicSlotStore {
  find(id: string): Promise<ClinicSlot | undefined>
  /** Soonest first. */
  listFree(filter: FreeSlotFilter, now: number): Promise<readonly ClinicSlot[]>
  /** Gives a slot to a visit. @returns its new version; undefined when it is not free for that, and then nothing is changed */
  take(id: string, visit: string, now: number, hold?: string): Promise<number | undefined>
  /** Lets a visit's slot go, so that others may have it. */
  free(id: string, visit: string, now: number): Promise<void>
  /** Keeps a slot from others, also one that the hold keeps already. @returns its new version; undefined when it is not free for that */
  hold(id: string, hold: string, until: number, now: number): Promise<number | undefined>
  release(hold: string, now: number): Promise<void>
  /** Adds those that are new. @returns how many were added */
  add(slots: readonly NewClinicSlot[], at: number): Promise<number>
  /** Slots that begin in the span, and those of them that are taken. */
  count(from: number, until: number): Promise<{ readonly slots: number; readonly taken: number }>
}

type Slots = ExpressionBuilder<Tables, 'clinicSlots'>
type Condition = ExpressionWrapper<Tables, 'clinicSlots', SqlBool>

const isFree =
  (now: number, hold?: string) =>
  ({ eb, and, or }: Slots): Condition =>
    and([
      eb('visit', 'is', null),
      eb('closed', '=', 0),
      or([eb('hold', 'is', null), eb('heldUntil', '<=', now), ...(hold === undefined ? [] : [eb('hold', '=', hold)])]),
    ])

/** @internal */
export function createClinicSlotStore(database: Database): ClinicSlotStore {
  const change = async (
    id: string,
    set: Partial<Selectable<SlotRow>>,
    when: (slots: Slots) => Condition,
  ): Promise<number | undefined> =>
    (
      await database
        .updateTable('clinicSlots')
        .set(({ eb }) => ({ ...set, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .where(when)
        .returning('version')
        .executeTakeFirst()
    )?.version
  return {
    find: id => database.selectFrom('clinicSlots').selectAll().where('id', '=', id).executeTakeFirst(),
    listFree({ from, until, specialty, doctor, place, program, after, limit }, now) {
      let query = database
        .selectFrom('clinicSlots')
        .selectAll()
        .where('at', '>=', from)
        .where('at', '<', until)
        .where(isFree(now))
      if (specialty !== undefined) query = query.where('specialty', '=', specialty)
      if (doctor !== undefined) query = query.where('doctor', '=', doctor)
      if (program !== undefined) query = query.where('program', program === null ? 'is' : '=', program)
      if (place !== undefined) query = query.where('place', '=', place)
      if (after !== undefined)
        query = query.where(({ eb, or, and }) =>
          or([eb('at', '>', after.at), and([eb('at', '=', after.at), eb('id', '>', after.id)])]),
        )
      return query.orderBy('at').orderBy('id').limit(limit).execute()
    },
    take: (id, visit, now, hold) => change(id, { visit, hold: null, heldUntil: null, changedAt: now }, isFree(now, hold)),
    async free(id, visit, now) {
      await change(id, { visit: null, changedAt: now }, ({ eb, and }) => and([eb('visit', '=', visit)]))
    },
    hold: (id, hold, until, now) => change(id, { hold, heldUntil: until, changedAt: now }, isFree(now, hold)),
    async release(hold, now) {
      await database
        .updateTable('clinicSlots')
        .set(({ eb }) => ({ hold: null, heldUntil: null, changedAt: now, version: eb('version', '+', 1) }))
        .where('hold', '=', hold)
        .execute()
    },
    async add(slots, at) {
      let added = 0
      for (const chunk of inChunks(slots)) {
        const known = await database
          .selectFrom('clinicSlots')
          .select('id')
          .where(
            'id',
            'in',
            chunk.map(({ id }) => id),
          )
          .execute()
        added += chunk.length - known.length
        await database
          .insertInto('clinicSlots')
          .values(
            chunk.map(slot => ({
              ...slot,
              visit: null,
              hold: null,
              heldUntil: null,
              closed: 0,
              version: 1,
              changedAt: at,
            })),
          )
          .onConflict(conflict => conflict.column('id').doNothing())
          .execute()
      }
      return added
    },
    async count(from, until) {
      const { slots, taken } = await database
        .selectFrom('clinicSlots')
        .select(({ fn }) => [fn.countAll<number>().as('slots'), fn.count<number>('visit').as('taken')])
        .where('at', '>=', from)
        .where('at', '<', until)
        .where('closed', '=', 0)
        .executeTakeFirstOrThrow()
      return { slots: Number(slots), taken: Number(taken) }
    },
  }
}
