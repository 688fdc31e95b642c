import { isAnyRole, isRole, type Item } from './items.ts'
import type { Unit } from './kinds.ts'

/** A week, a month or a year by its place from now: "next week", "w tym miesiącu", "la setmana que ve". `shift` 0 is the present one. */
export function readUnitRef(
  items: readonly Item[],
  at: number,
  unit: Unit,
): { readonly shift: number; readonly to: number; readonly isSaid: boolean } | undefined {
  const before = shiftOf(items, at)
  const from = before === undefined ? at : at + 1
  const item = items[from]
  if (item?.lex.unit !== unit || item.lex.count !== undefined || (before !== undefined && item.isAfterPause)) return undefined
  if (before !== undefined) return { shift: before, to: from + 1, isSaid: true }
  const to = from + 1
  if (isRole(items, to, 'after_next')) return { shift: 2, to: to + 1, isSaid: true }
  const after = items[to]?.isAfterPause === false ? shiftOf(items, to) : undefined
  // "in the week this Thursday": what stands after the unit belongs to it only if nothing else follows it.
  if (after !== undefined && after !== 0 && items[to + 1]?.lex.unit === undefined && items[to + 1]?.lex.weekday === undefined)
    return { shift: after, to: to + 1, isSaid: true }
  return { shift: 0, to, isSaid: false }
}

function shiftOf(items: readonly Item[], at: number): number | undefined {
  if (isRole(items, at, 'next')) return 1
  if (isAnyRole(items, at, ['this', 'nearest'])) return isRole(items, at, 'nearest') ? 1 : 0
  return isRole(items, at, 'last') ? -1 : undefined
}
