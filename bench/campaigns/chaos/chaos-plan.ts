import type { CampaignPlan } from '../../../src/engine/campaigns/dialler/index.ts'

/** Outcomes after which a contact is done. */
const FINAL: ReadonlySet<string> = new Set(['confirmed', 'opted_out'])
const UNCOUNTED: ReadonlySet<string> = new Set(['withdrawn', 'trunk_fault', 'congestion', 'bot_fault', 'invalid_number'])
const MOST_COUNTED = 3
const RETRY_MS = 20_000
const FAULT_MS = 10_000

/** A plan without hours and caps, so that a run ends within minutes; an attempt of which nobody knows goes to a person. */
export function createChaosPlan(atOnce: number): CampaignPlan {
  return {
    scenario: 'chaos',
    from: '+48600000100',
    trunk: 'main',
    pace: { atOnce },
    ringMs: 10_000,
    contactOf: contact => contact.data,
    decide(contact, history, now) {
      const last = history.attempts.at(-1)
      const outcome = last?.outcome ?? ''
      if (FINAL.has(outcome)) return { kind: 'finish', outcome, reason: 'reached' }
      if (outcome === 'unknown') return { kind: 'worklist', outcome, reason: 'needs_person' }
      const number = contact.numbers.find(one => !history.deadNumbers.has(one))
      if (number === undefined) return { kind: 'worklist', outcome: 'unreached', reason: 'no_number' }
      if (history.attempts.filter(attempt => attempt.counted).length >= MOST_COUNTED)
        return { kind: 'worklist', outcome: 'unreached', reason: 'attempts_used' }
      if (last === undefined) return { kind: 'call', number, reason: 'first_attempt' }
      const dueAt = (last.endedAt ?? now) + (last.counted ? RETRY_MS : FAULT_MS)
      return dueAt > now ? { kind: 'wait', dueAt, reason: 'after_rule' } : { kind: 'call', number, reason: 'next_attempt' }
    },
    isAllowedAt: () => true,
    isCounted: outcome => !UNCOUNTED.has(outcome),
    sequelOf: ({ contact, ended, decision, now }) => ({
      letters:
        decision.kind === 'finish' && ended !== undefined
          ? [
              {
                id: `letter ${contact.id}`,
                kind: 'message',
                stream: contact.person,
                idempotencyKey: `summary ${contact.id}`,
                payload: { text: 'summary' },
                dueAt: now,
              },
            ]
          : [],
      messages: [],
      tasks: [],
    }),
  }
}
