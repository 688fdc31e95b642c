import type { CallRecord } from '../../store/index.ts'
import type { Marks } from './report.ts'
import type { Tally } from './tally.ts'

/** Free words of callers are not counted: they may say anything of anybody. Names of choices are. */
const CHOICE = /^[a-z][a-z0-9_]{0,39}$/
const MOST_MARKS = 11

/** Gathers the marks and the reasons that callers gave, from what calls kept. */
export class MarkBook {
  readonly #marks = new Map<string, Map<number, number>>()
  readonly #reasons: Tally

  constructor(reasons: Tally) {
    this.#reasons = reasons
  }

  add(result: CallRecord['result'], contact: string | null): void {
    for (const [name, value] of Object.entries(result ?? {})) {
      if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10) {
        let spread = this.#marks.get(name)
        if (spread === undefined) this.#marks.set(name, (spread = new Map()))
        spread.set(value, (spread.get(value) ?? 0) + 1)
      } else if (name === 'reason' && typeof value === 'string' && CHOICE.test(value)) this.#reasons.add(value, contact)
    }
  }

  list(): readonly Marks[] {
    return [...this.#marks].map(([name, spread]) => {
      const marks = [...spread].sort(([one], [other]) => one - other).slice(0, MOST_MARKS)
      const count = marks.reduce((sum, [, times]) => sum + times, 0)
      const sum = marks.reduce((all, [mark, times]) => all + mark * times, 0)
      return { name, count, mean: sum / count, spread: marks.map(([mark, times]) => ({ mark, count: times })) }
    })
  }
}
