import { describe, expect, it } from 'vitest'
import { createMeters } from '../../../src/server/observe/index.ts'

const queues = { outbox: { waiting: 0, failed: 0 }, oldestDueAt: null, campaigns: [], tasks: 3 }

describe('the figures of a server', () => {
  it('have what happened before they could be kept, once, with what happens later', async () => {
    const meters = createMeters(() => 0)
    meters.watch({ countLiveCalls: () => 2, countPausedTrunks: () => 0, endpointCounts: () => ({}) })
    meters.hearAttemptEnd('answered')
    meters.hearTurn(20)
    const first = await meters.write(() => Promise.resolve(queues))
    expect(first.text).toContain('trucada_attempts_ended_total{outcome="answered"} 1')
    expect(first.text).toContain('trucada_turn_seconds_count 1')
    expect(first.text).toContain('trucada_calls_live 2')
    expect(first.text).toContain('trucada_tasks_open 3')
    meters.hearAttemptEnd('answered')
    const second = await meters.write(() => Promise.resolve(queues))
    expect(second.text).toContain('trucada_attempts_ended_total{outcome="answered"} 2')
  })
})
