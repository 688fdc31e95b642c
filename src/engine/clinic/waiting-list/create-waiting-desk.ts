import { OperationalError } from '../../operational-error.ts'
import type { FreedTimeRecord, SlotOfferRecord, Store } from '../../store/index.ts'
import type { ClinicSystem, FreeTime, LeftTime, Patient } from '../system.ts'
import { canStillTake, judgeOffers, nextOffer } from './next-offer.ts'
import { findFreedTime, watchFreed } from './watch-freed.ts'
import { rankWaiting } from './rank-waiting.ts'
import { describeWaiting, listWaitingFor, listWaitingOf, saveWaiting } from './waiting-records.ts'
import type { FreedState, OfferPolicy, Waiting } from './waiting.ts'

/** A freed time that somebody is asked about, or has lost to another. */
export interface OfferedTime {
  readonly offer: string
  readonly waiting: Waiting
  readonly freed: FreeTime
  /** Epoch ms. */
  readonly until: number
}

/** A freed time that somebody is asked about. */
export interface Invitation extends OfferedTime {
  /** Who they are, as the clinic's system has it now; absent when it knows them no more. */
  readonly patient: Patient | undefined
}

/** What the desk is made of. */
export interface WaitingDeskOptions {
  readonly store: Store
  readonly system: ClinicSystem
  readonly policy: OfferPolicy
  now(): number
  /** Makes ids that are unique for ever. */
  newId(): string
  /** Calls or writes to somebody about a time that is kept for them. `inside`: the transaction in which the offer is made. */
  invite(invitation: Invitation, inside: Store): Promise<void>
  /** Tells somebody who was asked that another was faster. */
  regret(lost: OfferedTime, inside: Store): Promise<void>
}

/** Keeps the waiting list: freed times go down it until somebody has taken them. Rejects as the store and the clinic's system do. */
export interface WaitingDesk {
  /** The clinic's system, whose cancelled and moved visits are heard of. */
  readonly system: ClinicSystem
  enter(waiting: Waiting): Promise<void>
  /** A visit was cancelled or moved: its time is offered. Told twice, of one cause or while it is offered, it is offered once. */
  free(freed: FreeTime, cause?: string): Promise<void>
  /** The same of a visit that the clinic's system says has left its time; what is not free, or past, is offered to nobody. */
  leave(left: LeftTime): Promise<void>
  /** To be asked now and then: what visits have left by deeds of which nobody heard the end is offered too. */
  takeUp(): Promise<void>
  /** To be asked now and then, and after each answer, by one process at a time: asks whoever is next, and goes on with what a crash has left. */
  tend(): Promise<void>
  /** `taken`: the offer is over, or another has it; the own visit stays. The same yes twice is one. */
  accept(offer: string): Promise<'done' | 'taken'>
  /** `stays`: they want to hear of other times. */
  decline(offer: string, stays: boolean): Promise<void>
}

/** So many are read of a list beyond those who were asked already: some of them cannot come at that hour. */
const READ_AHEAD = 20

