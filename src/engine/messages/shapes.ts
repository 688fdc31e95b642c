import * as z from 'zod'
import { durationShape, readDuration } from '../../scenarios/model/duration.ts'

/** An address over HTTP. */
export const urlShape = z.url({ protocol: /^https?$/, error: '#url' })
/** How long the provider may take. */
export const timeoutShape = durationShape.optional().describe('How long it may take to answer; default 10s.')
/** What one part of a message costs. */
export const priceShape = z
  .number()
  .min(0)
  .optional()
  .describe('What one part of a message costs, where the provider does not say it.')

const TIMEOUT_MS = 10_000

/** Milliseconds of a `timeout`. */
export function readTimeout(written: string | undefined): number {
  return written === undefined ? TIMEOUT_MS : (readDuration(written) ?? TIMEOUT_MS)
}
