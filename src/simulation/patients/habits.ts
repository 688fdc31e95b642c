import type { Random } from '../random.ts'

/** What a patient does once they talk with the robot. */
export const CHARACTERS = {
  confirms: 44,
  presses_keys: 5,
  asks_first: 5,
  moves: 13,
  cancels: 9,
  wants_person: 5,
  busy_now: 5,
  is_unsure: 2,
  stops_calls: 2,
  hangs_up: 3,
  is_silent: 2,
  wrong_number: 2,
  relative: 3,
} as const
/** One of them. */
export type Character = keyof typeof CHARACTERS

/** What happens at the first and at a later call to a telephone, in shares; what is left is taken up. */
export interface Habits {
  readonly first: Shares
  readonly later: Shares
  /** Of the messages that ask for an answer. */
  readonly answersMessages: number
}

interface Shares {
  readonly voicemail: number
  readonly noAnswer: number
  readonly busy: number
}

/** As in an ordinary week. */
export const ORDINARY: Habits = {
  first: { voicemail: 0.2, noAnswer: 0.14, busy: 0.06 },
  later: { voicemail: 0.12, noAnswer: 0.1, busy: 0.04 },
  answersMessages: 0.5,
}

/** Draws a key by its weight. */
export function drawByWeight<K extends string>(weights: Readonly<Record<K, number>>, random: Random): K {
  const entries = Object.entries(weights) as [K, number][]
  let left = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  return entries[0]?.[0] as K
}