/** Creates the desk. */
export function createWaitingDesk(options: WaitingDeskOptions): WaitingDesk {
  const { store, policy, now, newId } = options
  const { system, takeUp } = watchFreed(options.system, store, now)

  const readOffers = async (record: FreedTimeRecord): Promise<Omit<FreedState, 'waiting'>> => ({
    freed: describeFreed(record),
    offers: (await store.waiting.listOffers(record.id)).map(offer => ({ ...offer, slot: record.slot })),
    now: now(),
  })

  /** The beginning of the list for a time, as far as somebody who was not asked about it; all of it where there is nobody. */
  const readList = async ({ freed, offers, now: at }: Omit<FreedState, 'waiting'>): Promise<readonly Waiting[]> => {
    const asked = new Set(offers.map(({ patient }) => patient))
    for (let limit = offers.length + READ_AHEAD; ; limit *= 2) {
      const waiting = await listWaitingFor(store, freed, limit)
      const { fit } = rankWaiting(freed, waiting, at, policy.zone)
      if (waiting.length < limit || fit.some(({ patient }) => !asked.has(patient))) return waiting
    }
  }

  /** Keeps the time from everyone else, and longer when it is kept already; `taken`: it is not free any more, `refused`: the clinic's system will not keep it. */
  const keep = async (record: FreedTimeRecord, until: number): Promise<'kept' | 'taken' | 'refused'> => {
    if (record.hold !== null && record.heldUntil !== null && record.heldUntil >= until) return 'kept'
    const before = record.hold !== null && { held: record.hold }
    // One key for the time, whoever is asked about it: a hold of which a crash left no note is this one.
    const held = await system.hold({ key: `${record.id}:hold`, slot: record.slot, until, ...before })
    if (held.kind !== 'done') return held.kind === 'taken' ? 'taken' : 'refused'
    await store.waiting.hold(record.id, held.hold, until, now())
    return 'kept'
  }

  const ask = async (record: FreedTimeRecord): Promise<'asked' | 'waits' | 'closed'> => {
    const state = await readOffers(record)
    const step = judgeOffers(state, policy) ?? nextOffer({ ...state, waiting: await readList(state) }, policy)
    if (step.kind === 'wait') return 'waits'
    if (step.kind === 'close') {
      // First closed: who said yes meanwhile still has it kept for them. If a crash comes between, the hold ends by itself.
      const isClosed = await store.waiting.close(record.id, step.reason, now())
      if (isClosed && record.hold !== null) await system.release({ key: `${record.id}:release`, hold: record.hold })
      return 'closed'
    }
    const { waiting, until, rank } = step
    const kept = await keep(record, until)
    if (kept !== 'kept') {
      // One that somebody took is filled; one that was refused is not.
      await store.transaction(inside => close(inside, record, kept))
      return 'closed'
    }
    const offer = newId()
    // Before the transaction, which other questions to the same database would wait for.
    const [patient] = await system.findPatients({ kind: 'id', id: waiting.patient })
    const made = { id: offer, freed: record.id, waiting: waiting.id, madeAt: now(), until, rank, state: 'open' } as const
    return store.transaction(async inside => {
      // Somebody who was asked before may have it by now.
      if (!(await inside.waiting.addOffer(made))) return 'waits'
      await options.invite({ offer, waiting, patient, freed: describeFreed(record), until }, inside)
      return 'asked'
    })
  }

  /** Books for the offer that has the time. Each deed has the offer's key, so that it is done once, however often a crash begins it anew. */
  const book = async (offer: SlotOfferRecord, freed: FreedTimeRecord): Promise<'done' | 'taken'> => {
    const waiting = await store.waiting.find(offer.waiting)
    if (waiting === undefined) throw new Error('invariant: an offer is made to somebody')
    const place = { key: `${offer.id}:take`, slot: freed.slot, ...(freed.hold !== null && { hold: freed.hold }) }
    const deed =
      waiting.visit === null
        ? await system.book({ ...place, patient: waiting.patient })
        : await system.move({ ...place, visit: waiting.visit })
    if (deed.kind === 'done') {
      await finish(offer, freed)
      return 'done'
    }
    await store.transaction(async inside => {
      await inside.waiting.unclaim(freed.id, offer.id, now())
      await inside.waiting.answer(offer.id, 'lost', now())
      // What is refused to one may be given to the next.
      if (deed.kind === 'taken') await close(inside, freed, 'taken')
    })
    if (deed.kind === 'taken') return 'taken'
    throw new OperationalError('clinic/refused', "The clinic's system did not book the time that was offered.")
  }

  const finish = (offer: SlotOfferRecord, freed: FreedTimeRecord): Promise<void> =>
    store.transaction(async inside => {
      // First, as in every transaction about the time: two that end it at once wait for each other here, and the second finds it ended.
      if (!(await inside.waiting.claim(freed.id, offer.id, now()))) return
      await inside.waiting.answer(offer.id, 'accepted', now())
      for (const served of await listServed(inside, offer, describeFreed(freed)))
        await inside.waiting.end(served, 'served', now())
      await close(inside, freed, 'filled', offer.id)
    })

  /** Offers the time to nobody any more; whoever still may answer is told. While it is booked for somebody who said yes meanwhile, it stays theirs. */
  const close = async (inside: Store, freed: FreedTimeRecord, reason: string, winner?: string): Promise<void> => {
    // One instant, so that everybody either had their time to answer or is told.
    const at = now()
    if (!(await inside.waiting.close(freed.id, reason, at, winner))) return
    for (const { id, state, until, waiting: of } of await inside.waiting.listOffers(freed.id)) {
      if (state !== 'open' || !(await inside.waiting.answer(id, 'lost', at)) || until <= at) continue
      const waiting = await inside.waiting.find(of)
      if (waiting === undefined) continue
      await options.regret({ offer: id, waiting: describeWaiting(waiting), freed: describeFreed(freed), until }, inside)
    }
  }

  /** The entry that the offer was made to, and what else the same patient waits for that the time is too. */
  const listServed = async (inside: Store, offer: SlotOfferRecord, freed: FreeTime): Promise<readonly string[]> => {
    const own = await listWaitingOf(inside, offer.patient)
    const visit = own.find(({ id }) => id === offer.waiting)?.visit?.id
    const others = rankWaiting(freed, own, now(), policy.zone).fit.filter(
      one => one.visit === undefined || one.visit.id === visit,
    )
    return [...new Set([offer.waiting, ...others.map(({ id }) => id)])]
  }

  const desk: WaitingDesk = {
    system,
    takeUp,
    enter: waiting => saveWaiting(store, waiting, now()),
    async free({ slot, at, ...about }, cause) {
      await store.waiting.free({ id: cause ?? newId(), slot, at, about, freedAt: now() })
    },
    async leave({ visit, cause }) {
      const time = await findFreedTime(system, visit, now())
      if (time !== undefined) await desk.free(time, cause)
    },
    async tend() {
      for (const record of await store.waiting.listOpen()) {
        const winner = record.winner === null ? undefined : await store.waiting.findOffer(record.winner)
        if (winner !== undefined) await book(winner, record)
        else
          for (let freed = record; (await ask(freed)) === 'asked'; ) freed = (await store.waiting.findFreed(record.id)) ?? record
      }
    },
    async accept(id) {
      const offer = await store.waiting.findOffer(id)
      const freed = offer && (await store.waiting.findFreed(offer.freed))
      if (offer === undefined || freed === undefined) return 'taken'
      if (offer.state === 'accepted') return 'done'
      // A yes that began to be booked is booked, even after its time.
      const isHis = freed.winner === id
      if (!isHis && !canStillTake(id, await readOffers(freed))) return 'taken'
      // Another process may have gone on with this very yes, and be done.
      if (!(await store.waiting.claim(freed.id, id, now())))
        return (await store.waiting.findOffer(id))?.state === 'accepted' ? 'done' : 'taken'
      return book(offer, freed)
    },
    async decline(id, stays) {
      const offer = await store.waiting.findOffer(id)
      if (offer === undefined) return
      await store.waiting.answer(id, 'declined', now())
      if (!stays) await store.waiting.end(offer.waiting, 'left', now())
    },
  }
  return desk
}

function describeFreed({ slot, at, about }: FreedTimeRecord): FreeTime {
  return { ...(about as Omit<FreeTime, 'slot' | 'at'>), slot, at }
}
