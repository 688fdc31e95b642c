import type { Language } from '../../../scenarios/model/documents.ts'
import { type DigitRun, listDigitRuns } from './digit-runs.ts'
import { isAnyRole, type Item } from './items.ts'
import { readNumber } from './numbers.ts'

/** A telephone number, a row of digits or a postcode; `from` and `to` are indexes of items. */
export interface SpokenCode {
  readonly value: string
  readonly from: number
  readonly to: number
}

/** Words that may interrupt a number that goes on: hesitation and the like. */
const MAX_BREAK = 2
const SHORTEST_PHONE = 7
const LONGEST_PHONE = 15

/** A telephone number as it was said, with its plus; of several the last whole one. */
export function readPhoneDigits(items: readonly Item[], language: Language): SpokenCode | undefined {
  const runs = joinRuns(listDigitRuns(items, language), items)
  const whole = runs.filter(({ digits }) => digits.length >= SHORTEST_PHONE && digits.length <= LONGEST_PHONE)
  return makeCode(whole.at(-1))
}

/** The longest row of digits, leading zeros and plus kept; of a corrected one the last. */
export function readDigitRow(items: readonly Item[], language: Language): SpokenCode | undefined {
  const runs = joinRuns(listDigitRuns(items, language), items)
  let best: DigitRun | undefined
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1]
    const isCorrection =
      before !== undefined && isCorrected(items, before.to, run.from) && run.digits.length >= before.digits.length - 1
    if (best === undefined || run.digits.length > best.digits.length || isCorrection) best = run
  }
  return makeCode(best)
}

function makeCode(run: DigitRun | undefined): SpokenCode | undefined {
  return run === undefined ? undefined : { value: (run.hasPlus ? '+' : '') + run.digits, from: run.from, to: run.to }
}

/** Joins runs that a word or two interrupted, unless they were corrected. */
function joinRuns(runs: readonly DigitRun[], items: readonly Item[]): readonly DigitRun[] {
  const joined: DigitRun[] = []
  for (const run of runs) {
    const before = joined.at(-1)
    const isOne =
      before !== undefined &&
      run.from - before.to <= MAX_BREAK &&
      !run.hasPlus &&
      !isCorrected(items, before.to, run.from) &&
      before.digits.length + run.digits.length <= LONGEST_PHONE
    if (isOne && before.digits.length < SHORTEST_PHONE + 2)
      joined[joined.length - 1] = {
        digits: before.digits + run.digits,
        chunks: [...before.chunks, ...run.chunks],
        hasPlus: before.hasPlus,
        from: before.from,
        to: run.to,
      }
    else joined.push(run)
  }
  return joined
}

function isCorrected(items: readonly Item[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isAnyRole(items, at, ['correct', 'no', 'not'])) return true
  return false
}

/** Letters as they are spelled on the telephone, beside the letters themselves. */
const SPELLED: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'alpha:a alfa:a bravo:b charlie:c delta:d echo:e foxtrot:f golf:g hotel:h india:i juliet:j juliett:j kilo:k lima:l mike:m november:n oscar:o papa:p quebec:q romeo:r sierra:s tango:t uniform:u victor:v whiskey:w whisky:w xray:x yankee:y zulu:z ' +
    'bee:b cee:c see:c sea:c dee:d gee:g aitch:h haitch:h jay:j kay:k el:l em:m en:n pee:p pea:p cue:q queue:q are:r ess:s tee:t tea:t you:u vee:v ex:x why:y zed:z zee:z'
  )
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
)
const BRITISH = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/
/** How many digits a postcode has, the likeliest first. */
const LENGTHS: Readonly<Record<Language, readonly number[]>> = { pl: [5], ru: [6, 5], uk: [5, 6], ca: [5], en: [5] }

