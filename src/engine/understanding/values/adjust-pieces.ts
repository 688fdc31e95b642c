import { weekdayOf } from './calendar.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import type { PartOfDay } from './kinds.ts'
import type { Piece } from './pieces.ts'

/** A piece whose part of the day is known. */
export type Part = Piece & { readonly partOfTime?: PartOfDay }

/** Words that may stand between a day and its time. */
export const MAX_GAP = 3

const BREAKS = ['correct', 'no', 'not', 'or', 'but', 'cannot', 'except'] as const

/** "de", "a", "to" bound a time only with their counterparts: "de nou a onze", "from nine to five". */
export function dropWeakBounds(pieces: readonly Piece[], items: readonly Item[]): Piece[] {
  return pieces.map((piece, index) => {
    const { bound, isWeak } = piece.prefix
    if (bound === undefined || !isWeak) return piece
    const next = pieces[index + 1]
    const before = pieces[index - 1]
    const isPaired =
      bound === 'from'
        ? next !== undefined && next.prefix.bound === 'until' && next.from - piece.to <= MAX_GAP
        : before !== undefined &&
          piece.from - before.to <= MAX_GAP &&
          !isBlocked(items, before.to, piece.from) &&
          (before.prefix.bound === 'from' || (isSameKind(before, piece) && isPlainTo(items[piece.prefix.from])))
    if (isPaired) return piece
    return withoutBound(piece)
  })
}

/** "nine to five", "nou a onze"; not "a les nou", which is an hour by itself. */
function isPlainTo(item: Item | undefined): boolean {
  return item?.folded === 'to' || (item?.folded === 'a' && item.tokenEnd === item.token + 1)
}

/** The piece without what opened or closed it. */
export function withoutBound(piece: Piece): Piece {
  const { bound: _, ...prefix } = piece.prefix
  return { ...piece, prefix: { ...prefix, isBetween: false } }
}

/** Whether two pieces say the same sort of thing: two days, two hours. */
export function isSameKind(one: Piece, other: Piece): boolean {
  const kindOf = ({ kind }: Piece) => (kind === 'period' ? 'day' : kind)
  return kindOf(one) === kindOf(other)
}

/** "trzydziestego lipca w czwartek": a weekday that agrees with the date before it says nothing new. */
export function absorbWeekdays(pieces: readonly Piece[], items: readonly Item[]): Piece[] {
  const kept: Piece[] = []
  for (const piece of pieces) {
    const before = kept.at(-1)
    const isSame =
      before?.kind === 'day' &&
      piece.kind === 'day' &&
      piece.day.weekday !== undefined &&
      piece.day.date === undefined &&
      before.day.date !== undefined &&
      piece.from - before.to <= MAX_GAP &&
      piece.prefix.bound === undefined &&
      weekdayOf(before.day.day) === piece.day.weekday &&
      !isBlocked(items, before.to, piece.from)
    if (isSame) kept[kept.length - 1] = { ...before, to: piece.to, day: { ...before.day, weekday: weekdayOf(before.day.day) } }
    else kept.push(piece)
  }
  return kept
}

/** A part of the day beside an hour says which half is meant: "o siódmej wieczorem", "rano o szóstej", "в три часа дня". */
export function absorbParts(pieces: readonly Piece[], items: readonly Item[]): Part[] {
  const parts: Part[] = []
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index]
    if (piece === undefined) continue
    const next = pieces[index + 1]
    const isNear =
      next !== undefined &&
      next.from - piece.to <= 2 &&
      items[next.from]?.isAfterPause === false &&
      !hasPause(items, piece.to, next.from)
    if (piece.kind === 'time' && isRole(items, piece.to, 'pm') && items[piece.to]?.isAfterPause === false) {
      parts.push({ ...piece, to: piece.to + 1, partOfTime: 'afternoon' })
    } else if (
      piece.kind === 'time' &&
      next?.kind === 'part' &&
      isNear &&
      next.prefix.bound === undefined &&
      !isBlocked(items, piece.to, next.from)
    ) {
      parts.push({ ...piece, to: next.to, partOfTime: next.part })
      index += 1
    } else if (
      piece.kind === 'part' &&
      next?.kind === 'time' &&
      isNear &&
      piece.prefix.bound === undefined &&
      !isBlocked(items, piece.to, next.from)
    ) {
      const after = pieces[index + 2]
      // "w czwartek rano o ósmej wieczorem" would have two: the nearer one counts.
      const isTaken = after?.kind === 'part' && after.from - next.to <= 1
      if (isTaken) parts.push(piece)
      else {
        parts.push({ ...next, from: piece.from, partOfTime: piece.part })
        index += 1
      }
    } else parts.push(piece)
  }
  return parts
}

function hasPause(items: readonly Item[], from: number, to: number): boolean {
  for (let at = from; at <= to; at += 1) if (items[at]?.isAfterPause === true) return true
  return false
}

/** Whether something stands between two pieces that keeps them apart. */
export function isBlocked(items: readonly Item[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isAnyRole(items, at, BREAKS)) return true
  return false
}
