import { createDayCheck } from './caps.ts'
import { isAboutMessages, type PlanAttempt, type PlanHistory } from './history.ts'
import { planFirstMessage } from './first-message.ts'
import { chooseNumber, listUsableNumbers } from './numbers.ts'
import { hasRung, readOutcome } from './outcomes.ts'
import type { PlanPolicy, RetryRule } from './policy.ts'
import { findRefusal } from './refusals.ts'
import { findSlot, isAllowedAt, partOf } from './slots.ts'
import type { PlanReason, Step } from './steps.ts'
import { DAY_MS, dayOf, findZoneClock, minuteOf, type ZoneClock } from '../../../scenarios/contact/index.ts'

/** Without a deadline the plan looks this far ahead: an untried weekday lies within a week, feasts may take another. */
const HORIZON_MS = 35 * DAY_MS
/** A clock that stands this far before the last thing that happened cannot be believed. */
const CLOCK_SLACK_MS = 5 * 60_000
/** So many times in a row the same quick rule is followed; after that it is a failed hour like others, or slows down. */
const MOST_QUICK = 3
/** Calls back in a row, after which a person sees to it. */
const MOST_CALL_BACKS = 5
const SLOWEST_FAULT_MS = 2 * 3_600_000

/**
 * What is to be done with a contact now: pure, so that the dialler, the forecast and the explanation are one.
 * What cannot be known (a zone, the time) means no call. An answer `wait` holds only as long as nothing happens and the policy stays.
 * @param now epoch ms
 */
export function nextStep(history: PlanHistory, now: number, policy: PlanPolicy): Step {
  const clock = findZoneClock(history.contact.zone)
  if (clock === undefined) return endContact('worklist', 'unplanned', 'unknown_zone', [], true)
  const last = history.attempts.at(-1)
  const latest = findLatest(history)
  if (!Number.isFinite(now) || latest > now + CLOCK_SLACK_MS) return distrustClock(latest)
  const refusal = findRefusal(history, policy)
  if (refusal !== undefined) return refusal
  if (last !== undefined && last.outcome === null)
    return { kind: 'wait', at: now + CLOCK_SLACK_MS, reason: 'call_running', number: last.number }
  const { contact } = history
  if (contact.deadlineAt !== null && now >= contact.deadlineAt) return giveUp(policy, 'deadline_passed')
  const numbers = listUsableNumbers(history, policy)
  if (numbers.length === 0) return giveUp(policy, 'no_number')
  const until = contact.deadlineAt ?? now + HORIZON_MS
  const reply = findReply(history)
  if (reply?.meaning === 'call')
    return planAskedCall(
      { history, now, policy, clock, numbers, notBefore: now, until },
      reply.callAt ?? reply.createdAt,
      numbers[0],
    )
  // It came while the telephone rang: a person has it, and nobody is called who has answered.
  if (reply !== undefined && last !== undefined && policy.before?.isCallSpared === true)
    return endContact('worklist', last.outcome ?? 'unreached', 'replied', [])
  const first = planFirstMessage(history, now, policy, clock)
  if (first !== undefined && 'kind' in first) return first
  const context: Context = { history, now, policy, clock, numbers, notBefore: Math.max(now, first?.notBefore ?? now), until }
  return last !== undefined && readOutcome(last.outcome ?? '').kind === 'call_back'
    ? planCallBack(context, last)
    : planAttempt(context, last)
}

interface Context {
  readonly history: PlanHistory
  readonly now: number
  readonly policy: PlanPolicy
  readonly clock: ZoneClock
  readonly numbers: readonly string[]
  /** A message came first and is given time. */
  readonly notBefore: number
  readonly until: number
}

/** What the person wrote last, when nobody has called since. */
function findReply({ attempts, messages = [] }: PlanHistory) {
  const since = attempts.at(-1)?.claimedAt ?? -Infinity
  return messages.findLast(
    ({ direction, meaning, createdAt }) => direction === 'in' && !isAboutMessages(meaning) && createdAt >= since,
  )
}

function findLatest({ attempts, elsewhere }: PlanHistory): number {
  let latest = 0
  for (const { claimedAt } of attempts) latest = Math.max(latest, claimedAt)
  for (const { claimedAt } of elsewhere) latest = Math.max(latest, claimedAt)
  return latest
}

