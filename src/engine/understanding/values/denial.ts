import type { Language } from '../../../scenarios/model/documents.ts'
import { isAnyRole, isRole, type Item } from './items.ts'

/** Small words that may stand between a denial and the day that it denies. */
const SMALL = [
  'on',
  'at',
  'the',
  'this',
  'light',
  'around',
  'of',
  'from',
  'until',
  'before',
  'after',
  'clock',
  'nearest',
  'next',
] as const
const FARTHEST = 4

/** "nie w czwartek", "not Thursday", "не могу в четверг", "anything but Thursday"; not "nie, w czwartek". */
export function isDeniedBefore(items: readonly Item[], from: number, used: ReadonlySet<number>, hasEarlier: boolean): boolean {
  let at = from - 1
  const isNear = (place: number) => items[place + 1]?.isAfterPause === false
  while (at >= 0 && from - at <= FARTHEST && isNear(at) && isAnyRole(items, at, SMALL) && !isRole(items, at, 'not')) at -= 1
  if (at < 0 || !isNear(at)) return false
  if (isRole(items, at, 'except')) return true
  if (isRole(items, at, 'cannot')) return !used.has(at)
  let hasVerb = false
  while (
    at >= 0 &&
    isNear(at) &&
    from - at <= FARTHEST + 2 &&
    isAnyRole(items, at, ['unable', 'light']) &&
    !isRole(items, at, 'not')
  ) {
    hasVerb ||= isRole(items, at, 'unable')
    at -= 1
  }
  if (at < 0 || !isNear(at) || used.has(at)) return false
  if (isRole(items, at, 'cannot')) return true
  if (!isRole(items, at, 'not')) return false
  // "w czwartek nie w piątek" corrects; "a nie w piątek" denies.
  const isAlsoNo = isRole(items, at, 'no')
  // "czwartego, nie, piątego maja": a number, or a date without its year, was corrected.
  const before = items[at - 1]
  const hasNumber = before?.lex.number !== undefined || before?.digits !== undefined || before?.lex.month !== undefined
  // "а ні, у середу" corrects as well: it is "а не" that denies.
  if (isAlsoNo && (hasEarlier || hasNumber) && !hasVerb) {
    if (items[at]?.folded === 'ні') return isNeitherNor(items, at)
    return at > 0 && isRole(items, at - 1, 'but')
  }
  // "ні, краще в п'ятницю"
  return !isAlsoNo || !items.slice(at + 1, from).some((_, offset) => isRole(items, at + 1 + offset, 'correct'))
}

/** "w czwartek mi nie pasuje", "dijous no puc", "Thursday doesn't work". Gives the index after the denial. */
export function findDenialAfter(items: readonly Item[], to: number, language: Language): number | undefined {
  // "za tydzień, ale nie mogę" ends there, or goes on with something else.
  if (isRole(items, to, 'but')) {
    const denial = items[to + 1]?.isAfterPause === false ? findDenialAfter(items, to + 1, language) : undefined
    return denial === items.length ? denial : undefined
  }
  let at = to
  while (
    at - to < 3 &&
    items[at]?.isAfterPause === false &&
    isAnyRole(items, at, ['light', 'on', 'at', 'the']) &&
    !isAnyRole(items, at, ['not', 'cannot'])
  )
    at += 1
  const item = items[at]
  if (item === undefined || item.isAfterPause) return undefined
  if (isRole(items, at, 'cannot')) return at + 1
  if (!isAnyRole(items, at, ['not', 'no'])) return undefined
  let verb = at + 1
  while (verb - at < 3 && items[verb]?.isAfterPause === false && isRole(items, verb, 'light') && !isRole(items, verb, 'unable'))
    verb += 1
  if (isRole(items, verb, 'unable') && items[verb]?.isAfterPause === false) return verb + 1
  // "dijous no", "czwartek nie": at the end of what was said.
  const isEnd = items[at + 1] === undefined || items[at + 1]?.isAfterPause === true
  return isEnd && language !== 'en' ? at + 1 : undefined
}

/** "ні перший ні другий": the word is "no" and "neither" at once; it is the latter where it stood right before what was said earlier too. */
function isNeitherNor(items: readonly Item[], at: number): boolean {
  const earlier = items.slice(0, at).findLastIndex(({ folded }) => folded === 'ні')
  return earlier >= 0 && at - earlier <= FARTHEST && items[earlier + 1]?.isAfterPause === false
}
