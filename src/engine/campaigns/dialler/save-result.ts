import { keepTrying } from '../../keep-trying.ts'
import type { Hands } from './hands.ts'
import type { ConversationResult } from './ports.ts'

/** Keeps what came of a conversation, under its call. While the store is away it tries again: nobody else knows the result. */
export function saveResult(hands: Hands, result: ConversationResult): Promise<void> {
  const report = (error: unknown): void =>
    hands.log.error(
      { call: result.callId, error: error instanceof Error ? error.name : 'unknown' },
      'the result of a call cannot be kept yet',
    )
  return keepTrying(hands.clock, () => save(hands, result), report)
}

async function save({ store }: Hands, result: ConversationResult): Promise<void> {
  const { callId, scenario, language, outcome, values, beganAt, endedAt } = result
  const attempt = await store.attempts.find(result.attempt)
  await store.calls.save({
    id: callId,
    direction: 'outbound',
    attempt: result.attempt,
    campaign: attempt?.campaign ?? null,
    person: attempt?.person ?? null,
    number: attempt?.number ?? null,
    line: null,
    trunk: attempt?.trunk ?? null,
    scenario,
    language,
    journal: `calls/${callId}.jsonl`,
    outcome,
    result: values,
    cost: null,
    beganAt,
    answeredAt: beganAt,
    endedAt,
  })
}
