import { readOutcome } from './outcomes.ts'
import type { PlanHistory } from './history.ts'
import type { PlanPolicy } from './policy.ts'
import type { PlanReason, Step } from './steps.ts'

/** Why nobody may call this person at all (any more); undefined when they may. */
export function findRefusal(history: PlanHistory, policy: PlanPolicy): Step | undefined {
  const finish = (outcome: string, reason: PlanReason): Step => ({
    kind: 'finish',
    outcome,
    reason,
    messages: [],
  })
  const { contact, attempts, elsewhere } = history
  if (isOptedOut(history, policy, 'call', 'person', contact.person)) return finish('opted_out', 'opted_out')
  if (elsewhere.some(({ person, outcome }) => person === contact.person && outcome === 'deceased'))
    return finish('deceased', 'deceased')
  if (policy.consent.call === 'forbidden') return finish('excluded', 'forbidden')
  if (policy.consent.call === 'prior' && !hasConsent(history, policy, 'call')) return finish('excluded', 'no_consent')
  const last = attempts.at(-1)
  if (last === undefined || last.outcome === null) return undefined
  const meaning = readOutcome(last.outcome)
  if (meaning.kind === 'final') return finish(last.outcome, last.outcome === 'opted_out' ? 'opted_out' : 'reached')
  return meaning.kind === 'worklist'
    ? { kind: 'worklist', outcome: last.outcome, reason: 'needs_person', messages: [] }
    : undefined
}

/** Whether an opt-out forbids a channel for this purpose to a person or number. */
export function isOptedOut(
  { optOuts }: PlanHistory,
  { purpose }: PlanPolicy,
  channel: 'call' | 'sms' | 'email',
  subjectKind: 'person' | 'number',
  subject: string,
): boolean {
  return optOuts.some(
    optOut =>
      optOut.subjectKind === subjectKind &&
      optOut.subject === subject &&
      (optOut.purpose === '*' || optOut.purpose === purpose) &&
      (optOut.channel === '*' || optOut.channel === channel),
  )
}

/** Whether the last word about this purpose and channel is a consent. What was said of `*` holds for every one. */
export function hasConsent({ consents }: PlanHistory, { purpose }: PlanPolicy, channel: 'call' | 'sms' | 'email'): boolean {
  let last: PlanHistory['consents'][number] | undefined
  for (const entry of consents) {
    if (entry.purpose !== '*' && entry.purpose !== purpose) continue
    if (entry.channel !== '*' && entry.channel !== channel) continue
    // Of two that came at once the withdrawal counts.
    if (last === undefined || entry.at > last.at || (entry.at === last.at && entry.kind === 'withdrawal')) last = entry
  }
  return last?.kind === 'consent'
}
