import type { Language } from '../../../scenarios/model/documents.ts'
import { isAnyRole, isRole, type Item } from './items.ts'

/** How a time is bounded by the word before it. */
export type Bound = 'from' | 'after' | 'until' | 'before'

/** What the small words before a day or an hour say of it. */
export interface Prefix {
  /** Where they begin. */
  readonly from: number
  /** An hour is announced: "o", "a les", "at", "godzina". */
  readonly isAt: boolean
  /** A day, or an hour where one is looked for: "w", "na", "on". */
  readonly isOn: boolean
  readonly bound?: Bound
  /** The bound is also another word ("de", "a", "to"): it counts only with its counterpart. */
  readonly isWeak: boolean
  readonly isBetween: boolean
}

const MOST = 4

/** Looks back from an item over the small words before it; `stop` is the end of what was read last. */
export function readPrefix(items: readonly Item[], at: number, stop: number, language: Language): Prefix {
  let from = at
  let isAt = false
  let isOn = false
  let isBetween = false
  let bound: Bound | undefined
  let isWeak = false
  for (let place = at - 1; place >= stop && at - place <= MOST; place -= 1) {
    if (items[place + 1]?.isAfterPause === true) break
    const roles = items[place]?.lex.roles
    if (roles === undefined || bound !== undefined || isBetween) break
    const found = roles.includes('from')
      ? 'from'
      : roles.includes('until')
        ? 'until'
        : roles.includes('after')
          ? 'after'
          : roles.includes('before')
            ? 'before'
            : undefined
    const isSmall = roles.some(
      role => role === 'at' || role === 'on' || role === 'clock' || role === 'around' || role === 'the' || role === 'of',
    )
    if (found === undefined && !isSmall && !roles.includes('between')) break
    if (found !== undefined) {
      bound = found
      isWeak = isWeakBound(items, place, found, language)
    }
    if (roles.includes('at') && !(found !== undefined && !roles.includes('at'))) isAt = true
    if (roles.includes('clock')) isAt = true
    if (roles.includes('on')) isOn = true
    if (roles.includes('between')) isBetween = true
    from = place
  }
  return { from, isAt, isOn, isWeak, isBetween, ...(bound === undefined ? {} : { bound }) }
}

function isWeakBound(items: readonly Item[], at: number, bound: Bound, language: Language): boolean {
  if (language === 'ca')
    return (bound === 'from' && isRole(items, at, 'of')) || (bound === 'until' && isAnyRole(items, at, ['at', 'on']))
  return language === 'en' && bound === 'until' && items[at]?.folded === 'to'
}
