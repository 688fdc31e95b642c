import { createHash } from 'node:crypto'
import {
  isCounted,
  nextStep,
  type PlanAttempt,
  type PlanHistory,
  type PlanPolicy,
  type PlanReason,
  type Step,
} from '../plan/index.ts'
import { createDueHeap } from './due-heap.ts'

/** What is assumed of calls; shares are 0 to 1. */
export interface Assumptions {
  /** Of attempts, how many reach the person; the rest is shared out among the others. */
  readonly reached: number
  readonly voicemail: number
  readonly busy: number
  /** Seconds that a call takes that reaches the person, and one that does not. */
  readonly talkSeconds: number
  readonly ringSeconds: number
}

/** What is assumed where nothing is known yet. */
export const DEFAULT_ASSUMPTIONS: Assumptions = { reached: 0.4, voicemail: 0.25, busy: 0.05, talkSeconds: 90, ringSeconds: 25 }

/** A contact of the forecast, with the policy that holds for it. */
export interface ForecastContact {
  readonly id: string
  readonly history: PlanHistory
  readonly policy: PlanPolicy
}

/** Calls at once and a second. */
export interface ForecastPace {
  readonly atOnce: number
  readonly perSecond: number
}

/** What is to be expected of a campaign. */
export interface Forecast {
  readonly contacts: number
  readonly eligible: number
  /** Contacts that are not called, by the rule that excludes them. */
  readonly excluded: Readonly<Partial<Record<PlanReason, number>>>
  readonly reached: number
  /** Reached at the first, second … attempt. */
  readonly reachedAt: readonly number[]
  /** Given up before they were reached, by why. */
  readonly unreached: Readonly<Partial<Record<PlanReason, number>>>
  /** Of these, those whom nobody could be called for even once: the pace or the hours are too narrow. */
  readonly neverTried: number
  readonly calls: number
  readonly minutes: number
  readonly messages: number
  /** When the last contact ends, epoch ms. */
  readonly endsAt: number
}

interface Life {
  readonly contact: ForecastContact
  readonly attempts: PlanAttempt[]
  readonly messages: NonNullable<PlanHistory['messages']>[number][]
  wasTold: boolean
}

const MOST_STEPS = 1000

/**
 * Plays a campaign through in advance: each contact by the plan itself, the pace by counting channels, the answers by what is assumed.
 * Who is reached at which attempt follows from the contact's id, so that a forecast says the same each time.
 */
export function forecast(
  contacts: readonly ForecastContact[],
  pace: ForecastPace,
  now: number,
  assumptions: Assumptions,
): Forecast {
  const heap = createDueHeap<Life>()
  const tally = createTally(contacts.length, now)
  for (const contact of contacts) {
    const life: Life = {
      contact,
      attempts: [...contact.history.attempts],
      messages: [...(contact.history.messages ?? [])],
      wasTold: false,
    }
    const step = nextStep(contact.history, now, contact.policy)
    if (isExclusion(step)) tally.exclude(step.reason)
    else heap.push(now, life)
  }
  const line = createLine(pace, now)
  for (let steps = 0; steps < MOST_STEPS * contacts.length; steps++) {
    const event = takeNext(heap, line)
    if (event === undefined) break
    const { at, life, wasInLine } = event
    const { contact, attempts, messages } = life
    const step = nextStep({ ...contact.history, attempts, messages }, at, contact.policy)
    if (step.kind === 'wait') heap.push(Math.max(step.at, at + 1), life)
    else if (step.kind === 'message') {
      tally.messages++
      const { channel, text } = step.message
      messages.push({ direction: 'out', channel, template: text, state: 'sent', createdAt: Math.max(at, step.at) })
      heap.push(Math.max(step.at, at + 1), life)
    } else if (step.kind === 'call') {
      // Who is due while others wait for a channel waits behind them.
      if (!wasInLine && line.freeAt(at) > at) {
        line.join(life)
        continue
      }
      const outcome = drawOutcome(contact.id, attempts.length, assumptions)
      const seconds =
        outcome === 'busy' ? BUSY_SECONDS : outcome === 'no_answer' ? assumptions.ringSeconds : assumptions.talkSeconds
      const endedAt = at + seconds * 1000
      tally.call(outcome === 'completed' || outcome === 'voicemail' ? seconds : 0)
      line.occupy(at, endedAt)
      const counted = isCounted(outcome, contact.policy)
      attempts.push({ number: step.number, outcome, counted, callBackAt: null, claimedAt: at, endedAt })
      if (outcome === 'completed') tally.reach(attempts.length - contact.history.attempts.length, at)
      else heap.push(endedAt, life)
    } else {
      tally.giveUp(step.reason, attempts.length === contact.history.attempts.length, at)
      tally.messages += step.messages.length
    }
  }
  return tally.result()
}

