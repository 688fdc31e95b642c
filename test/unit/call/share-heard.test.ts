import { describe, expect, it } from 'vitest'
import { shareHeard } from '../../../src/engine/call/share-heard.ts'
import type { TurnState } from '../../../src/engine/call/state.ts'

const turn = (change: Partial<TurnState>): TurnState =>
  ({ lengthMs: 4_000, heardMs: 0, playedMs: undefined, ...change }) as TurnState

describe('how much of a prompt was heard', () => {
  it.each([
    ['was played out, by a voice twice as fast as reckoned', { playedMs: 2_000, heardMs: 4_000 }, 2_100, 1],
    ['was played out, and the caller spoke halfway', { playedMs: 2_000, heardMs: 4_000 }, 1_000, 0.5],
    ['was played out by a slow voice', { playedMs: 8_000, heardMs: 8_000 }, 2_000, 0.25],
    ['was cut where the telephone says', { heardMs: 3_000 }, 1_000, 0.75],
    ['ended without a word of the telephone', {}, 1_400, 0.5],
    ['had no words', { lengthMs: 0 }, 0, 1],
  ] as const)('that %s', (_, change, ms, share) => expect(shareHeard(turn(change), ms)).toBeCloseTo(share))
})
