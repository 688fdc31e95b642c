import { dateOf } from './calendar.ts'
import type { Reading } from './reading.ts'

const OLDEST = 1880

/**
 * The year that a number stands for. Two digits are of the last century where a birth is meant, and of this one for what lies ahead;
 * "dziewięćset siedemdziesiąty" lacks its thousand.
 */
export function findYear(value: number, digits: number, reading: Reading): number | undefined {
  if (value >= OLDEST && value <= 2200) return value
  if (reading.direction !== 'future') {
    if (value >= 900 && value <= 999) return value + 1000
    return digits <= 2 && value <= 99 ? 1900 + value : undefined
  }
  const { year } = dateOf(reading.today)
  const century = year - (year % 100)
  return digits === 2 && value <= 99 && century + value >= year && century + value <= year + 10 ? century + value : undefined
}