/** No call until the clock is past what has already happened. */
function distrustClock(latest: number): Step {
  return { kind: 'wait', at: latest, reason: 'clock_jumped', isAlert: true }
}

/** The person named an hour: caps and spread are the campaign's wishes and give way to theirs; the hours of the law do not. */
function planCallBack(context: Context, last: PlanAttempt): Step {
  const { history, numbers } = context
  let inRow = 0
  while (readOutcome(history.attempts.at(-1 - inRow)?.outcome ?? '').kind === 'call_back') inRow++
  if (inRow > MOST_CALL_BACKS) return endContact('worklist', 'callback', 'needs_person', [])
  const number = numbers.includes(last.number) ? last.number : numbers[0]
  // Nobody said when: another day at the same hour is what was meant most often.
  return planAskedCall(context, last.callBackAt ?? last.claimedAt + DAY_MS, number)
}

/** A call at the hour that the person named, in a call or in a message. */
function planAskedCall(context: Context, asked: number, number = ''): Step {
  const { now, policy, clock, until } = context
  const isLate = now > asked + policy.callBackWithinMs
  const at = findSlot({
    clock,
    windows: policy.windows,
    from: Math.max(now, asked),
    until: Math.max(until, isLate ? until : asked + policy.callBackWithinMs),
    isDayFree: () => true,
  })
  if (at === undefined) return giveUp(policy, 'no_time_left')
  return at <= now ? call(context, number, 'asked_to_call_back') : { kind: 'wait', at, reason: 'asked_to_call_back', number }
}

function planAttempt(context: Context, last: PlanAttempt | undefined): Step {
  const { history, now, policy, clock, numbers, until } = context
  const { attempts } = history
  const counted = attempts.filter(attempt => attempt.counted).length
  if (counted >= policy.total) return giveUp(policy, 'attempts_used')
  const rule = last === undefined ? undefined : findRule(attempts, last, policy)
  if (rule?.then === 'worklist') return endContact('worklist', last?.outcome ?? 'unreached', 'rule_ends', [])
  if (rule?.then === 'finish') return endContact('finish', last?.outcome ?? 'unreached', 'rule_ends', [])
  const number = chooseNumber(attempts, numbers)
  const own = Math.max(context.notBefore, findEarliest(last, rule, clock))
  const peace = findPeace(history, number, policy)
  const earliest = Math.max(own, peace)
  const isQuick = rule?.then === 'after'
  const isDayFree = createDayCheck(policy.caps, listCalls(history, number), clock)
  const search = { clock, windows: policy.windows, from: earliest, until, isDayFree }
  const tried = isQuick ? [] : listTried(attempts, policy, clock)
  // A quick rule that was followed in vain has made an hour that failed of one that said nothing.
  if (last !== undefined && rule !== undefined && !isQuick && tried.length === 0) tried.push(clock.toLocal(last.claimedAt))
  const avoidPart = rule?.then === 'another_part' ? partOf(minuteOf(clock.toLocal(last?.claimedAt ?? now))) : undefined
  const spread = tried.length === 0 ? undefined : { tried, ...(avoidPart !== undefined && { avoidPart }) }
  const at = findSlot({ ...search, ...(spread !== undefined && { spread }) })
  if (at === undefined) return giveUp(policy, 'no_time_left')
  if (at <= now) return call(context, number, last === undefined ? 'first_attempt' : 'next_attempt')
  const isSpread = spread !== undefined && findSlot(search) !== at
  const isPeace = peace > own && peace >= at
  return { kind: 'wait', at, reason: isPeace ? 'household' : explainWait(context, at, earliest, isDayFree, isSpread), number }
}

function explainWait(
  { now, clock, policy, notBefore }: Context,
  at: number,
  earliest: number,
  isDayFree: (day: number) => boolean,
  isSpread: boolean,
): PlanReason {
  if (notBefore > now && notBefore >= at) return 'message_waits'
  if (!isDayFree(dayOf(clock.toLocal(Math.max(now, earliest))))) return 'cap_reached'
  if (isSpread) return 'spread'
  return isAllowedAt(clock, policy.windows, Math.max(now, earliest)) ? 'after_rule' : 'outside_hours'
}

