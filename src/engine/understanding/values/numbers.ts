import type { Language } from '../../../scenarios/model/documents.ts'
import type { Token } from '../tokens.ts'
import { isAnyRole, isRole, type Item, readItems } from './items.ts'
import { lexiconOf } from './languages.ts'
import type { Genders, NumberWord } from './lexicon.ts'

/** A number said in words or digits; `to` is the index after it. */
export interface SpokenNumber {
  readonly value: number
  readonly to: number
  /** As digits, leading zeros kept. */
  readonly digits: string
  /** "ósma, ósmej" is `f`; "пятого" is `mn`; absent for cardinals. */
  readonly ordinal?: Genders
  /** "ósmego": an ordinal in the genitive, as days of the month are said. */
  readonly isGenitive?: true
  /** Written in digits. */
  readonly isWritten?: true
  /** A noun for a digit: "piątka", "dwójki"; `isCounted` in the plural. */
  readonly isLabel?: true
  readonly isCounted?: true
  /** One word that is rather an article: "una", "jedna", "one". */
  readonly isArticle?: true
}

type Grown = { sum: number; group: number; room: number; last: NumberWord; bigRoom: number }

/** The number that begins at an item, as long as it goes: "tysiąc dziewięćset siedemdziesiątego drugiego" is 1972. */
export function readNumber(items: readonly Item[], from: number, language: Language): SpokenNumber | undefined {
  const first = items[from]
  if (first === undefined) return undefined
  if (first.digits !== undefined) return readWritten(items, from, first.digits, language)
  const word = first.lex.number
  return word === undefined ? undefined : growNumber(items, from, language, begin(word), first)
}

function readWritten(items: readonly Item[], from: number, digits: string, language: Language): SpokenNumber | undefined {
  if (digits.length > 15) return undefined
  const value = Number(digits)
  const next = items[from + 1]
  const suffix = next?.lex.suffix
  if (next !== undefined && suffix !== undefined && next.gap.length <= (next.folded.length > 1 ? 1 : next.gap === '-' ? 1 : 0))
    return {
      value,
      to: from + 2,
      digits,
      isWritten: true,
      ...(suffix.ordinal === undefined ? {} : { ordinal: suffix.ordinal }),
      ...(suffix.isGenitive === undefined ? {} : { isGenitive: suffix.isGenitive }),
    }
  const times = next?.lex.number
  if (times?.isMultiplier === true && next?.isAfterPause === false && value > 0 && value < 1000 && !digits.startsWith('0')) {
    const grown = growNumber(
      items,
      from,
      language,
      { sum: 0, group: value, room: 1, last: { value, level: 1 }, bigRoom: 6 },
      items[from],
    )
    if (grown !== undefined) return grown
  }
  return { value, to: from + 1, digits, isWritten: true }
}

function begin(word: NumberWord): Grown {
  if (word.isMultiplier === true && word.level > 3)
    return { sum: word.value, group: 0, room: word.level, last: word, bigRoom: word.level }
  return { sum: 0, group: word.value, room: roomAfter(word), last: word, bigRoom: 6 }
}

function roomAfter(word: NumberWord): number {
  return word.level === 2 && word.value < 20 ? 1 : word.level
}

function growNumber(
  items: readonly Item[],
  from: number,
  language: Language,
  grown: Grown,
  first: Item | undefined,
): SpokenNumber | undefined {
  let at = from + 1
  for (; at < items.length; at += 1) {
    const isJoined = grown.last.takesAnd === true && isRole(items, at, 'and') && items[at]?.lex.number === undefined
    const place = isJoined ? at + 1 : at
    const item = items[place]
    if (item === undefined || item.isAfterPause) break
    const word = item.lex.number ?? readGroup(item, grown)
    if (word === undefined || !canFollow(grown, word, language, isJoined)) break
    // "девятьсот, два нуля"
    if (word.level === 1 && word.value > 1 && (items[place + 1]?.lex.number?.isCounted === true || isRepeat(items, place + 1)))
      break
    addWord(grown, word)
    at = place
  }
  const value = grown.sum + grown.group
  const { last } = grown
  const isSingle = at === from + 1
  return {
    value,
    to: at,
    digits: String(value),
    ...(last.ordinal === undefined ? {} : { ordinal: last.ordinal }),
    ...(last.isGenitive === undefined ? {} : { isGenitive: last.isGenitive }),
    ...(last.isLabel === undefined || !isSingle ? {} : { isLabel: true }),
    ...(last.isCounted === undefined || !isSingle ? {} : { isCounted: true }),
    ...(first?.lex.number?.isArticle === true && isSingle ? { isArticle: true } : {}),
  }
}

