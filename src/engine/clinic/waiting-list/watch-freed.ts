import type { ClinicSystem, FreeTime, Visit } from '../system.ts'

/** The time of a visit that stands there no more, where it can be offered to somebody; `now` in epoch ms. */
export async function findFreedTime(system: ClinicSystem, visit: Visit, now: number): Promise<FreeTime | undefined> {
  const { at, specialty, doctor, place, program } = visit
  if (at <= now) return undefined
  const like = { specialty, doctor, place, program }
  const wanted = Object.fromEntries(Object.entries(like).filter(([, value]) => value !== undefined))
  const [time] = await system.findFreeTimes({ ...wanted, from: at, until: at + 1, limit: 1 })
  return time
}

/** The clinic's system, which tells of each time that a cancelled or moved visit leaves free. */
export function watchFreed(system: ClinicSystem, now: () => number, tell: (time: FreeTime) => Promise<void>): ClinicSystem {
  const watch =
    <Request extends { readonly visit: string }, Answer extends { readonly kind: string }>(
      deed: (request: Request) => Promise<Answer>,
    ) =>
    async (request: Request): Promise<Answer> => {
      const before = await system.findVisit(request.visit)
      const answer = await deed(request)
      const time = answer.kind === 'done' && before !== undefined ? await findFreedTime(system, before, now()) : undefined
      if (time !== undefined) await tell(time)
      return answer
    }
  return { ...system, cancel: watch(request => system.cancel(request)), move: watch(request => system.move(request)) }
}
