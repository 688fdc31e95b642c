import type { JambonzRest } from '../../engine/jambonz/rest/index.ts'
import type { Figures } from './figures.ts'

/** Figures of this process, which can be told of what happens from the start. */
export interface Meters extends Figures {
  /** The same client, with its orders counted. */
  countOrders(rest: JambonzRest): JambonzRest
  /** Loads what keeps the figures: a twentieth of a start, for which no call need wait. What is heard before is counted then. */
  prepare(): void
}

/** Creates the figures, at nought; `now` in epoch ms. */
export function createMeters(now: () => number): Meters {
  let figures: Figures | undefined
  let loading: Promise<Figures> | undefined
  let early: ((figures: Figures) => void)[] = []
  const load = (): Promise<Figures> =>
    (loading ??= import('./prometheus.ts').then(({ createPrometheusFigures }) => {
      figures = createPrometheusFigures(now)
      for (const tell of early) tell(figures)
      early = []
      return figures
    }))
  const tell = (told: (figures: Figures) => void): void => {
    if (figures === undefined) early.push(told)
    else told(figures)
  }
  return {
    prepare: () => void load(),
    hearEntry: entry => tell(known => known.hearEntry(entry)),
    hearTurn: ms => tell(known => known.hearTurn(ms)),
    hearAttemptEnd: outcome => tell(known => known.hearAttemptEnd(outcome)),
    hearOrder: answer => tell(known => known.hearOrder(answer)),
    watch: sources => tell(known => known.watch(sources)),
    countOrders: rest => ({
      ...rest,
      async createCall(request) {
        const result = await rest.createCall(request)
        tell(known => known.hearOrder(result.kind))
        return result
      },
    }),
    write: async countQueues => (await load()).write(countQueues),
  }
}