/** An engaged line is known at once. */
const BUSY_SECONDS = 3

/** Who waits for a channel, first come, first served. */
interface Line {
  /** When a call may begin, not before `at`: a channel is free, nobody stands before, the second is not used up. */
  freeAt(at: number): number
  join(life: Life): void
  /** The first in the line and when its call may begin. */
  first(): { readonly at: number; readonly life: Life } | undefined
  leave(): void
  occupy(at: number, until: number): void
}

function createLine({ atOnce, perSecond }: ForecastPace, now: number): Line {
  const channels = createDueHeap<undefined>()
  const waiting: Life[] = []
  let [head, nextStartAt] = [0, now]
  const findChannel = (at: number): number => {
    for (let free = channels.pop(); free !== undefined; free = channels.pop())
      if (free.at > at) {
        channels.push(free.at, undefined)
        if (channels.size < atOnce) break
        return free.at
      }
    return at
  }
  const startAt = (at: number): number => Math.max(findChannel(at), Math.ceil(nextStartAt))
  return {
    freeAt: at => (head < waiting.length ? Infinity : startAt(at)),
    join(life) {
      waiting.push(life)
    },
    first() {
      const life = waiting[head]
      return life === undefined ? undefined : { at: startAt(nextStartAt), life }
    },
    leave() {
      head++
      if (head > 10_000) {
        waiting.splice(0, head)
        head = 0
      }
    },
    occupy(at, until) {
      channels.push(until, undefined)
      nextStartAt = Math.max(at, nextStartAt) + 1000 / perSecond
    },
  }
}

function takeNext(
  heap: ReturnType<typeof createDueHeap<Life>>,
  line: Line,
): { readonly at: number; readonly life: Life; readonly wasInLine: boolean } | undefined {
  const first = line.first()
  const due = heap.peek()
  if (first !== undefined && (due === undefined || first.at <= due.at)) {
    line.leave()
    return { ...first, wasInLine: true }
  }
  const event = heap.pop()
  return event === undefined ? undefined : { at: event.at, life: event.item, wasInLine: false }
}

/** Before the first attempt, what ends a contact is a rule; who was given up for want of time is no exclusion. */
function isExclusion(step: Step): step is Extract<Step, { kind: 'finish' | 'worklist' }> {
  return (step.kind === 'finish' || step.kind === 'worklist') && step.reason !== 'no_time_left'
}

function drawOutcome(
  id: string,
  attempt: number,
  { reached, voicemail, busy }: Assumptions,
): 'completed' | 'voicemail' | 'busy' | 'no_answer' {
  const share = createHash('sha256').update(`${id} ${attempt}`).digest().readUInt32BE(0) / 0x1_0000_0000
  if (share < reached) return 'completed'
  if (share < reached + voicemail) return 'voicemail'
  return share < reached + voicemail + busy ? 'busy' : 'no_answer'
}

function createTally(contacts: number, now: number) {
  const excluded: Partial<Record<PlanReason, number>> = {}
  const unreached: Partial<Record<PlanReason, number>> = {}
  const reachedAt: number[] = []
  const totals = { excluded: 0, reached: 0, neverTried: 0, calls: 0, seconds: 0, endsAt: now }
  return {
    messages: 0,
    exclude(reason: PlanReason): void {
      excluded[reason] = (excluded[reason] ?? 0) + 1
      totals.excluded++
    },
    call(seconds: number): void {
      totals.calls++
      totals.seconds += seconds
    },
    reach(attempt: number, at: number): void {
      totals.reached++
      reachedAt[attempt - 1] = (reachedAt[attempt - 1] ?? 0) + 1
      totals.endsAt = Math.max(totals.endsAt, at)
    },
    giveUp(reason: PlanReason, wasNeverTried: boolean, at: number): void {
      unreached[reason] = (unreached[reason] ?? 0) + 1
      if (wasNeverTried) totals.neverTried++
      totals.endsAt = Math.max(totals.endsAt, at)
    },
    result(): Forecast {
      return {
        contacts,
        eligible: contacts - totals.excluded,
        excluded,
        reached: totals.reached,
        reachedAt: Array.from(reachedAt, count => count ?? 0),
        unreached,
        neverTried: totals.neverTried,
        calls: totals.calls,
        minutes: Math.ceil(totals.seconds / 60),
        messages: this.messages,
        endsAt: totals.endsAt,
      }
    },
  }
}