/** A postcode: "05-099" where Polish is spoken, "SW1A 1AA" in English, five or six digits elsewhere. */
export function readPostcode(items: readonly Item[], language: Language): SpokenCode | undefined {
  const british = language === 'en' ? readBritish(items) : undefined
  if (british !== undefined) return british
  const runs = listDigitRuns(items, language)
  const joined = joinRuns(runs, items)
  for (const length of LENGTHS[language]) {
    const run =
      joined.findLast(({ digits }) => digits.length === length) ??
      runs.findLast(({ digits }) => digits.length === length) ??
      joined.map(joined => addChunks(joined, length)).findLast(added => added !== undefined)
    if (run === undefined) continue
    const isHyphened = language === 'pl' || (items[run.from]?.digits?.length === 2 && items[run.from + 1]?.gap === '-')
    const value = isHyphened && length === 5 ? `${run.digits.slice(0, 2)}-${run.digits.slice(2)}` : run.digits
    return { value, from: run.from, to: run.to }
  }
  return undefined
}

/** Said twice; or "27 200 11" and "70 80 31": recognisers write parts of one number beside each other, which are 27 211 and 78 031. */
function addChunks(run: DigitRun, length: number): DigitRun | undefined {
  const half = run.digits.slice(0, length)
  if (run.digits === half + half) return { ...run, digits: half }
  const chunks = [...run.chunks]
  for (let at = chunks.length - 1; at > 0 && chunks.join('').length > length; at -= 1) {
    const [number = '', rest = ''] = chunks.slice(at - 1, at + 1)
    const zeros = /[1-9](0+)$/.exec(number)?.[1]?.length ?? 0
    const isPart = zeros >= rest.length && !rest.startsWith('0')
    if (isPart) chunks.splice(at - 1, 2, number.slice(0, -rest.length) + rest)
  }
  const [first = ''] = chunks
  // "siedemdziesiąt osiem zero trzydzieści jeden": the zero that follows stuck to the eight.
  if (chunks.join('').length === length + 1 && /^[1-9]0$/.test(first) && /^[1-9]0$/.test(chunks[1] ?? ''))
    chunks[0] = first.charAt(0)
  const digits = chunks.join('')
  return digits.length === length ? { ...run, digits, chunks } : undefined
}

function readBritish(items: readonly Item[]): SpokenCode | undefined {
  const signs = items.map((item, at) => readSigns(item, items, at))
  for (const [at, item] of items.entries()) {
    // "m for mother"
    const isLetter = signs[at]?.length === 1 && /^[A-Z]$/.test(signs[at] ?? '')
    if (isLetter && /^(?:for|as)$/.test(items[at + 1]?.folded ?? '') && items[at + 2]?.folded.startsWith(item.folded) === true)
      signs.splice(at + 1, 2, '', '')
    // "thirty three"
    const tens = item.lex.number
    const unit = items[at + 1]?.lex.number
    if (tens?.level === 2 && tens.value >= 20 && unit?.level === 1 && unit.ordinal === undefined)
      signs.splice(at, 2, String(tens.value + unit.value), '')
  }
  let found: SpokenCode | undefined
  for (let from = 0; from < items.length; from += 1) {
    let text = ''
    for (let to = from; to < items.length && signs[to] !== undefined && text.length < 8; to += 1) {
      text += signs[to]
      const match = BRITISH.exec(text)
      if (match !== null && (found === undefined || found.from < from - 3 || text.length > found.value.length - 1))
        found = { value: `${match[1]} ${match[2]}`, from, to: to + 1 }
    }
  }
  return found
}

function readSigns(item: Item, items: readonly Item[], at: number): string | undefined {
  if (item.digits !== undefined) return item.digits
  const spelled = SPELLED[item.folded]
  if (item.folded === 'oh') return '0'
  const number = readNumber(items.slice(at, at + 1), 0, 'en')
  if (number !== undefined && number.ordinal === undefined && number.digits.length <= 2) return number.digits
  if (/^[a-z]{1,2}$/.test(item.folded)) return item.folded.toUpperCase()
  return spelled?.toUpperCase()
}
