import type { Store } from '../../store/index.ts'
import { type CallerNumberHealth, type CallerNumberRules, judgeCallerNumber } from '../countries/index.ts'
import { DAY_MS } from '../plan/index.ts'
import { readCallerFigures } from './read-caller-figures.ts'

/** A number that calls out, and by what it is judged. */
export interface Caller {
  /** E.164. */
  readonly number: string
  readonly rules: CallerNumberRules
  /** Whoever calls it is answered. */
  readonly isAnswered: boolean
}

/** How a number stands by its calls of the last days; undefined while they are too few to say. */
export async function judgeCaller(store: Store, caller: Caller, now: number): Promise<CallerNumberHealth | undefined> {
  const figures = await readCallerFigures(store, caller.number, now - caller.rules.overDays * DAY_MS, caller.isAnswered)
  return figures && judgeCallerNumber(caller.rules, figures)
}
