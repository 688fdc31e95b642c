import { type Selectable, sql } from 'kysely'
import type { Database } from './database.ts'
import { locksRows } from './locks.ts'
import type { Tables } from './tables.ts'

/** Somebody who waits for a time. `wants`: what else it must be like, by the names of the waiting list; instants in it are epoch ms. */
export interface WaitingRecord {
  readonly id: string
  readonly patient: string
  readonly since: number
  readonly urgency: number
  /** Null: any will do; of a programme: none. */
  readonly specialty: string | null
  readonly doctor: string | null
  readonly place: string | null
  readonly program: string | null
  readonly wants: Readonly<Record<string, unknown>>
  /** The visit that they have. */
  readonly visit: string | null
  readonly visitAt: number | null
  readonly state: 'waiting' | 'served' | 'left'
}

/** A time that has become free. `about`: specialty, doctor, place, program, as far as they are known. */
export interface FreedTimeRecord {
  readonly id: string
  readonly slot: string
  readonly at: number
  readonly about: Readonly<Record<string, unknown>>
  readonly state: 'open' | 'closed'
  readonly reason: string | null
  /** The offer that is being booked, or was. */
  readonly winner: string | null
  readonly hold: string | null
  readonly heldUntil: number | null
  readonly freedAt: number
}

/** A freed time offered to somebody; `rank`: their place in the list then, from 1. */
export interface SlotOfferRecord {
  readonly id: string
  readonly freed: string
  readonly waiting: string
  /** Who waits; empty when that is not known any more. */
  readonly patient: string
  readonly madeAt: number
  readonly until: number
  readonly rank: number
  readonly state: 'open' | 'accepted' | 'declined' | 'lost'
}

/** A time that a visit leaves by the deed of a key, noted before the deed; `about` as in FreedTimeRecord. */
export interface LeavingRecord {
  readonly key: string
  readonly at: number
  readonly about: Readonly<Record<string, unknown>>
  readonly notedAt: number
}

/** The waiting list, freed times and offers. */
export interface WaitingStore {
  /** Adds somebody, or changes what is known of them. */
  save(waiting: WaitingRecord, at: number): Promise<void>
  find(id: string): Promise<WaitingRecord | undefined>
  /** Those who still wait, longest first. */
  list(): Promise<readonly WaitingRecord[]>
  /** Those of them whom a time may suit by what it is and when it begins: the urgent, then who has no visit, then who waits longest. */
  listFor(
    time: Pick<WaitingRecord, 'specialty' | 'doctor' | 'place' | 'program'> & { readonly at: number },
    limit: number,
  ): Promise<readonly WaitingRecord[]>
  /** What a patient still waits for. */
  listOf(patient: string): Promise<readonly WaitingRecord[]>
  /** @returns false when they do not wait any more */
  end(id: string, state: 'served' | 'left', at: number): Promise<boolean>
  /** What was noted first under a key stays, and is returned: a deed that is done again begins where the visit has left already. */
  noteLeaving(leaving: LeavingRecord): Promise<LeavingRecord>
  /** Those noted before an instant. */
  listLeaving(before: number): Promise<readonly LeavingRecord[]>
  dropLeaving(key: string): Promise<void>
  /** @returns false when this slot is open already */
  free(freed: Pick<FreedTimeRecord, 'id' | 'slot' | 'at' | 'about' | 'freedAt'>): Promise<boolean>
  findFreed(id: string): Promise<FreedTimeRecord | undefined>
  /** Freed times that are not closed, soonest first. */
  listOpen(): Promise<readonly FreedTimeRecord[]>
  /** Times that became free in a span, `from` to before `to`, and those of them that somebody has again. */
  countFreed(from: number, to: number): Promise<{ readonly freed: number; readonly filled: number }>
  hold(freed: string, hold: string, until: number, at: number): Promise<void>
  /** Gives a freed time to an offer, so that no other can have it. @returns false when another has it, or it is closed */
  claim(freed: string, offer: string, at: number): Promise<boolean>
  unclaim(freed: string, offer: string, at: number): Promise<void>
  /** Ends it for everybody, unless an offer other than `winner` has it. @returns false when one has, or it is closed already */
  close(freed: string, reason: string, at: number, winner?: string): Promise<boolean>
  /** Inside a transaction, until whose end nobody has the time. @returns false when somebody has it already, or it is closed: nothing is added */
  addOffer(offer: Omit<SlotOfferRecord, 'patient'>): Promise<boolean>
  findOffer(id: string): Promise<SlotOfferRecord | undefined>
  listOffers(freed: string): Promise<readonly SlotOfferRecord[]>
  /** Answers an offer that is open. @returns false when it is not */
  answer(offer: string, state: 'accepted' | 'declined' | 'lost', at: number): Promise<boolean>
}

