import * as z from 'zod'
import type { Reading } from '../../../scenarios/model/reading.ts'
import { strictShape } from '../../../scenarios/model/strict.ts'
import { type Caps, RETRY_OUTCOMES, type RetryOutcome, type RetryRule } from '../plan/index.ts'
import { periodShape, readPeriod } from './period.ts'

const DEFAULT_TOTAL = 4
const MINUTE_MS = 60_000

/** What follows when nobody was reached, where the campaign does not say. */
const DEFAULT_RULES: Readonly<Record<RetryOutcome, RetryRule>> = {
  busy: { then: 'after', afterMs: 15 * MINUTE_MS, counted: true },
  no_answer: { then: 'another_part', afterMs: 0, counted: true },
  voicemail: { then: 'another_day', afterMs: 0, counted: true },
  screened: { then: 'another_part', afterMs: 0, counted: true },
  rejected: { then: 'another_day', afterMs: 0, counted: true },
  unreachable: { then: 'another_part', afterMs: 0, counted: true },
  hung_up_early: { then: 'another_day', afterMs: 0, counted: true },
  hung_up: { then: 'another_day', afterMs: 0, counted: true },
  no_speech: { then: 'another_part', afterMs: 0, counted: true },
  relative: { then: 'another_part', afterMs: 0, counted: true },
  line_fault: { then: 'after', afterMs: 5 * MINUTE_MS, counted: false },
  unknown: { then: 'worklist', afterMs: 0, counted: true },
}

const ruleShape = z.string({ error: '#rule' }).min(1, { error: '#rule' })
const howMany = (most: number, meaning: string) => z.int().min(1).max(most).optional().describe(meaning)

/** `attempts`. */
export const attemptsShape = strictShape({
  at_most: strictShape({
    total: howMany(50, 'Attempts of one contact that count; 4 when it is not said.'),
    per_day: howMany(10, 'Calls a day to a person, and to a number, over all campaigns.'),
    per_week: howMany(50, 'The same in any seven days.'),
    per_month: howMany(100, 'The same in any thirty days.'),
  })
    .optional()
    .describe('How often at most; the law of the country may allow less.'),
  apart: periodShape
    .optional()
    .describe(
      'Between two calls to one person or one number, a household, whatever they are about, over all campaigns. Default 2h; 0s for callbacks.',
    ),
  busy: ruleShape.optional().describe('The line is engaged. Default: after 15 min.'),
  no_answer: ruleShape.optional().describe('Nobody takes the call. Default: another part of the day.'),
  voicemail: z
    .union([
      ruleShape,
      strictShape({
        leave: z.enum(['message', 'nothing']).optional().describe('Whether the robot speaks to it.'),
        then: ruleShape.optional().describe('What follows.'),
      }),
    ])
    .optional()
    .describe('A voicemail answers: a rule, or { leave: message, then: rule }. Default: { leave: message, then: another day }.'),
  screened: ruleShape.optional().describe('An assistant of the telephone answers. Default: another part of the day.'),
  rejected: ruleShape.optional().describe('The call is refused. Default: another day.'),
  unreachable: ruleShape.optional().describe('The telephone is off or without a signal. Default: another part of the day.'),
  hung_up_early: ruleShape.optional().describe('They hang up before they said anything. Default: another day.'),
  hung_up: ruleShape.optional().describe('They hang up in the middle. Default: another day.'),
  no_speech: ruleShape.optional().describe('Somebody is there and says nothing. Default: another part of the day.'),
  relative: ruleShape.optional().describe('Somebody else says when to call, or not. Default: another part of the day.'),
  asked_to_call_back: ruleShape.optional().describe('They name an hour. Default: at that time, within 5 min.'),
  line_fault: ruleShape.optional().describe('A fault of the network or of Trucada. Default: after 5 min, not counted.'),
  unknown: ruleShape.optional().describe('Nobody can find out whether the call was made. Default: worklist.'),
})

/** How contacts are tried, as the plan has it. */
export interface CampaignAttempts {
  readonly total: number
  readonly caps: Caps
  readonly rules: Readonly<Record<RetryOutcome, RetryRule>>
  readonly leaveMessage: boolean
  readonly callBackWithinMs: number
  /** Between two calls to a person or a number about different things; absent: as is usual. */
  readonly apartMs?: number
}