/** "sześćset, dwa razy zero" */
function isRepeat(items: readonly Item[], at: number): boolean {
  return isRole(items, at, 'times') && (items[at + 1]?.lex.number !== undefined || items[at + 1]?.digits !== undefined)
}

/** "two thousand 26": digits go on after a word that multiplies. */
function readGroup(item: Item, grown: Grown): NumberWord | undefined {
  if (item.digits === undefined || grown.last.isMultiplier !== true || grown.last.level !== 4) return undefined
  const value = Number(item.digits)
  return value > 0 && value < 1000 && item.digits.length <= 3 ? { value, level: 3 } : undefined
}

function canFollow(grown: Grown, word: NumberWord, language: Language, isJoined: boolean): boolean {
  const { last, group, room, bigRoom } = grown
  if (last.level === 0 || word.level === 0 || last.isLabel === true || word.isLabel === true) return false
  if (last.ordinal !== undefined)
    // In Polish alone the tens are ordinal, too: "dwudziestego pierwszego".
    return language === 'pl' && word.ordinal !== undefined && word.level < room && word.level > 0 && isAlike(last, word)
  if (word.isMultiplier === true && word.ordinal === undefined) {
    if (isJoined) return false
    // "two hundred", "nineteen hundred", "dos-cents"
    if (word.level === 3)
      return (
        (last.level === 1 || (last.level === 2 && language === 'en')) && last.isMultiplier !== true && group > 0 && group < 100
      )
    // "вісімнадцять, вісім, тисяча дев'ятсот сорок дев'ять"
    if (word.isSingular === true && (group % 10 !== 1 || group % 100 === 11)) return false
    return word.level < bigRoom && group > 0
  }
  if (word.level >= room) return false
  if (isJoined && language === 'ca' && word.level !== 1) return false
  // Twenties take their "i" in Catalan: "vint tres" are two numbers.
  if (!isJoined && language === 'ca' && last.takesAnd === true) return false
  if (word.ordinal === undefined) return true
  // "za dwadzieścia ósma" is twenty to eight, "двадцять перша" an hour.
  if (language === 'pl') return last.level > 2 || word.ordinal !== 'f'
  return language !== 'uk' || last.level > 2 || word.ordinal !== 'f' || (group === 20 && word.value <= 4)
}

/** Adjectives that agree: tens and units of one ordinal. */
function isAlike(one: NumberWord, other: NumberWord): boolean {
  return one.ordinal === other.ordinal && one.isGenitive === other.isGenitive
}

function addWord(grown: Grown, word: NumberWord): void {
  if (word.isMultiplier === true && word.ordinal === undefined) {
    if (word.level === 3) {
      grown.group *= word.value
      grown.room = 3
    } else {
      grown.sum += grown.group * word.value
      grown.group = 0
      grown.room = word.level
      grown.bigRoom = word.level
    }
  } else {
    grown.group += word.value
    grown.room = roomAfter(word)
  }
  grown.last = word
}

/** Every number of an utterance, one after the other; `from` and `to` are indexes of items. */
export function listNumbers(items: readonly Item[], language: Language): readonly (SpokenNumber & { readonly from: number })[] {
  const numbers: (SpokenNumber & { from: number })[] = []
  for (let at = 0; at < items.length; ) {
    const number = readNumber(items, at, language)
    if (number !== undefined) numbers.push({ ...number, from: at })
    at = number?.to ?? at + 1
  }
  return numbers
}

/** A number with decimals: `value` is rounded to what was said. */
export interface SpokenDecimal {
  readonly value: number
  readonly to: number
  /** It was said with decimals. */
  readonly isExact: boolean
}

/**
 * A number that may have decimals: "trzydzieści osiem i pięć", "… i pół", "… przecinek sześć", "38,5"; with `short` also those said
 * without a joint ("38 6", "тридцать восемь и два").
 */
