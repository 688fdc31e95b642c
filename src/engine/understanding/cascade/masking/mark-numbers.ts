import type { Language } from '../../../../scenarios/model/documents.ts'
import type { Token } from '../../tokens.ts'
import { isAnyRole, type Item, readItems } from '../../values/items.ts'
import { lexiconOf } from '../../values/languages.ts'

/** A number up to this, alone, tells nothing of a person: an hour, a place in a list. */
const HARMLESS = 12
/** As many pieces make a telephone number rather than any other. */
const PIECES_OF_A_PHONE = 4
/** Words inside a number said in pieces. */
const BETWEEN =
  /^(?:and|i|y|de|del|of|the|and|и|й|та|года|году|року|рік|roku|rok|dnia|any|l|el|dash|slash|przez|łamane|дробь|через|oh|o|nought|ноль|нуль)$/u

/** Which words say a number, a date or a telephone that must not be told. Small numbers alone may. */
export function markNumbers(tokens: readonly Token[], language: Language): ('number' | 'date' | 'phone' | undefined)[] {
  const items = readItems('', lexiconOf(language), tokens)
  const masks: ('number' | 'date' | 'phone' | undefined)[] = tokens.map(() => undefined)
  for (let from = 0; from < items.length; from += 1) {
    if (!isNumeric(items[from])) continue
    let to = from + 1
    let pieces = 1
    for (let next = to; next < items.length && next <= to + 3; next += 1) {
      if (isNumeric(items[next])) {
        pieces += 1
        to = next + 1
      } else if (!isBetween(items, next)) break
    }
    // "march the third": the word is a month beside a number.
    const isMonthBefore = items[from - 1]?.lex.isDoubtful === true
    const run = items.slice(isMonthBefore ? from - 1 : from, to)
    const hasMonth = run.some(({ lex }) => lex.month !== undefined)
    if (isMonthBefore || !isHarmlessRun(run)) {
      const digits = run.reduce((sum, { digits = '', written = [] }) => sum + Math.max(digits.length, written.join('').length), 0)
      const mask = hasMonth ? 'date' : digits >= 7 || pieces >= PIECES_OF_A_PHONE ? 'phone' : 'number'
      for (const { token, tokenEnd } of run) masks.fill(mask, token, tokenEnd)
    }
    from = to - 1
  }
  // Letters and digits mixed: postcodes, numbers of documents.
  for (const [at, token] of tokens.entries()) if (/\d/.test(token.kept) && /\p{L}/u.test(token.kept)) masks[at] = 'number'
  return masks
}

function isNumeric(item: Item | undefined): boolean {
  if (item === undefined) return false
  const { lex, digits, written } = item
  return (
    digits !== undefined ||
    written !== undefined ||
    lex.number !== undefined ||
    (lex.month !== undefined && lex.isDoubtful !== true)
  )
}

/** "the second one" is no number in pieces. */
function isHarmlessRun(run: readonly Item[]): boolean {
  const counted = run.filter(({ lex }) => lex.number?.isArticle !== true)
  return run.length <= 2 && counted.length <= 1 && run.every(isHarmless)
}

function isHarmless(item: Item | undefined): boolean {
  if (item === undefined || item.written !== undefined) return item?.written !== undefined && item.mark === ':'
  if (item.digits !== undefined) return item.digits.length <= 2 && Number(item.digits) <= HARMLESS
  // A month alone is when somebody is travelling.
  return item.lex.number === undefined || item.lex.number.isArticle === true || item.lex.number.value <= HARMLESS
}

function isBetween(items: readonly Item[], at: number): boolean {
  return (
    isAnyRole(items, at, ['double', 'triple', 'times', 'plus', 'next_digits', 'day_of_month', 'year', 'counted', 'filler']) ||
    items[at]?.lex.isDoubtful === true ||
    BETWEEN.test(items[at]?.raw.toLowerCase() ?? '')
  )
}
