import { DateTime } from 'luxon'
import { zoneOf } from '../../clinic-zone.ts'
import type { Token } from '../tokens.ts'
import { type PartOfDay, SPANS } from './calendar-words.ts'
import { readPartAt, readTimeAt, type SpokenTime } from './clock-times.ts'
import { readNumberAt } from './numbers.ts'
import { readDayAt, type SpokenDay } from './spoken-dates.ts'

/** What was said about one "when"; `from` and `to` are word indexes. `at` is an instant said outright ("za godzinę"). */
export interface SpokenWhen {
  readonly from: number
  readonly to: number
  readonly day?: SpokenDay
  readonly times: readonly SpokenTime[]
  readonly part?: PartOfDay
  readonly at?: number
  readonly isDenied: boolean
}

/** What the step listens for, as far as it matters for reading. */
export interface WhenReading {
  readonly now: number
  readonly zone: string
  readonly expectsDay: boolean
  readonly expectsTime: boolean
  readonly isBirth: boolean
}

type Piece = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'day'; readonly day: SpokenDay }
  | { readonly kind: 'time'; readonly time: SpokenTime }
  | { readonly kind: 'part'; readonly part: PartOfDay }
  | { readonly kind: 'at'; readonly at: number }
)

/** Words that may stand between a day and its time. */
const MAX_GAP = 3
const LEADING: ReadonlySet<string> = new Set([
  'w',
  'we',
  'na',
  'o',
  'ten',
  'ta',
  'tego',
  'ta',
  'tej',
  'od',
  'do',
  'po',
  'przed',
  'mi',
  'juz',
  'dopiero',
])
const UNABLE = /^(moge|pasuj|dam|da$|odpowiad|bede|chce|bedzie|mozemy)/
const CORRECTS: ReadonlySet<string> = new Set(['nie', 'przepraszam', 'raczej', 'jednak', 'wlasciwie'])

/** Every "when" of an utterance, in order; of a corrected one ("w czwartek, nie, w piątek") the last. */
export function listWhens(tokens: readonly Token[], reading: WhenReading): readonly SpokenWhen[] {
  const pieces = listPieces(tokens, reading)
  const groups: Piece[][] = []
  for (const piece of pieces) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isFree =
      group !== undefined &&
      !group.some(({ kind }) => kind === piece.kind && !(piece.kind === 'time' && piece.time.bound === 'before'))
    const isNear =
      last !== undefined &&
      piece.from - last.to <= MAX_GAP &&
      !tokens.slice(last.to, piece.from).some(({ folded }) => CORRECTS.has(folded))
    if (group !== undefined && isFree && isNear) group.push(piece)
    else groups.push([piece])
  }
  const used = new Set<number>()
  const whens = groups.map(group => makeWhen(group, tokens, used))
  return whens.filter((when, index) => !isCorrected(when, whens[index + 1], tokens))
}

function listPieces(tokens: readonly Token[], reading: WhenReading): Piece[] {
  let today: DateTime | undefined
  const days = {
    today() {
      // Only the calendar counts from here on, and reckoning with days is cheapest where no clock is ever changed.
      today ??= DateTime.fromMillis(reading.now, { zone: zoneOf(reading.zone) }).setZone('utc', { keepLocalTime: true })
      return today
    },
    isBirth: reading.isBirth,
    expected: reading.expectsDay,
  }
  const parts: { part: PartOfDay; from: number }[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const part = readPartAt(tokens, at)
    if (part !== undefined) parts.push({ part: part.part, from: at })
  }
  const nearest = (at: number) =>
    parts.reduce<{ part: PartOfDay; from: number } | undefined>(
      (best, part) => (best === undefined || Math.abs(part.from - at) < Math.abs(best.from - at) ? part : best),
      undefined,
    )
  const pieces: Piece[] = []
  for (let from = 0; from < tokens.length; ) {
    const piece = readPieceAt(tokens, from, reading, days, nearest)
    if (piece !== undefined) pieces.push(piece)
    from = piece?.to ?? from + 1
  }
  return pieces
}

