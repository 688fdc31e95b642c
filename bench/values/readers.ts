// The two that are compared: our reader, and chrono-node where it knows the language and the kind.
import { Duration } from 'luxon'
import * as chrono from 'chrono-node'
import { readAddress } from '../../src/engine/understanding/addresses/read-address.ts'
import { splitWords } from '../../src/engine/understanding/tokens.ts'
import { readBest } from '../../src/engine/understanding/values/index.ts'
import { type Turn, type TurnSet, ZONE } from './turns.ts'

/** Reads the value of a turn; undefined or null when it finds none. */
export type Reader = (turn: Turn) => Turn['best'] | undefined

/** What one reader did. */
export interface ReaderFigures {
  readonly right: number
  /** Turns for which a value was read that is not the right one. */
  readonly wrong: number
  /** Half of the turns were read faster, in µs. */
  readonly p50: number
  readonly p99: number
}

/** Ours. */
export const readOurs: Reader = ({ hypotheses, language, expect, isPast, now }) => {
  if (expect === 'address') return readAddress(splitWords(hypotheses[0] ?? ''), language)?.value
  const best = readBest(hypotheses, { language, now, zone: ZONE, expect, ...(isPast ? { past: true } : {}) })
  return expect === 'part' ? best?.part : best?.value
}

const CHRONO = { en: chrono.en.casual, ru: chrono.ru.casual, uk: chrono.uk.casual } as const

/** chrono-node for the language and the kind, or undefined where it has none. Of hypotheses the first in which it finds something. */
export function chronoFor({ language, expect }: Turn): Reader | undefined {
  if (language === 'pl' || language === 'ca') return undefined
  if (expect !== 'date' && expect !== 'time' && expect !== 'datetime') return undefined
  const parser = CHRONO[language]
  return ({ hypotheses, isPast, now }) => {
    for (const text of hypotheses) {
      const start = parser.parse(text, { instant: new Date(now), timezone: 120 }, { forwardDate: !isPast })[0]?.start
      if (start === undefined) continue
      const two = (part: 'month' | 'day' | 'hour' | 'minute'): string => String(start.get(part) ?? 0).padStart(2, '0')
      const day = `${start.get('year')}-${two('month')}-${two('day')}`
      const time = `T${two('hour')}:${two('minute')}`
      return expect === 'date' ? day : expect === 'time' ? time : `${day}${time}`
    }
    return null
  }
}

/** How many are right, and how long one takes: the second of two readings, when all is warm. */
export function measureReader({ turns }: TurnSet, read: Reader): ReaderFigures {
  const got = turns.map(turn => ({ turn, value: read(turn) ?? null }))
  const right = got.filter(({ turn, value }) => isSame(value, turn.best, turn)).length
  const wrong = got.filter(({ turn, value }) => value !== null && !isSame(value, turn.best, turn)).length
  const times = turns
    .map(turn => {
      const began = performance.now()
      read(turn)
      return (performance.now() - began) * 1000
    })
    .sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0
  return { right, wrong, p50: at(0.5), p99: at(0.99) }
}

function isSame(got: Turn['best'], best: Turn['best'], { expect }: Turn): boolean {
  if (got === null || best === null) return got === best
  if (expect === 'duration') return Duration.fromISO(String(got)).toMillis() === Duration.fromISO(String(best)).toMillis()
  if (expect === 'postcode') return bare(got) === bare(best)
  if (expect === 'address') return listParts(got) === listParts(best)
  return String(got) === String(best)
}

function listParts(value: NonNullable<Turn['best']>): string {
  return Object.entries(value)
    .map(([part, said]) => `${part} ${String(said).toLowerCase()}`)
    .sort()
    .join(', ')
}

function bare(value: NonNullable<Turn['best']>): string {
  return String(value).replaceAll(/[\s-]/g, '').toUpperCase()
}