export function readDecimal(items: readonly Item[], from: number, language: Language, short: boolean): SpokenDecimal | undefined {
  const item = items[from]
  if (item?.written?.length === 2 && item.mark !== ':')
    return { value: Number(`${item.written[0]}.${item.written[1]}`), to: from + 1, isExact: true }
  if (isRole(items, from, 'one_and_half')) return { value: 1.5, to: from + 1, isExact: true }
  const whole = readNumber(items, from, language)
  if (whole === undefined || whole.ordinal !== undefined) return undefined
  const plain = { value: whole.value, to: whole.to, isExact: false }
  const half = skipAndHalf(items, whole.to)
  if (half !== undefined) return { value: whole.value + 0.5, to: half, isExact: true }
  let next = whole.to
  // "trzydzieści osiem stopni i pięć", "тридцать восемь целых и пять десятых"
  if (short && isRole(items, next, 'degree') && (isRole(items, next + 1, 'and') || isRole(items, next + 1, 'and_half'))) next += 1
  if (isRole(items, next, 'and_half')) return { value: whole.value + 0.5, to: next + 1, isExact: true }
  const isPoint = isRole(items, next, 'point') && items[next]?.isAfterPause === false
  const isJoined = isPoint || isRole(items, next, 'and')
  if (isJoined) next += 1
  if (isPoint && isRole(items, next, 'and')) next += 1
  if ((isPoint || (isJoined && short)) && (isRole(items, next, 'half') || isRole(items, next, 'and_half')))
    return { value: whole.value + 0.5, to: next + 1, isExact: true }
  if (!isJoined && items[next]?.isAfterPause === true) return plain
  const part = isPoint ? readFraction(items, next, language) : readNumber(items, next, language)
  if (part === undefined || part.ordinal !== undefined || part.value > 99 || (!isJoined && part.digits.length > 1)) return plain
  const isTenths = isRole(items, part.to, 'tenths')
  if (!isPoint && !short && !isTenths) return plain
  return { value: Number(`${whole.value}.${part.digits}`), to: isTenths ? part.to + 1 : part.to, isExact: true }
}

/** The index after "i pół", "с половиной", "and a half"; undefined where none begins, as in "сьома і пів на восьму". */
export function skipAndHalf(items: readonly Item[], at: number): number | undefined {
  if (isRole(items, at, 'and_half')) return at + 1
  if (!isRole(items, at, 'and') || !isRole(items, at + 1, 'half') || items[at + 1]?.isAfterPause === true) return undefined
  const next = items[at + 2]
  const isClock = next?.lex.number !== undefined || next?.digits !== undefined || isAnyRole(items, at + 2, ['on', 'to', 'past'])
  return isClock ? undefined : at + 2
}

/** After a point digits come one by one: "point two five", "przecinek zero pięć". */
function readFraction(items: readonly Item[], from: number, language: Language): SpokenNumber | undefined {
  const first = readNumber(items, from, language)
  if (first === undefined || first.value > 9 || first.digits.length > 1) return first
  let { digits, to } = first
  for (let count = 1; count < 4; count += 1) {
    const next = items[to]?.isAfterPause === true ? undefined : readNumber(items, to, language)
    if (next === undefined || next.digits.length > 1 || next.ordinal !== undefined) break
    digits += next.digits
    to = next.to
  }
  return { value: Number(digits) > 99 ? 99 : Number(digits), to, digits }
}

/** The number that begins at a token; `to` is the index of the token after it. For readers of names and addresses. */
export function readNumberAt(tokens: readonly Token[], from: number, language: Language): SpokenNumber | undefined {
  const items = itemsOf(tokens, language)
  const at = items.findIndex(({ token }) => token === from)
  const number = at < 0 ? undefined : readNumber(items, at, language)
  return number === undefined ? undefined : { ...number, to: items[number.to - 1]?.tokenEnd ?? from + 1 }
}

/** Every number among tokens, one after the other; `from` and `to` are indexes of tokens. */
export function listNumbersAt(
  tokens: readonly Token[],
  language: Language,
): readonly (SpokenNumber & { readonly from: number })[] {
  const items = itemsOf(tokens, language)
  return listNumbers(items, language).map(number => ({
    ...number,
    from: items[number.from]?.token ?? 0,
    to: items[number.to - 1]?.tokenEnd ?? 0,
  }))
}

const known = new WeakMap<readonly Token[], Map<Language, readonly Item[]>>()

/** Items of tokens whose text is not at hand; what stands between words is guessed from their places. */
function itemsOf(tokens: readonly Token[], language: Language): readonly Item[] {
  let byLanguage = known.get(tokens)
  if (byLanguage === undefined) known.set(tokens, (byLanguage = new Map()))
  let items = byLanguage.get(language)
  if (items === undefined) byLanguage.set(language, (items = readItems('', lexiconOf(language), tokens)))
  return items
}