/** Reads `attempts`; a rule with a fault is the default's. */
export function readAttempts(reading: Reading, written: z.infer<typeof attemptsShape> | undefined): CampaignAttempts {
  const { at_most: most = {}, voicemail, asked_to_call_back: callBack } = written ?? {}
  const rules: Record<RetryOutcome, RetryRule> = { ...DEFAULT_RULES }
  for (const outcome of RETRY_OUTCOMES) {
    const text = outcome === 'voicemail' ? (typeof voicemail === 'object' ? voicemail.then : voicemail) : written?.[outcome]
    if (text === undefined) continue
    const path = ['attempts', outcome, ...(outcome === 'voicemail' && typeof voicemail === 'object' ? ['then'] : [])]
    const rule = readRule(text)
    if (rule === undefined) reading.report('campaign/bad-rule', path, 'value', { found: text.slice(0, 60), rules: RULES })
    else rules[outcome] = rule
  }
  const total = most.total ?? DEFAULT_TOTAL
  const apartMs = written?.apart === undefined ? undefined : readPeriod(written.apart)
  for (const [key, limit] of [['per_day', most.per_day] as const, ['per_week', most.per_week] as const])
    if (limit !== undefined && limit > total)
      reading.report('campaign/idle-limit', ['attempts', 'at_most', key], 'value', { key, limit, total })
  return {
    total,
    caps: {
      ...(most.per_day !== undefined && { perDay: most.per_day }),
      ...(most.per_week !== undefined && { perWeek: most.per_week }),
      ...(most.per_month !== undefined && { perMonth: most.per_month }),
    },
    rules,
    leaveMessage: typeof voicemail === 'object' ? voicemail.leave !== 'nothing' : true,
    callBackWithinMs: readCallBack(reading, callBack),
    ...(apartMs !== undefined && { apartMs }),
  }
}

const RULES = '"after 15 min", "another part of the day", "another day", "worklist" or "finish"; ", not counted" may follow'

/** `after 15 min`, `another day, not counted`, `another part of the day, after 4h`, `worklist`; undefined when it is no rule. */
function readRule(text: string): RetryRule | undefined {
  let then: RetryRule['then'] | undefined
  let afterMs = 0
  let counted = true
  for (const clause of text.split(',').map(part => part.trim().replaceAll(/\s+/g, ' '))) {
    const wait = /^after (.+)$/.exec(clause)?.[1]
    if (wait !== undefined) {
      const period = readPeriod(wait)
      if (period === undefined) return undefined
      afterMs = period
      then ??= 'after'
    } else if (clause === 'not counted') counted = false
    else if (then === undefined && Object.hasOwn(WORDS, clause)) then = WORDS[clause]
    else return undefined
  }
  return then === undefined ? undefined : { then, afterMs, counted }
}

const WORDS: Readonly<Record<string, RetryRule['then']>> = {
  'another part of the day': 'another_part',
  'another day': 'another_day',
  worklist: 'worklist',
  finish: 'finish',
}

const CALL_BACK_MS = 5 * MINUTE_MS

function readCallBack(reading: Reading, text: string | undefined): number {
  if (text === undefined) return CALL_BACK_MS
  const [, within] = /^at that time(?:, within (.+))?$/.exec(text.trim()) ?? []
  const period = within === undefined ? CALL_BACK_MS : readPeriod(within)
  if (/^at that time(, within .+)?$/.test(text.trim()) && period !== undefined) return period
  reading.report('campaign/bad-rule', ['attempts', 'asked_to_call_back'], 'value', {
    found: text.slice(0, 60),
    rules: '"at that time" or "at that time, within 5 min"',
  })
  return CALL_BACK_MS
}

/** How attempts are written, for the manual. */
export const attemptsManual = `
What follows an attempt that did not reach the person. A rule is one of

- \`after 15 min\`: after that while, whatever the part of the day (after three in a row in vain it becomes another part of the day);
- \`another part of the day\`: morning (until 12:00), afternoon (until 17:00), evening;
- \`another day\`;
- \`worklist\`: a person sees to it;
- \`finish\`: it is over.

\`, not counted\` after it: the attempt uses up none of \`total\`. Attempts spread by themselves: no two in the same part of the day and
weekday as long as an allowed untried one is left before the deadline, and never within two hours of a clock time at which the person
was not reached. A number that turns out dead, wrong or a fax ends the number, not the contact.

\`\`\`yaml
attempts:
  at_most: { total: 4, per_day: 1, per_week: 3 }
  busy: after 15 min
  no_answer: another part of the day
  voicemail: { leave: message, then: another day }
  asked_to_call_back: at that time, within 5 min
  line_fault: after 5 min, not counted
\`\`\`
`
