import { createRandom } from '../random.ts'

/** How often each thing goes wrong, 0 to 1. Absent: never. */
export interface FaultRates {
  /** createCall is carried out, and its answer is lost with the connection. */
  readonly answerLost?: number
  /** createCall is carried out, and answered only when nobody waits any more. */
  readonly answerLate?: number
  /** createCall is carried out, and answered by 500. */
  readonly falseRefusal?: number
  /** 500 without a call, as for a body that the feature server does not like. */
  readonly refusal?: number
  /** 480: no feature server. */
  readonly noServer?: number
  /** A status is never reported. */
  readonly statusDropped?: number
  /** A status is reported twice. */
  readonly statusTwice?: number
  /** A status comes late, behind those that follow it. */
  readonly statusLate?: number
  /** The record of a call is gone before its time. */
  readonly recordLost?: number
}

/** Draws what goes wrong; the same seed draws the same. */
export interface Faults {
  /** Whether it goes wrong this time. */
  happens(fault: keyof FaultRates): boolean
  /** A number from 0 to below 1. */
  draw(): number
}

/** Creates the dice. */
export function createFaults(rates: FaultRates, seed: number): Faults {
  const { next } = createRandom(seed)
  return { draw: next, happens: fault => next() < (rates[fault] ?? 0) }
}
