import type { Store } from '../../src/engine/store/index.ts'
import type { Round } from './fill-desk.ts'

/** What somebody was told. */
export type ToldAnswer =
  | { readonly kind: 'accept'; readonly offer: string; readonly result: string }
  | { readonly kind: 'book'; readonly slot: string; readonly patient: string; readonly result: string }
  | { readonly kind: 'refused'; readonly of: string }

/** What must not be; each has to be 0. */
export interface DeskFaults {
  readonly doubleBookings: number
  readonly patientsWithoutVisit: number
  /** Told that they have the time and without it, or with it and told otherwise. */
  readonly wrongAnswers: number
  /** With more winners than one. */
  readonly doubleWinners: number
  /** Asked, not the winner, and told nothing of it. */
  readonly untold: number
  /** Nobody has them and nobody can have them; or let go by a winner and never offered. */
  readonly lostTimes: number
  readonly refused: number
  readonly bugs: number
}

/** Judges the tables of the clinic against what everybody was told. */
export async function judgeDesk(
  store: Store,
  { rounds, told, bugs }: { readonly rounds: readonly Round[]; readonly told: readonly ToldAnswer[]; readonly bugs: number },
): Promise<{ readonly asked: number; readonly filled: number; readonly faults: DeskFaults }> {
  const { database } = store
  const visits = await database.selectFrom('clinicVisits').selectAll().where('status', '!=', 'cancelled').execute()
  const slots = await database.selectFrom('clinicSlots').selectAll().execute()
  const offers = await database.selectFrom('slotOffers').selectAll().execute()
  const freed = await database.selectFrom('freedTimes').selectAll().execute()
  const notes = new Set((await database.selectFrom('clinicNotes').select('id').execute()).map(({ id }) => id))

  const visitOfSlot = new Map(visits.map(visit => [visit.slot, visit]))
  const visitsOf = Map.groupBy(visits, ({ patient }) => patient)
  const freedById = new Map(freed.map(one => [one.id, one]))
  const waitingById = new Map(rounds.flatMap(({ waiting }) => waiting).map(one => [one.id, one]))
  const acceptTold = new Map(told.flatMap(one => (one.kind === 'accept' ? [[one.offer, one.result] as const] : [])))
  const slotOf = (offer: { readonly freed: string }): string => freedById.get(offer.freed)?.slot ?? ''
  const winners = offers.filter(({ state }) => state === 'accepted')

  const hasTime = (patient: string, slot: string): boolean => visitOfSlot.get(slot)?.patient === patient
  const isWrong = (one: ToldAnswer): boolean => {
    if (one.kind === 'book') return (one.result === 'done') !== hasTime(one.patient, one.slot)
    if (one.kind === 'refused') return false
    const offer = offers.find(({ id }) => id === one.offer)
    const patient = waitingById.get(offer?.waiting ?? '')?.patient ?? ''
    return offer === undefined || (one.result === 'done') !== hasTime(patient, slotOf(offer))
  }
  const isTold = ({ id, state, until, freed: of }: (typeof offers)[number]): boolean =>
    state === 'accepted' ||
    state === 'declined' ||
    acceptTold.has(id) ||
    notes.has(`lost ${id}`) ||
    until <= (freedById.get(of)?.changedAt ?? 0)
  const moved = winners.flatMap(({ waiting }) => waitingById.get(waiting)?.visit ?? [])
  const wasOffered = new Set(freed.map(({ slot }) => slot))
  return {
    asked: offers.length,
    filled: winners.length,
    faults: {
      doubleBookings:
        visits.length - visitOfSlot.size + slots.filter(({ id, visit }) => visit !== (visitOfSlot.get(id)?.id ?? null)).length,
      patientsWithoutVisit: [...waitingById.values()].filter(
        ({ patient, visit }) => visit !== undefined && visitsOf.get(patient)?.length !== 1,
      ).length,
      wrongAnswers: told.filter(isWrong).length,
      doubleWinners: winners.length - new Set(winners.map(({ freed: of }) => of)).size,
      untold: offers.filter(offer => !notes.has(`asked ${offer.id}`) || !isTold(offer)).length,
      lostTimes:
        freed.filter(({ state }) => state === 'open').length +
        slots.filter(({ visit, hold, heldUntil }) => visit === null && hold !== null && Number(heldUntil) > Date.now()).length +
        moved.filter(({ id }) => !wasOffered.has(`later ${id.slice('visit of waits '.length)}`)).length,
      refused: told.filter(({ kind }) => kind === 'refused').length,
      bugs,
    },
  }
}
