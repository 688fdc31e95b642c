import * as z from 'zod'

const DURATION = /^(\d{1,6}(?:\.\d{1,3})?) ?(ms|s|min|h)$/
const UNIT_MS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 } as const

/** `500ms`, `8s`, `2 min`, `4h`. */
export const durationShape = z
  .string({ error: '#duration' })
  .regex(DURATION, { error: '#duration' })
  .meta({ id: 'duration', description: 'A duration: 500ms, 8s, 2 min, 4h.' })

/** Milliseconds of a duration, or undefined when it is none. */
export function readDuration(text: string): number | undefined {
  const [, amount, unit] = DURATION.exec(text) ?? []
  if (amount === undefined || unit === undefined) return undefined
  return Math.round(Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS])
}

/** How durations are written, for the manual. */
export const durationManual = `
A duration is a number with its unit: \`500ms\` (thousandths of a second), \`8s\`, \`2 min\`, \`4h\`. A number without a unit is refused.
`
