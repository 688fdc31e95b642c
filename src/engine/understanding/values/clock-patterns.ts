import type { Language } from '../../../scenarios/model/documents.ts'

/**
 * A way to say a clock time. `says` is a row of elements: `H` an hour, `G` an hour in the genitive ("шестого"), `M` minutes or a
 * quarter, `U` the same with its unit said, `u` the unit alone ("хвилин п'ять"), `Q` Catalan quarters; anything else is a role, `?` before it makes it optional.
 * `means` gives minutes from midnight.
 */
export interface ClockPattern {
  readonly says: readonly string[]
  readonly means: (hour: number, minutes: number, quarter: number) => number
}

const make = (says: string, means: ClockPattern['means']): ClockPattern => ({ says: says.split(' '), means })
const before = (h: number, m: number) => h * 60 - m
const after = (h: number, m: number) => h * 60 + m
/** Counted into the hour that follows: "пятнадцать минут шестого", "чверть на шосту". */
const into = (h: number, m: number) => (h - 1) * 60 + m
const halfTo = (h: number) => h * 60 - 30
const halfPast = (h: number) => h * 60 + 30

/** How each language says the clock, besides the hour with its minutes. */
export const CLOCK_PATTERNS: Readonly<Record<Language, readonly ClockPattern[]>> = {
  pl: [
    make('half to H', halfTo),
    make('half G', halfTo),
    make('minus M half to H', (h, m) => h * 60 - 30 - m),
    make('M past half to H', (h, m) => h * 60 - 30 + m),
    make('minus M H', before),
    make('minus M to H', before),
    make('M past H', after),
    make('half past H', halfPast),
    make('H and_half', halfPast),
    make('U to H', before),
  ],
  ru: [
    make('half G', halfTo),
    make('minus M H', before),
    make('M G', into),
    make('u M G', into),
    make('H and_half', halfPast),
    make('U after H', after),
    make('U before H', before),
  ],
  uk: [
    make('half on H', halfTo),
    make('half to H', halfTo),
    make('half G', halfTo),
    make('half past H', halfPast),
    make('minus M H', before),
    make('minus M to H', before),
    make('M on H', into),
    make('u M on H', into),
    make('H and_half', halfPast),
    make('M past H', after),
    make('U after H', after),
    make('U to H', before),
    make('U G', into),
  ],
  ca: [
    make('Q ?sharp of ?at H', (h, _, q) => (h - 1) * 60 + q),
    // "a quarts de nou": about the half.
    make('quarter of ?at H', halfTo),
    make('Q and_half of ?at H', (h, _, q) => (h - 1) * 60 + q + 7),
    make('Q and M of ?at H', (h, m, q) => (h - 1) * 60 + q + m),
    make('Q minus M of ?at H', (h, m, q) => (h - 1) * 60 + q - m),
    make('minus M to ?at Q of ?at H', (h, m, q) => (h - 1) * 60 + q - m),
    make('M to ?at Q of ?at H', (h, m, q) => (h - 1) * 60 + q - m),
    make('past M of ?at Q of ?at H', (h, m, q) => (h - 1) * 60 + q + m),
    make('H and_half', halfPast),
    make('H and quarter', h => h * 60 + 15),
    make('H minus quarter', h => h * 60 - 15),
    make('H minus M', before),
    make('H and M', after),
    make('minus M to ?at H', before),
    make('M to ?at H', before),
    make('past M of ?at H', after),
  ],
  en: [make('half past H', halfPast), make('half H', halfPast), make('M past H', after), make('M to H', before)],
}
