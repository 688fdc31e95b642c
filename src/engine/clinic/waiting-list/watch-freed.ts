import type { RecordVersion } from '../../call/ports.ts'
import type { LeavingRecord, Store } from '../../store/index.ts'
import type { ClinicSystem, Deed, FreeTime, Visit } from '../system.ts'

/** Which time it was: what else is known of the visit does not matter. */
export type PlaceInTime = Pick<Visit, 'at' | 'specialty' | 'doctor' | 'place' | 'program'>

/** The clinic's system, by whose deeds times go down the waiting list. */
export interface WatchedSystem {
  readonly system: ClinicSystem
  /** Offers what visits left by deeds of which nobody heard the end: the process died, or the system did not answer. Rejects as both do. */
  takeUp(): Promise<void>
}

/** A deed that was noted longer ago is under way nowhere any more, ms: its tries are over, and what looks after the system has ended it. */
const OVER_MS = 3 * 60_000

/** The time of a visit that stands there no more, where it can be offered to somebody; `now` in epoch ms. */
export async function findFreedTime(
  system: ClinicSystem,
  { at, specialty, doctor, place, program }: PlaceInTime,
  now: number,
): Promise<FreeTime | undefined> {
  if (at <= now) return undefined
  const like = { specialty, doctor, place, program }
  const wanted = Object.fromEntries(Object.entries(like).filter(([, value]) => value !== undefined))
  const [time] = await system.findFreeTimes({ ...wanted, from: at, until: at + 1, limit: 1 })
  return time
}

/**
 * Watches the deeds by which visits leave their times. Where a visit stands is noted under the deed's key before, for afterwards many systems
 * do not tell it any more; the note goes in the transaction by which the time goes down the list.
 */
export function watchFreed(system: ClinicSystem, store: Store, now: () => number): WatchedSystem {
  /** `record`: what the deed left; undefined where that is not known. */
  const letGo = async ({ key, at, about }: LeavingRecord, record: RecordVersion | undefined): Promise<void> => {
    const time = await findFreedTime(system, { ...about, at }, now())
    await store.transaction(async inside => {
      if (time !== undefined) {
        const { slot, at: begins, ...known } = time
        await inside.waiting.free({ id: causeOf(record) ?? key, slot, at: begins, about: known, freedAt: now() })
      }
      await inside.waiting.dropLeaving(key)
    })
  }
  const watch =
    <Request extends { readonly key: string; readonly visit: string }, Done>(deed: (request: Request) => Promise<Deed<Done>>) =>
    async (request: Request): Promise<Deed<Done>> => {
      const before = await system.findVisit(request.visit)
      if (before === undefined) return deed(request)
      const { at, specialty, doctor, place, program } = before
      const leaving = { key: request.key, at, about: { specialty, doctor, place, program }, notedAt: now() }
      const noted = await store.waiting.noteLeaving(leaving)
      const answer = await deed(request)
      // The deed is done, whatever becomes of the time: a time that could not be let go now is taken up later.
      if (answer.kind === 'done') await letGo(noted, answer.record).catch(() => undefined)
      else await store.waiting.dropLeaving(request.key)
      return answer
    }
  return {
    system: { ...system, cancel: watch(request => system.cancel(request)), move: watch(request => system.move(request)) },
    async takeUp() {
      for (const leaving of await store.waiting.listLeaving(now() - OVER_MS)) {
        const fate = await system.findDeed(leaving.key)
        if (typeof fate === 'object' && fate.kind === 'done') await letGo(leaving, fate.record)
        else if (fate === undefined) await letGo(leaving, undefined)
        else await store.waiting.dropLeaving(leaving.key)
      }
    },
  }
}

/** The cause of a time that a change left free: the record's version that came of it; undefined where the system gives none. */
export function causeOf(record: RecordVersion | undefined): string | undefined {
  return record?.version === undefined ? undefined : `${record.id}:${record.version}`
}