type Row<Table extends keyof Tables> = Selectable<Tables[Table]>

/** @internal */
export function createWaitingStore(database: Database): WaitingStore {
  const readWaiting = (row: Row<'waiting'>): WaitingRecord => ({
    id: row.id,
    patient: row.patient,
    since: row.since,
    urgency: row.urgency,
    specialty: row.specialty || null,
    doctor: row.doctor || null,
    place: row.place || null,
    program: row.program || null,
    wants: JSON.parse(row.wants) as WaitingRecord['wants'],
    visit: row.visit,
    visitAt: row.visitAt,
    state: row.state as WaitingRecord['state'],
  })
  const readFreed = (row: Row<'freedTimes'>): FreedTimeRecord => ({
    id: row.id,
    slot: row.slot,
    at: row.at,
    about: JSON.parse(row.about) as FreedTimeRecord['about'],
    state: row.state as FreedTimeRecord['state'],
    reason: row.reason,
    winner: row.winner,
    hold: row.hold,
    heldUntil: row.heldUntil,
    freedAt: row.freedAt,
  })
  const readLeaving = ({ about, ...row }: Row<'leaving'>): LeavingRecord => ({
    ...row,
    about: JSON.parse(about) as LeavingRecord['about'],
  })
  const selectOffers = () =>
    database
      .selectFrom('slotOffers')
      .leftJoin('waiting', 'waiting.id', 'slotOffers.waiting')
      .selectAll('slotOffers')
      .select('waiting.patient')
  const readOffer = (row: Row<'slotOffers'> & { readonly patient: string | null }): SlotOfferRecord => ({
    id: row.id,
    freed: row.freed,
    waiting: row.waiting,
    patient: row.patient ?? '',
    madeAt: row.madeAt,
    until: row.until,
    rank: row.rank,
    state: row.state as SlotOfferRecord['state'],
  })
  // By a literal, so that the indexes of those who still wait are used.
  const selectWaiting = () => database.selectFrom('waiting').selectAll().where('state', '=', sql.lit('waiting'))
  return {
    async save({ specialty, doctor, place, program, wants, ...rest }, at) {
      const wanted = { specialty: specialty ?? '', doctor: doctor ?? '', place: place ?? '', program: program ?? '' }
      const row = { ...rest, ...wanted, wants: JSON.stringify(wants), changedAt: at }
      await database
        .insertInto('waiting')
        .values(row)
        .onConflict(conflict => conflict.column('id').doUpdateSet(row))
        .execute()
    },
    async find(id) {
      const row = await database.selectFrom('waiting').selectAll().where('id', '=', id).executeTakeFirst()
      return row && readWaiting(row)
    },
    async list() {
      const rows = await selectWaiting().orderBy('since').orderBy('id').execute()
      return rows.map(readWaiting)
    },
    async listFor({ at, specialty, doctor, place, program }, limit) {
      const rows = await selectWaiting()
        .where('program', '=', program ?? '')
        .where('specialty', 'in', ['', specialty ?? ''])
        .where('doctor', 'in', ['', doctor ?? ''])
        .where('place', 'in', ['', place ?? ''])
        .where(({ eb, or }) => or([eb('visitAt', 'is', null), eb('visitAt', '>', at)]))
        .orderBy('urgency', 'desc')
        .orderBy(({ eb }) => eb('visitAt', 'is not', null))
        .orderBy('since')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(readWaiting)
    },
    async listOf(patient) {
      const rows = await selectWaiting().where('patient', '=', patient).orderBy('since').orderBy('id').execute()
      return rows.map(readWaiting)
    },
    async end(id, state, at) {
      const { numUpdatedRows } = await database
        .updateTable('waiting')
        .set({ state, changedAt: at })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async noteLeaving({ about, ...leaving }) {
      await database
        .insertInto('leaving')
        .values({ ...leaving, about: JSON.stringify(about) })
        .onConflict(conflict => conflict.column('key').doNothing())
        .execute()
      const query = database.selectFrom('leaving').selectAll().where('key', '=', leaving.key)
      return readLeaving(await query.executeTakeFirstOrThrow())
    },
    async listLeaving(before) {
      const query = database.selectFrom('leaving').selectAll().where('notedAt', '<', before).orderBy('notedAt')
      return (await query.execute()).map(readLeaving)
    },
    async dropLeaving(key) {
      await database.deleteFrom('leaving').where('key', '=', key).execute()
    },
    async free({ about, ...freed }) {
      const row = {
        ...freed,
        about: JSON.stringify(about),
        state: 'open',
        reason: null,
        winner: null,
        hold: null,
        heldUntil: null,
      }
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('freedTimes')
        .values({ ...row, changedAt: freed.freedAt })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async findFreed(id) {
      const row = await database.selectFrom('freedTimes').selectAll().where('id', '=', id).executeTakeFirst()
      return row && readFreed(row)
    },
    async listOpen() {
      const rows = await database
        .selectFrom('freedTimes')
        .selectAll()
        .where('state', '=', 'open')
        .orderBy('at')
        .orderBy('id')
        .execute()
      return rows.map(readFreed)
    },
    async countFreed(from, to) {
      const rows = await database
        .selectFrom('freedTimes')
        .select(['reason', ({ fn }) => fn.countAll<number>().as('count')])
        .where('freedAt', '>=', from)
        .where('freedAt', '<', to)
        .groupBy('reason')
        .execute()
      const sum = (some: typeof rows): number => some.reduce((total, { count }) => total + Number(count), 0)
      return { freed: sum(rows), filled: sum(rows.filter(({ reason }) => reason === 'filled' || reason === 'taken')) }
    },
    async hold(freed, hold, heldUntil, at) {
      await database.updateTable('freedTimes').set({ hold, heldUntil, changedAt: at }).where('id', '=', freed).execute()
    },
    async claim(freed, offer, at) {
      const { numUpdatedRows } = await database
        .updateTable('freedTimes')
        .set({ winner: offer, changedAt: at })
        .where('id', '=', freed)
        .where('state', '=', 'open')
        .where(({ eb, or }) => or([eb('winner', 'is', null), eb('winner', '=', offer)]))
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async unclaim(freed, offer, at) {
      await database
        .updateTable('freedTimes')
        .set({ winner: null, changedAt: at })
        .where('id', '=', freed)
        .where('winner', '=', offer)
        .execute()
    },
    async close(freed, reason, at, winner) {
      const { numUpdatedRows } = await database
        .updateTable('freedTimes')
        .set({ state: 'closed', reason, changedAt: at })
        .where('id', '=', freed)
        .where('state', '=', 'open')
        .where(({ eb, or }) => or([eb('winner', 'is', null), ...(winner === undefined ? [] : [eb('winner', '=', winner)])]))
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async addOffer(offer) {
      const freed = database
        .selectFrom('freedTimes')
        .select('id')
        .where('id', '=', offer.freed)
        .where('state', '=', 'open')
        .where('winner', 'is', null)
      if ((await (locksRows(database) ? freed.forUpdate() : freed).executeTakeFirst()) === undefined) return false
      await database
        .insertInto('slotOffers')
        .values({ ...offer, changedAt: offer.madeAt })
        .execute()
      return true
    },
    async findOffer(id) {
      const row = await selectOffers().where('slotOffers.id', '=', id).executeTakeFirst()
      return row && readOffer(row)
    },
    async listOffers(freed) {
      const rows = await selectOffers().where('freed', '=', freed).orderBy('madeAt').orderBy('slotOffers.id').execute()
      return rows.map(readOffer)
    },
    async answer(offer, state, at) {
      const { numUpdatedRows } = await database
        .updateTable('slotOffers')
        .set({ state, changedAt: at })
        .where('id', '=', offer)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