function readPieceAt(
  tokens: readonly Token[],
  from: number,
  reading: WhenReading,
  days: Parameters<typeof readDayAt>[2],
  nearestPart: (at: number) => { part: PartOfDay; from: number } | undefined,
): Piece | undefined {
  const part = readPartAt(tokens, from)
  if (part !== undefined) return { kind: 'part', from, to: part.to, part: part.part }
  const day = readDayAt(tokens, from, days)
  if (day !== undefined && (!day.isBare || reading.expectsDay)) return { kind: 'day', from, to: day.to, day }
  const hint = nearestPart(from)
  const time = readTimeAt(
    tokens,
    from,
    hint !== undefined && Math.abs(hint.from - from) <= 2 * MAX_GAP ? hint.part : undefined,
    reading.expectsTime,
  )
  if (time !== undefined) return { kind: 'time', from, to: time.to, time }
  const wait = readWaitAt(tokens, from)
  return wait === undefined ? undefined : { kind: 'at', from, to: wait.to, at: reading.now + wait.minutes * 60_000 }
}

/** "za godzinę", "za pół godziny", "za kwadrans", "za piętnaście minut" */
function readWaitAt(tokens: readonly Token[], at: number): { readonly minutes: number; readonly to: number } | undefined {
  if (tokens[at]?.folded !== 'za') return undefined
  const next = tokens[at + 1]?.folded
  if (next === 'kwadrans') return { minutes: 15, to: at + 2 }
  if (next === 'pol' && tokens[at + 2]?.folded === 'godziny') return { minutes: 30, to: at + 3 }
  const number = readNumberAt(tokens, at + 1)
  const to = number?.to ?? at + 1
  const span = SPANS.find(tokens[to])
  const count = number?.value ?? 1
  return span?.minutes === undefined || count > 10_000 ? undefined : { minutes: span.minutes * count, to: to + 1 }
}

function makeWhen(group: readonly Piece[], tokens: readonly Token[], used: Set<number>): SpokenWhen {
  const from = group[0]?.from ?? 0
  const to = group.at(-1)?.to ?? from
  const day = group.find(piece => piece.kind === 'day')
  const part = group.find(piece => piece.kind === 'part')
  const at = group.find(piece => piece.kind === 'at')
  return {
    from,
    to,
    times: group.flatMap(piece => (piece.kind === 'time' ? [piece.time] : [])),
    ...(day === undefined ? {} : { day: day.day }),
    ...(part === undefined ? {} : { part: part.part }),
    ...(at === undefined ? {} : { at: at.at }),
    isDenied: isDenied(tokens, from, to, used),
  }
}

/** "nie w czwartek", "nie mogę w czwartek", "w czwartek (mi) nie pasuje"; not "nie, w czwartek". */
function isDenied(tokens: readonly Token[], from: number, to: number, used: Set<number>): boolean {
  let at = from - 1
  while (at >= 0 && LEADING.has(tokens[at]?.folded ?? '') && tokens[at + 1]?.isAfterPause === false) at -= 1
  if (at >= 0 && tokens[at + 1]?.isAfterPause === false) {
    if (UNABLE.test(tokens[at]?.folded ?? '') && tokens[at]?.isAfterPause === false) at -= 1
    if (tokens[at]?.kept === 'nie' && !used.has(at)) return true
  }
  let after = to
  while (LEADING.has(tokens[after]?.folded ?? '') && after - to < 2) after += 1
  if (
    tokens[after]?.kept !== 'nie' ||
    tokens[after]?.isAfterPause === true ||
    !UNABLE.test(tokens[after + 1]?.folded ?? '') ||
    tokens[after + 1]?.isAfterPause === true
  )
    return false
  used.add(after)
  return true
}

function isCorrected(when: SpokenWhen, next: SpokenWhen | undefined, tokens: readonly Token[]): boolean {
  if (next === undefined || when.isDenied || next.isDenied) return false
  const isSameKind =
    (when.day !== undefined && next.day !== undefined) ||
    (when.times.length > 0 && next.times.length > 0) ||
    (when.part !== undefined && next.part !== undefined)
  return isSameKind && tokens.slice(when.to, next.from).some(({ folded }) => CORRECTS.has(folded))
}
