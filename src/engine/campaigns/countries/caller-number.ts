import * as z from 'zod'
import { strictShape } from '../../../scenarios/model/strict.ts'

/** What of a number's calls of the last days a carrier looks at. */
export const MEASURES = [
  'silent_share',
  'average_seconds',
  'different_numbers_share',
  'unanswered_inbound_share',
  'complaints',
  'cannot_be_called_back',
  'plays_recording',
  'only_calls',
] as const
/** One of them. */
export type Measure = (typeof MEASURES)[number]

/** `caller_number`. */
export const callerNumberShape = strictShape({
  over_days: z.int().min(1).max(90).describe('Days that carriers look at.'),
  blocked_by: z.int().min(1).max(20).describe('So many signs together block a number.'),
  warn_at: z
    .string({ error: '#share' })
    .regex(/^(100|\d{1,2})%$/, { error: '#share' })
    .describe('Share of a limit at which people are warned.'),
  signs: z
    .array(
      strictShape({
        measure: z.enum(MEASURES).describe('What is measured.'),
        above: z.number().optional().describe('A sign above this,'),
        below: z.number().optional().describe('or below this.'),
        name: z.string().min(1).describe('As the rules word it.'),
      }),
    )
    .min(1),
  sources: z.array(z.string()).min(1),
})

/** By which signs a number is blocked. */
export interface CallerNumberRules {
  readonly overDays: number
  readonly blockedBy: number
  /** 0 to 1. */
  readonly warnAt: number
  readonly signs: readonly {
    readonly measure: Measure
    readonly limit: number
    readonly isAbove: boolean
    readonly name: string
  }[]
}

/** What is known of a number's calls; shares are 0 to 1, facts 0 or 1. What is not known counts as a sign. */
export type CallerNumberFigures = Readonly<Partial<Record<Measure, number>>>

/** How a number stands: `healthy`, `warned` (a further sign would block it, or one is near its limit), `stopped` (it must rest). */
export interface CallerNumberHealth {
  readonly state: 'healthy' | 'warned' | 'stopped'
  readonly signs: readonly { readonly measure: Measure; readonly name: string; readonly state: 'clear' | 'near' | 'shown' }[]
}

/** @internal */
export function readCallerNumber(written: z.infer<typeof callerNumberShape> | undefined): CallerNumberRules | undefined {
  if (written === undefined) return undefined
  return {
    overDays: written.over_days,
    blockedBy: written.blocked_by,
    warnAt: Number.parseInt(written.warn_at, 10) / 100,
    signs: written.signs.map(({ measure, above, below, name }) => ({
      measure,
      name,
      limit: above ?? below ?? 0,
      isAbove: above !== undefined,
    })),
  }
}

/**
 * Judges a number before it calls again. It stops while one more sign would still be needed for a block and that sign is near:
 * carriers count by their own figures, which are not exactly ours.
 */
export function judgeCallerNumber(rules: CallerNumberRules, figures: CallerNumberFigures): CallerNumberHealth {
  const signs = rules.signs.map(({ measure, limit, isAbove, name }) => {
    const value = figures[measure]
    const isShown = value === undefined || (isAbove ? value > limit : value < limit)
    const isNear = value !== undefined && (isAbove ? value > limit * rules.warnAt : value < limit / rules.warnAt)
    return { measure, name, state: isShown ? ('shown' as const) : isNear ? ('near' as const) : ('clear' as const) }
  })
  const shown = signs.filter(({ state }) => state === 'shown').length
  const near = signs.filter(({ state }) => state === 'near').length
  const state = shown >= rules.blockedBy || shown + near >= rules.blockedBy ? 'stopped' : shown + near > 0 ? 'warned' : 'healthy'
  return { state, signs }
}
