import { isAboutMessages, type PlanHistory } from './history.ts'
import type { PlanPolicy } from './policy.ts'
import { hasConsent, isOptedOut } from './refusals.ts'
import { findSlot } from './slots.ts'
import type { Step } from './steps.ts'
import type { ZoneClock } from '../../../scenarios/contact/index.ts'
import { DAY_MS } from '../../../scenarios/contact/index.ts'

/** Messages wait this long for an hour at which they may be sent. */
const HORIZON_MS = 14 * DAY_MS

/**
 * The message that goes before the call: to be sent, or how long the call waits for what comes of it. Undefined when there is none,
 * none can be sent, or its time is over. A message may not take away the last hour before the deadline: then the call goes first.
 */
export function planFirstMessage(
  history: PlanHistory,
  now: number,
  policy: PlanPolicy,
  clock: ZoneClock,
): Step | { readonly notBefore: number } | undefined {
  const { before } = policy
  if (before === undefined || history.attempts.length > 0) return undefined
  const { contact, messages = [] } = history
  const sent = messages.find(({ direction, template }) => direction === 'out' && template === before.text)
  if (sent !== undefined) {
    const hasAnswered = messages.some(
      ({ direction, meaning, createdAt }) => direction === 'in' && !isAboutMessages(meaning) && createdAt >= sent.createdAt,
    )
    // Whoever reads the answer finishes the contact or lets it go on; a call meanwhile would be one too many.
    if (hasAnswered && before.isCallSpared) return { kind: 'wait', at: now + DAY_MS, reason: 'message_waits' }
    return sent.state === 'failed' ? undefined : { notBefore: sent.createdAt + before.waitMs }
  }
  if (policy.consent[before.channel] === 'forbidden') return undefined
  if (policy.consent[before.channel] === 'prior' && !hasConsent(history, policy, before.channel)) return undefined
  if (isOptedOut(history, policy, before.channel, 'person', contact.person)) return undefined
  if (before.channel === 'sms' && contact.numbers.every(number => isOptedOut(history, policy, 'sms', 'number', number)))
    return undefined
  const until = contact.deadlineAt ?? now + HORIZON_MS
  const at = findSlot({ clock, windows: policy.messageWindows, from: now, until, isDayFree: () => true })
  if (at === undefined) return undefined
  const call = findSlot({ clock, windows: policy.windows, from: at + before.waitMs, until, isDayFree: () => true })
  if (call === undefined) return undefined
  return { kind: 'message', at, message: { channel: before.channel, text: before.text }, reason: 'message_first' }
}
