import type { Hands } from './hands.ts'
import type { ConversationResult } from './ports.ts'

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000

/** Keeps what came of a conversation, under its call. While the store is away it tries again: nobody else knows the result. */
export async function saveResult(hands: Hands, result: ConversationResult): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
    try {
      await save(hands, result)
      return
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown'
      hands.log.error({ call: result.callId, error: name }, 'the result of a call cannot be kept yet')
      await new Promise<void>(resolve => hands.clock.setTimeout(resolve, waitMs))
    }
  }
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
