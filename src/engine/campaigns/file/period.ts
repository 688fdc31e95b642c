import * as z from 'zod'

const PERIOD = /^(\d{1,6}(?:\.\d{1,3})?) ?(s|min|h|days?|weeks?)$/
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
  week: 604_800_000,
  weeks: 604_800_000,
}

/** `5s`, `15 min`, `12h`, `1 day`, `2 weeks`. */
export const periodShape = z
  .string({ error: '#period' })
  .regex(PERIOD, { error: '#period' })
  .meta({ id: 'period', description: 'A period: 5s, 15 min, 12h, 1 day, 2 weeks.' })

/** Milliseconds of a period, a day as 24 hours; undefined when it is none. */
export function readPeriod(text: string): number | undefined {
  const [, amount, unit = ''] = PERIOD.exec(text.trim()) ?? []
  const unitMs = UNIT_MS[unit]
  return amount === undefined || unitMs === undefined ? undefined : Math.round(Number(amount) * unitMs)
}

/** How periods are written, for the manual. */
export const periodManual = `
A period is a number with its unit: \`5s\`, \`15 min\`, \`12h\`, \`1 day\`, \`2 weeks\`. A day is 24 hours.
`