/** The rule for the last attempt; quick ones that were followed in vain become a failed hour, faults of the line slow down. */
function findRule(attempts: readonly PlanAttempt[], last: PlanAttempt, policy: PlanPolicy): RetryRule | undefined {
  const meaning = readOutcome(last.outcome ?? '')
  if (meaning.kind !== 'retry') return undefined
  const rule = policy.rules[meaning.rule]
  if (rule.then !== 'after') return rule
  let inRow = 0
  while (isSameRule(attempts.at(-1 - inRow), meaning.rule)) inRow++
  if (inRow <= MOST_QUICK) return rule
  if (rule.counted) return { ...rule, then: 'another_part' }
  return { ...rule, afterMs: Math.min(Math.max(SLOWEST_FAULT_MS, rule.afterMs), rule.afterMs * 2 ** (inRow - MOST_QUICK)) }
}

function isSameRule(attempt: PlanAttempt | undefined, rule: string): boolean {
  const meaning = readOutcome(attempt?.outcome ?? '')
  return attempt !== undefined && meaning.kind === 'retry' && meaning.rule === rule
}

/** Before this the rule lets nobody call; the wish for another day begins at the next local midnight. */
function findEarliest(last: PlanAttempt | undefined, rule: RetryRule | undefined, clock: ZoneClock): number {
  if (last === undefined) return -Infinity
  const ended = last.endedAt ?? last.claimedAt
  // A relative may have said when to call.
  const asked = last.callBackAt ?? -Infinity
  if (rule === undefined) return Math.max(asked, ended)
  if (rule.then !== 'another_day') return Math.max(asked, ended + rule.afterMs)
  return Math.max(asked, ended + rule.afterMs, clock.toInstant((dayOf(clock.toLocal(last.claimedAt)) + 1) * DAY_MS))
}

/** Until when the person, and whoever shares the number, is left in peace after a call about something else. */
function findPeace({ contact, elsewhere }: PlanHistory, number: string, { apartMs }: PlanPolicy): number {
  let until = -Infinity
  for (const other of elsewhere)
    if ((other.person === contact.person || other.number === number) && hasRung(other.outcome))
      until = Math.max(until, (other.endedAt ?? other.claimedAt) + apartMs)
  return until
}

/** Calls that caps count: of the person, whatever the number, and to the number, whoever was meant. What was spoken of in one call is one. */
function listCalls({ contact, attempts, elsewhere }: PlanHistory, number: string): readonly number[] {
  const calls: number[] = []
  for (const { claimedAt, outcome, joinedTo = null } of attempts) if (joinedTo === null && hasRung(outcome)) calls.push(claimedAt)
  for (const { joinedTo = null, ...other } of elsewhere)
    if (joinedTo === null && (other.person === contact.person || other.number === number) && hasRung(other.outcome))
      calls.push(other.claimedAt)
  return calls
}

/** Hours that failed, as local instants. After a quick rule the hour was none: the line was engaged, or the fault was ours. */
function listTried(attempts: readonly PlanAttempt[], policy: PlanPolicy, clock: ZoneClock): number[] {
  const tried: number[] = []
  for (const { outcome, claimedAt } of attempts) {
    const meaning = readOutcome(outcome ?? '')
    if (meaning.kind === 'retry' && policy.rules[meaning.rule].then !== 'after') tried.push(clock.toLocal(claimedAt))
  }
  return tried
}

/** The last test before a call: local time once more, whatever led here. */
function call({ history, now, policy, clock }: Context, number: string, reason: PlanReason): Step {
  if (!isAllowedAt(clock, policy.windows, now)) return distrustClock(now + CLOCK_SLACK_MS)
  return { kind: 'call', number, reason, attempt: history.attempts.length + 1 }
}

function giveUp(policy: PlanPolicy, reason: PlanReason): Step {
  return endContact(policy.unreached.then, 'unreached', reason, policy.unreached.messages)
}

function endContact(
  kind: 'finish' | 'worklist',
  outcome: string,
  reason: PlanReason,
  messages: PlanPolicy['unreached']['messages'],
  isAlert = false,
): Step {
  return { kind, outcome, reason, messages, ...(isAlert && { isAlert }) }
}
