import type { RecordVersion } from '../../call/ports.ts'
import type { ClinicSystem, Deed, FreeTime, Visit } from '../system.ts'

/** The cause of a time that a change left free: the record's version that came of it; undefined where the system gives none. */
export function causeOf({ id, version }: RecordVersion): string | undefined {
  return version === undefined ? undefined : `${id}:${version}`
}

/** The time of a visit that stands there no more, where it can be offered to somebody; `now` in epoch ms. */
export async function findFreedTime(system: ClinicSystem, visit: Visit, now: number): Promise<FreeTime | undefined> {
  const { at, specialty, doctor, place, program } = visit
  if (at <= now) return undefined
  const like = { specialty, doctor, place, program }
  const wanted = Object.fromEntries(Object.entries(like).filter(([, value]) => value !== undefined))
  const [time] = await system.findFreeTimes({ ...wanted, from: at, until: at + 1, limit: 1 })
  return time
}

/** The clinic's system, which tells of each time that a cancelled or moved visit leaves free, and by what change. */
export function watchFreed(
  system: ClinicSystem,
  now: () => number,
  tell: (time: FreeTime, cause: string | undefined) => Promise<void>,
): ClinicSystem {
  const watch =
    <Request extends { readonly visit: string }, Done>(deed: (request: Request) => Promise<Deed<Done>>) =>
    async (request: Request): Promise<Deed<Done>> => {
      const before = await system.findVisit(request.visit)
      const answer = await deed(request)
      if (answer.kind !== 'done' || before === undefined) return answer
      const time = await findFreedTime(system, before, now())
      if (time !== undefined) await tell(time, causeOf(answer.record))
      return answer
    }
  return { ...system, cancel: watch(request => system.cancel(request)), move: watch(request => system.move(request)) }
}
